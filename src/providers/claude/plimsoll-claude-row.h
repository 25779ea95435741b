/* plimsoll-claude-row.h - one limit while it is put together from several places of a body.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "plimsoll-limit.h"

G_BEGIN_DECLS

/* Limits stop work at 100 % and are overrun by a few points. What claims ten times as much is a
 * changed unit or damage, and counts as not known. */
#define PLIMSOLL_CLAUDE_MAX_PERCENT 1000.0

#define PLIMSOLL_CLAUDE_SESSION_WINDOW (5 * G_TIME_SPAN_HOUR)
#define PLIMSOLL_CLAUDE_WEEK_WINDOW (7 * G_TIME_SPAN_DAY)

/* A limit that may still gain what another place of the body says about it. */
typedef struct
{
  char *id; /* (owned) */
  char *title; /* (owned) */
  PlimsollLimitKind kind;
  char *scope; /* (owned) (nullable) */
  double used_percent; /* NAN when not known */
  gboolean is_exact; /* the percentage came from a window, not rounded from the list */
  GDateTime *resets_at; /* (owned) (nullable) */
  GTimeSpan window; /* 0 when not known */
  gboolean has_severity; /* the server gave a word */
  PlimsollSeverity severity; /* only with has_severity */
  gboolean is_binding;
  PlimsollMoney *used; /* (owned) (nullable) */
  PlimsollMoney *cap; /* (owned) (nullable) */
} PlimsollClaudeRow;

/* (transfer full): takes `id` over; `title` is copied. No numbers yet. */
PlimsollClaudeRow *
plimsoll_claude_row_new (char *id, const char *title, PlimsollLimitKind kind, GTimeSpan window);
void plimsoll_claude_row_free (PlimsollClaudeRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeRow, plimsoll_claude_row_free)

/* Takes over what a window object knows: its percentage is a fraction finer than its twin in the
 * list, and the first window that has one is believed; its reset only fills a gap. */
void plimsoll_claude_row_merge_window (PlimsollClaudeRow *self, JsonObject *window);

/* All rows of one body, no two with one id. */
typedef struct _PlimsollClaudeRows PlimsollClaudeRows;

PlimsollClaudeRows *plimsoll_claude_rows_new (void);
void plimsoll_claude_rows_free (PlimsollClaudeRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeRows, plimsoll_claude_rows_free)

/* (transfer none): takes `row` over and gives back the row of that id: a second one is a second
 * copy of the first, and is dropped. */
PlimsollClaudeRow *plimsoll_claude_rows_add (PlimsollClaudeRows *self, PlimsollClaudeRow *row);
/* (transfer none) (nullable) */
PlimsollClaudeRow *plimsoll_claude_rows_find (PlimsollClaudeRows *self, const char *id);
/* TRUE when a row is about the model or surface `slug`, also as a part of a longer name:
 * "week:sonnet-5" is about "sonnet". */
gboolean plimsoll_claude_rows_mention (PlimsollClaudeRows *self, const char *slug);
/* Gives scoped weeks without a reset that of the week they are part of. */
void plimsoll_claude_rows_inherit_reset (PlimsollClaudeRows *self);
/* (transfer container) (element-type PlimsollLimit): in the order to show, at most
 * PLIMSOLL_SNAPSHOT_MAX_LIMITS. */
GPtrArray *plimsoll_claude_rows_to_limits (PlimsollClaudeRows *self);

/* A percentage that can be believed, else NAN. Never rescaled: 1 is one percent. */
double plimsoll_claude_read_percent (JsonObject *object, const char *key);
/* (transfer full) (nullable): rounded to the minute. The server's clock trembles by a second around
 * the moment it means, and the same reset must be the same from one answer to the next. */
GDateTime *plimsoll_claude_read_reset (JsonObject *object, const char *key);
/* (transfer full): an id such as "week:fable" from a name; also for names without letters. */
char *plimsoll_claude_row_dup_id (const char *prefix, const char *name);

G_END_DECLS
