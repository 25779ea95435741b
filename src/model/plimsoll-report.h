/* plimsoll-report.h - what one probe of one account brought back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-account.h"
#include "plimsoll-incident.h"
#include "plimsoll-problem.h"
#include "plimsoll-snapshot.h"

G_BEGIN_DECLS

/* Immutable. Holds a snapshot, a problem, or both (older numbers beside the reason why there are no
 * newer). */
typedef struct _PlimsollReport PlimsollReport;

#define PLIMSOLL_TYPE_REPORT (plimsoll_report_get_type ())
GType plimsoll_report_get_type (void);

/* `key` (nullable): the one-way name of the token that was used, under which cool-downs are filed.
 * At least one of `snapshot` and `problem` is not NULL. */
PlimsollReport *plimsoll_report_new (PlimsollAccount *account,
                                     const char *key,
                                     PlimsollSnapshot *snapshot,
                                     PlimsollProblem *problem);
PlimsollReport *plimsoll_report_ref (PlimsollReport *self);
void plimsoll_report_unref (PlimsollReport *self);

PlimsollAccount *plimsoll_report_get_account (PlimsollReport *self);
const char *plimsoll_report_get_key (PlimsollReport *self); /* (nullable) */
PlimsollSnapshot *plimsoll_report_get_snapshot (PlimsollReport *self); /* (nullable) */
PlimsollProblem *plimsoll_report_get_problem (PlimsollReport *self); /* (nullable) */
/* (nullable): what the provider's status page says meanwhile. */
PlimsollIncident *plimsoll_report_get_incident (PlimsollReport *self);

/* (transfer full): the same with this incident (nullable) and no other. */
PlimsollReport *
plimsoll_report_dup_with_incident (PlimsollReport *self, PlimsollIncident *incident);

/* (transfer full): the same under the name that `account`, which has the same id, has now. */
PlimsollReport *plimsoll_report_dup_for (PlimsollReport *self, PlimsollAccount *account);

/* The condition as it is at `now`: numbers without a problem are fresh until one of them is older
 * than `fresh_for` (or as far in the future), half an hour for those of an installed program, which
 * is asked less often; numbers beside a problem are stale; no numbers are the
 * problem's own condition. */
PlimsollCondition
plimsoll_report_get_condition (PlimsollReport *self, GDateTime *now, GTimeSpan fresh_for);

/* TRUE when this one limit of the snapshot is fresh: beside a problem, or among older ones, a limit
 * may have been seen since by another source. */
gboolean plimsoll_report_is_limit_fresh (PlimsollReport *self,
                                         PlimsollLimit *limit,
                                         GDateTime *now,
                                         GTimeSpan fresh_for);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollReport, plimsoll_report_unref)

G_END_DECLS
