/* plimsoll-alert-settings.h - what a person wants to be told, and when.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-alert.h"

G_BEGIN_DECLS

#define PLIMSOLL_ALERT_MAX_THRESHOLDS 8u
#define PLIMSOLL_ALERT_BIT(kind) (1u << (kind))
#define PLIMSOLL_ALERT_ALL_KINDS 0x3fu

/* The thresholds of one limit. */
typedef struct
{
  const char *limit_id; /* (nullable): NULL is every limit that has no line of its own */
  double percents[PLIMSOLL_ALERT_MAX_THRESHOLDS]; /* in any order */
  guint n_percents; /* 0: none wanted */
} PlimsollAlertThresholds;

/* What the person set. Borrowed for the call. */
typedef struct
{
  const PlimsollAlertThresholds *thresholds; /* (array length=n_thresholds) (nullable) */
  guint n_thresholds; /* 0: the default, 80 and 95 for every limit */
  guint kinds; /* PLIMSOLL_ALERT_BIT() of each kind that is wanted */
  guint quiet_from_minute; /* of the local day; quiet hours may go over midnight */
  guint quiet_until_minute; /* the same as the other: no quiet hours */
  GTimeZone *zone; /* (nullable): NULL is the local one */
  GTimeSpan interval; /* of polling; an older reading tells nothing */
  gboolean names_accounts; /* there are several, so each title says which */
} PlimsollAlertSettings;

gboolean plimsoll_alert_settings_wants (const PlimsollAlertSettings *self, PlimsollAlertKind kind);

/* TRUE inside the quiet hours. */
gboolean plimsoll_alert_settings_is_quiet (const PlimsollAlertSettings *self, GDateTime *now);

/* The highest threshold of this limit that `reading` has reached; 0 when none. */
double plimsoll_alert_settings_find_threshold (const PlimsollAlertSettings *self,
                                               const char *limit_id,
                                               double reading);

G_END_DECLS
