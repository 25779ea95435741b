/* plimsoll-alert-telling.h - makes the alerts that the rules decide on.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-alert-settings.h"
#include "plimsoll-report.h"

G_BEGIN_DECLS

/* All (transfer full). */
PlimsollAlert *plimsoll_alert_telling_limit (PlimsollReport *report,
                                             const PlimsollAlertSettings *settings,
                                             PlimsollAlertKind kind,
                                             PlimsollLimit *limit,
                                             gint64 cycle,
                                             PlimsollUrgency urgency,
                                             GDateTime *now);
/* For a report whose problem is that the account is signed out, or its login expired. */
PlimsollAlert *plimsoll_alert_telling_signed_out (PlimsollReport *report);
PlimsollAlert *plimsoll_alert_telling_back (PlimsollReport *report);

/* Most urgent first; the order of the limits decides among equals. */
void plimsoll_alert_telling_sort (GPtrArray *alerts);

G_END_DECLS
