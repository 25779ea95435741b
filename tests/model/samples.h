/* samples.h - small values of the model for the tests of its floor.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* 2026-11-20T09:00:00Z, a Friday. */
#define SAMPLE_START G_GINT64_CONSTANT (1795165200)
#define SAMPLE_KEY "0123456789abcdef0123456789abcdef"

/* (transfer full): so many seconds after SAMPLE_START. */
GDateTime *sample_moment (gint64 seconds);
/* (transfer full): `id` and `used_percent` as given, the rest plain. */
PlimsollLimit *sample_limit (const char *id, double used_percent);
/* (transfer full): observed so many seconds after SAMPLE_START; `ids` is a list ended by NULL, and
 * the limits are all used by `used_percent`. */
PlimsollSnapshot *sample_snapshot (gint64 seconds, const char *const *ids, double used_percent);
/* (transfer full): the same, as the status line sees it. */
PlimsollSnapshot *sample_statusline (gint64 seconds, const char *const *ids, double used_percent);
PlimsollAccount *sample_account (void);
PlimsollProblem *sample_problem (PlimsollCondition condition);
/* (transfer full): takes over both, each of which may be NULL. */
PlimsollReport *sample_report (PlimsollSnapshot *snapshot, PlimsollProblem *problem);

G_END_DECLS
