/* plimsoll-status-line.h - a template, filled with what is known, as a status line.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"
#include "plimsoll-screen.h"
#include "plimsoll-show-words.h"

G_BEGIN_DECLS

/* What a line may speak of. Borrowed for the call. */
typedef struct
{
  PlimsollReport *report; /* its snapshot has no limits while nothing is known */
  const char *model; /* (nullable): clean */
  const char *folder; /* (nullable): clean */
  const PlimsollShowMoment *moment;
  const PlimsollScreen *screen;
  gboolean has_color;
} PlimsollStatusFacts;

/* (transfer full) (nullable): `template` (NULL: the usual line) in the language of
 * plimsoll-template, with the names of plimsoll-report-names, {model}, {dir}, and {old}, which is
 * the age of numbers that are not of this moment. NULL with a sentence in `*mistake` (transfer
 * full) when it makes no sense. Without any number the usual line names model and folder. */
char *
plimsoll_status_line_fill (const char *template, const PlimsollStatusFacts *facts, char **mistake);

G_END_DECLS
