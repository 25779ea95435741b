/* plimsoll-alert-rules.h - what a person should be told after a poll.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-alert.h"
#include "plimsoll-alert-settings.h"
#include "plimsoll-report.h"
#include "plimsoll-told.h"

G_BEGIN_DECLS

/* Decides. `told` (element-type PlimsollTold) is what this function gave last time for the same
 * account; empty for a new one.
 *
 * Returns (transfer container) (element-type PlimsollTold) what to remember. Keep that first and
 * speak then: a crash in between costs one alert, the other order would tell it twice. `*alerts`
 * (out) (transfer container) (element-type PlimsollAlert) is what to say now, most urgent first;
 * often empty. */
GPtrArray *plimsoll_alert_rules_apply (GPtrArray *told,
                                       PlimsollReport *report,
                                       const PlimsollAlertSettings *settings,
                                       GDateTime *now,
                                       GPtrArray **alerts);

/* (transfer container) (element-type PlimsollTold): what to remember after the person snoozed
 * `alert`: nothing more of its limit until that resets. An alert about an account changes nothing.
 */
GPtrArray *plimsoll_alert_rules_snooze (GPtrArray *told, PlimsollAlert *alert);

G_END_DECLS
