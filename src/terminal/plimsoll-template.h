/* plimsoll-template.h - text with names in it, filled with what is known.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-screen.h"
#include "plimsoll-words.h"

G_BEGIN_DECLS

/* What stands behind a name. */
typedef struct
{
  char *text; /* (owned) (nullable): NULL while it is not known */
  double number; /* for comparisons; NAN when it is no number, or not known */
  GTimeSpan changes_in; /* when the passing of time alone makes it another one */
} PlimsollTemplateValue;

/* FALSE when there is no such name. `*value` is {NULL, NAN, PLIMSOLL_WORDS_NEVER} before the call.
 */
typedef gboolean (*PlimsollTemplateLookup) (const char *name,
                                            PlimsollTemplateValue *value,
                                            gpointer user_data);

/* Whom to ask, and how wide its letters are. */
typedef struct
{
  PlimsollTemplateLookup lookup;
  gpointer user_data;
  const char *const *names; /* NULL-terminated: for the suggestion after a slip of the finger */
  const PlimsollScreen *screen;
  char *(*escape) (const char *text); /* (nullable): makes a value harmless where it will be read */
  GTimeSpan *changes_in; /* (nullable): lowered to when time alone makes another text */
} PlimsollTemplateNames;

/* Appends `template` filled:
 *
 *   {NAME}            the value, nothing while it is not known
 *   {NAME|TEXT}       TEXT while it is not known
 *   {NAME:8}          in exactly 8 cells, cut or filled; {NAME:>8} to the right, {NAME:.8} at most
 *   [PART]            left out when a value in it is not known
 *   {?NAME}A{:}B{/}   A when it is known, else B; {?NAME>80}, >=, <, <=, = and != compare numbers
 *   \{ \} \[ \] \\ \n \t   these signs, a new line and a tab
 *
 * All of it is checked, whatever is known. FALSE, with `out` as it was and a whole sentence in
 * `*mistake` (transfer full) that names the column, when it makes no sense. */
gboolean plimsoll_template_append (GString *out,
                                   const char *template,
                                   const PlimsollTemplateNames *names,
                                   char **mistake);

G_END_DECLS
