/* plimsoll-openmetrics.h - reports as metrics that a monitoring system collects.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_OPENMETRICS_FULL, /* OpenMetrics 1.0: units, and an end that shows that nothing was cut
                              */
  PLIMSOLL_OPENMETRICS_PLAIN, /* Prometheus' text format 0.0.4 */
} PlimsollOpenmetricsForm;

/* Appends what is known of all accounts at `now`. `reports` holds PlimsollReport. */
void plimsoll_openmetrics_append (GString *out,
                                  GPtrArray *reports,
                                  GDateTime *now,
                                  PlimsollOpenmetricsForm form);

/* The time from `now` until the text reads otherwise without new reports: G_MAXINT64 for never. */
GTimeSpan plimsoll_openmetrics_next_change (GPtrArray *reports, GDateTime *now);

/* What somebody wants to read who sent this `Accept` (nullable). */
PlimsollOpenmetricsForm plimsoll_openmetrics_negotiate (const char *accept);
/* The media type of each form. */
const char *plimsoll_openmetrics_get_type (PlimsollOpenmetricsForm form);

G_END_DECLS
