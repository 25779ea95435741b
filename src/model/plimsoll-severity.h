/* plimsoll-severity.h - how near a limit is to its end, in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_SEVERITY_NORMAL,
  PLIMSOLL_SEVERITY_WARNING,
  PLIMSOLL_SEVERITY_CRITICAL,
} PlimsollSeverity;

#define PLIMSOLL_TYPE_SEVERITY (plimsoll_severity_get_type ())
GType plimsoll_severity_get_type (void);

const char *plimsoll_severity_to_word (PlimsollSeverity self);
/* FALSE, and `*self` untouched, when `word` is none. */
gboolean plimsoll_severity_from_word (const char *word, PlimsollSeverity *self);

/* For a limit about which the server gave no word: our own default thresholds. */
PlimsollSeverity plimsoll_severity_from_percent (double used_percent);

G_END_DECLS
