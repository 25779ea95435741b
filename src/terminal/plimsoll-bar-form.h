/* plimsoll-bar-form.h - how each desktop's bar wants to be told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How urgent a line is; bars colour by it. */
typedef enum
{
  PLIMSOLL_BAR_CALM,
  PLIMSOLL_BAR_WARNING,
  PLIMSOLL_BAR_CRITICAL,
  PLIMSOLL_BAR_DULL, /* old numbers, or none */
} PlimsollBarMood;

/* What there is to tell. `text` and `tooltip` are escaped for the bar already. */
typedef struct
{
  const char *text;
  const char *tooltip; /* lines; only some bars show it */
  const char *const *classes; /* NULL-terminated: "warning", "stale", … */
  double percent; /* NAN when not known */
  PlimsollBarMood mood;
  gboolean has_color;
  gboolean is_followed; /* one of many lines, not the only one */
} PlimsollBarLine;

/* One kind of bar. Static. */
typedef struct
{
  const char *name;
  char *(*escape) (const char *text);
  void (*append) (GString *out, const PlimsollBarLine *line);
} PlimsollBarForm;

/* (nullable) */
const PlimsollBarForm *plimsoll_bar_form_find (const char *name);
/* NULL-terminated, static: the names of all. */
const char *const *plimsoll_bar_form_list (void);

G_END_DECLS
