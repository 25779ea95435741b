/* plimsoll-retry-after.c - the Retry-After header.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 9110 10.2.3: seconds or a date. Servers send more than that; what is neither is as good as
 * absent, and a number beyond all sense is cut to a day so that no sum with it overflows. */

#include "plimsoll-retry-after.h"

#include <libsoup/soup.h>

gboolean
plimsoll_retry_after_parse (const char *text, GDateTime *now, GTimeSpan *retry_after)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  g_autoptr (GDateTime) date = NULL;
  char *end = NULL;
  gint64 seconds = 0;
  GTimeSpan span = 0;

  if (stripped == NULL || *stripped == '\0')
    return FALSE;

  seconds = g_ascii_strtoll (stripped, &end, 10);
  if (*end == '\0' && end != stripped)
    span = CLAMP (seconds, 0, 24 * 60 * 60) * G_TIME_SPAN_SECOND;
  else
    {
      /* A date begins with its weekday; soup takes much else. */
      if (!g_ascii_isalpha (*stripped))
        return FALSE;
      date = soup_date_time_new_from_http_string (stripped);
      if (date == NULL)
        return FALSE;
      span = CLAMP (g_date_time_difference (date, now), 0, G_TIME_SPAN_DAY);
    }

  *retry_after = span;
  return TRUE;
}
