/* plimsoll-status-line.h - a template, filled with what is known, as one line.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* What a line may speak of. Borrowed for the call. */
typedef struct
{
  PlimsollSnapshot *snapshot; /* (nullable) */
  const char *model; /* (nullable): clean */
  const char *folder; /* (nullable): clean */
  GDateTime *now;
  GTimeZone *zone; /* (nullable): NULL is the local one */
  gboolean has_color;
} PlimsollStatusFacts;

/* (transfer full) (nullable): `template` (NULL: the usual one) with each {name} replaced; NULL with
 * `*unknown` (transfer full) set to the first name that there is not. A [part in brackets] is left
 * out when one of its values is not known; outside of them such a value is a dash. Dividers that
 * are left over at the ends are taken off. Without any number the usual line names model and
 * folder. */
char *
plimsoll_status_line_fill (const char *template, const PlimsollStatusFacts *facts, char **unknown);

G_END_DECLS
