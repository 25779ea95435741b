/* plimsoll-severity.c - how near a limit is to its end, in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The server's own word counts; ours stands in where it gave none. */

#include "plimsoll-severity.h"

#include "plimsoll-enum.h"

/* The defaults of the notification thresholds, so that colour and notification agree. */
#define WARNING_FROM 80.0
#define CRITICAL_FROM 95.0

G_DEFINE_ENUM_TYPE (PlimsollSeverity,
                    plimsoll_severity,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SEVERITY_NORMAL, "normal"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SEVERITY_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SEVERITY_CRITICAL, "critical"))

const char *
plimsoll_severity_to_word (PlimsollSeverity self)
{
  return plimsoll_enum_to_word (PLIMSOLL_TYPE_SEVERITY, (int) self);
}

gboolean
plimsoll_severity_from_word (const char *word, PlimsollSeverity *self)
{
  int value = 0;

  if (!plimsoll_enum_from_word (PLIMSOLL_TYPE_SEVERITY, word, &value))
    return FALSE;

  *self = (PlimsollSeverity) value;
  return TRUE;
}

PlimsollSeverity
plimsoll_severity_from_percent (double used_percent)
{
  /* NAN compares false with everything and so counts as normal. */
  if (used_percent >= CRITICAL_FROM)
    return PLIMSOLL_SEVERITY_CRITICAL;
  if (used_percent >= WARNING_FROM)
    return PLIMSOLL_SEVERITY_WARNING;

  return PLIMSOLL_SEVERITY_NORMAL;
}
