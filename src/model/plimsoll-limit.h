/* plimsoll-limit.h - one metered allowance as seen at one moment.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-money.h"
#include "plimsoll-severity.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_LIMIT_SESSION,
  PLIMSOLL_LIMIT_WEEK,
  PLIMSOLL_LIMIT_WEEK_SCOPED, /* the week of one model or surface */
  PLIMSOLL_LIMIT_MONTH,
  PLIMSOLL_LIMIT_BUDGET, /* money */
  PLIMSOLL_LIMIT_OTHER,
} PlimsollLimitKind;

#define PLIMSOLL_TYPE_LIMIT_KIND (plimsoll_limit_kind_get_type ())
GType plimsoll_limit_kind_get_type (void);
const char *plimsoll_limit_kind_to_word (PlimsollLimitKind kind);
gboolean plimsoll_limit_kind_from_word (const char *word, PlimsollLimitKind *kind);

/* What a limit is made of. All is copied. */
typedef struct
{
  const char *id; /* stable: "session", "week", "week:fable", "budget:included" */
  const char *title; /* for people, already clean: "Session", "Fable" */
  PlimsollLimitKind kind; /* */
  const char *scope; /* (nullable): the model's or surface's name as the server gave it */
  double used_percent; /* 0…100 and sometimes above; NAN when not known */
  GDateTime *resets_at; /* (nullable): UTC */
  GTimeSpan window; /* length of the window; 0 when not known */
  PlimsollSeverity severity; /* */
  gboolean is_binding; /* the server says that this one binds now */
  PlimsollMoney *used; /* (nullable): what a budget has spent */
  PlimsollMoney *cap; /* (nullable): what a budget holds */
  const char *source; /* (nullable): who saw it; NULL: the source of the whole snapshot */
  GDateTime *observed_at; /* (nullable): UTC, when; NULL: the moment of the whole snapshot */
} PlimsollLimitFields;

/* Immutable. */
typedef struct _PlimsollLimit PlimsollLimit;

#define PLIMSOLL_TYPE_LIMIT (plimsoll_limit_get_type ())
GType plimsoll_limit_get_type (void);

PlimsollLimit *plimsoll_limit_new (const PlimsollLimitFields *fields);
PlimsollLimit *plimsoll_limit_ref (PlimsollLimit *self);
void plimsoll_limit_unref (PlimsollLimit *self);

/* The fields as they are; borrowed for the life of the limit. */
const PlimsollLimitFields *plimsoll_limit_peek (PlimsollLimit *self);

/* TRUE when the moment at which the window ends has passed: its number belongs to a finished
 * window. */
gboolean plimsoll_limit_is_over (PlimsollLimit *self, GDateTime *now);

/* The percentage that may be shown at `now`: NAN when unknown or when the window is over. */
double plimsoll_limit_get_reading (PlimsollLimit *self, GDateTime *now);

/* What is left of it, in percent: never below 0, and NAN when the reading is. */
double plimsoll_limit_get_headroom (PlimsollLimit *self, GDateTime *now);

/* Everything. */
gboolean plimsoll_limit_equal (PlimsollLimit *a, PlimsollLimit *b);
/* Everything but who saw it and when. */
gboolean plimsoll_limit_has_same_numbers (PlimsollLimit *a, PlimsollLimit *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollLimit, plimsoll_limit_unref)

G_END_DECLS
