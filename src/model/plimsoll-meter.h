/* plimsoll-meter.h - the live object for one account.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* Last good snapshot, condition, and when it is asked again. A GListModel of PlimsollLimitRow.
 *
 * Properties (all read-only but next-try): account-id, provider, name, snapshot (PlimsollSnapshot),
 * problem (PlimsollProblem), incident (PlimsollIncident), condition (PlimsollCondition), next-try
 * (GDateTime). */
#define PLIMSOLL_TYPE_METER (plimsoll_meter_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollMeter, plimsoll_meter, PLIMSOLL, METER, GObject)

/* `fresh_for`: numbers older than this are stale; two poll intervals. */
PlimsollMeter *plimsoll_meter_new (PlimsollAccount *account, GTimeSpan fresh_for);

PlimsollAccount *plimsoll_meter_get_account (PlimsollMeter *self);
PlimsollSnapshot *plimsoll_meter_get_snapshot (PlimsollMeter *self); /* (nullable) */
PlimsollProblem *plimsoll_meter_get_problem (PlimsollMeter *self); /* (nullable) */
PlimsollCondition plimsoll_meter_get_condition (PlimsollMeter *self);
GDateTime *plimsoll_meter_get_next_try (PlimsollMeter *self); /* (nullable) */

void plimsoll_meter_set_next_try (PlimsollMeter *self, GDateTime *next_try);
/* `account` has the same id, and maybe a name that a person gave it since. */
void plimsoll_meter_set_account (PlimsollMeter *self, PlimsollAccount *account);
/* Tells at the next look at the clock. */
void plimsoll_meter_set_fresh_for (PlimsollMeter *self, GTimeSpan fresh_for);

/* Takes what a probe or a feed brought: the newest observation of each limit wins (see
 * plimsoll_snapshot_merge()), a problem never erases numbers, an older snapshot neither replaces a
 * newer one nor clears its problem, and a part does not clear the problem of the whole. */
void plimsoll_meter_take (PlimsollMeter *self, PlimsollReport *report, GDateTime *now);

/* What the provider's status page says (nullable); kept with everything that is taken. */
void plimsoll_meter_set_incident (PlimsollMeter *self, PlimsollIncident *incident);
PlimsollIncident *plimsoll_meter_get_incident (PlimsollMeter *self); /* (nullable) */

/* Forgets the address that came with the numbers. FALSE when there was none. */
gboolean plimsoll_meter_forget_identity (PlimsollMeter *self);

/* Puts the condition right for the passing of time: fresh numbers grow stale by themselves. */
void plimsoll_meter_look_at_clock (PlimsollMeter *self, GDateTime *now);

/* TRUE when this one limit of the snapshot is fresh at `now`; see plimsoll_report_is_limit_fresh().
 */
gboolean plimsoll_meter_is_limit_fresh (PlimsollMeter *self, PlimsollLimit *limit, GDateTime *now);

/* (transfer full) (nullable): everything the meter knows as one report; NULL while loading. */
PlimsollReport *plimsoll_meter_dup_report (PlimsollMeter *self);

G_END_DECLS
