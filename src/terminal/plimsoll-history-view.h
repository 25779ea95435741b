/* plimsoll-history-view.h - what was read of some limits, and how it is written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "plimsoll-account.h"
#include "plimsoll-screen.h"

G_BEGIN_DECLS

/* One limit's past. */
typedef struct
{
  char *id; /* (owned) */
  char *title; /* (owned): for people */
  GVariant *samples; /* (owned): a(xd), as PlimsollHistoryFunc gives it */
} PlimsollHistoryLimit;

typedef struct
{
  PlimsollAccount *account; /* (owned) */
  GPtrArray *limits; /* (owned) (element-type PlimsollHistoryLimit): in the order to show */
} PlimsollHistoryAccount;

typedef struct
{
  GPtrArray *accounts; /* (owned) (element-type PlimsollHistoryAccount) */
  gint64 from; /* seconds since the epoch */
  gint64 to;
  GTimeZone *zone; /* (nullable), borrowed: of clock times; NULL is the local one */
} PlimsollHistoryView;

PlimsollHistoryAccount *plimsoll_history_account_new (PlimsollAccount *account);
void plimsoll_history_account_free (PlimsollHistoryAccount *self);
/* Takes over `samples`. */
void plimsoll_history_account_add (PlimsollHistoryAccount *self,
                                   const char *id,
                                   const char *title,
                                   GVariant *samples);

/* TRUE when nothing is known of any limit. */
gboolean plimsoll_history_view_is_empty (const PlimsollHistoryView *self);

/* RFC 4180, with a header; moments in UTC, decimals with a point. */
void plimsoll_history_view_append_csv (GString *out, const PlimsollHistoryView *self);
/* The form that plimsoll(1) describes. */
void plimsoll_history_view_append_json (GString *out, const PlimsollHistoryView *self);

/* A table of at most `rows` rows of equal time for each account, below a curve of each limit. */
void plimsoll_history_view_append_table (GString *out,
                                         const PlimsollHistoryView *self,
                                         const PlimsollScreen *screen,
                                         guint rows);
/* A line for each limit: its name, a curve of `cells` cells, its last reading. */
void plimsoll_history_view_append_curves (GString *out,
                                          const PlimsollHistoryView *self,
                                          const PlimsollScreen *screen,
                                          guint cells);

G_END_DECLS
