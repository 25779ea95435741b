/* plimsoll-alert-settings.c - what a person wants to be told, and when.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers the rules' questions about the person's wishes. Where the wishes come from is the
 * caller's business. */

#include "plimsoll-alert-settings.h"

static const PlimsollAlertThresholds default_thresholds = { NULL, { 80, 95 }, 2 };

gboolean
plimsoll_alert_settings_wants (const PlimsollAlertSettings *self, PlimsollAlertKind kind)
{
  return (self->kinds & PLIMSOLL_ALERT_BIT (kind)) != 0;
}

gboolean
plimsoll_alert_settings_is_quiet (const PlimsollAlertSettings *self, GDateTime *now)
{
  g_autoptr (GTimeZone) zone =
      self->zone != NULL ? g_time_zone_ref (self->zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) here = g_date_time_to_timezone (now, zone);
  guint from = self->quiet_from_minute;
  guint until = self->quiet_until_minute;
  guint minute = 0;

  if (here == NULL || from == until)
    return FALSE;

  minute = (guint) (g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here));
  if (from < until)
    return minute >= from && minute < until;

  return minute >= from || minute < until;
}

double
plimsoll_alert_settings_find_threshold (const PlimsollAlertSettings *self,
                                        const char *limit_id,
                                        double reading)
{
  const PlimsollAlertThresholds *found = self->n_thresholds == 0 ? &default_thresholds : NULL;
  double highest = 0;

  for (guint i = 0; i < self->n_thresholds; i++)
    {
      const PlimsollAlertThresholds *line = &self->thresholds[i];

      if (line->limit_id == NULL ? found == NULL : g_str_equal (line->limit_id, limit_id))
        found = line;
    }

  for (guint i = 0; found != NULL && i < MIN (found->n_percents, PLIMSOLL_ALERT_MAX_THRESHOLDS);
       i++)
    if (found->percents[i] <= reading)
      highest = MAX (highest, found->percents[i]);

  return highest;
}
