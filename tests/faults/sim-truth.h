/* sim-truth.h - what is really used in a simulated world, and what was said of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* There are two accounts, 0 and 1; no number of the one is ever a number of the other. */
#define SIM_N_LOGINS 2

typedef struct _SimTruth SimTruth;

/* Remembers everything that any source said. */
SimTruth *sim_truth_new (gint64 start);
void sim_truth_free (SimTruth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimTruth, sim_truth_free)

/* What the account has used at `at`, and when the window ends. Whole percents. */
int sim_truth_get_session (SimTruth *self, guint login, gint64 at);
int sim_truth_get_week (SimTruth *self, guint login, gint64 at);
gint64 sim_truth_get_session_end (SimTruth *self, gint64 at);
gint64 sim_truth_get_week_end (SimTruth *self);

/* (transfer full): the answers of all sources at `at`, which are remembered as said. */
char *sim_truth_dup_claude (SimTruth *self, guint login, gint64 at);
char *sim_truth_dup_codex (SimTruth *self, guint login, gint64 at);
char *sim_truth_dup_codex_program (SimTruth *self, guint login, gint64 at);
PlimsollSnapshot *sim_truth_dup_feed (SimTruth *self, guint login, gint64 at);

/* Fails the test when `snapshot` (nullable) shows at `now` a number that nobody said of that
 * account and window at the moment it claims or later, or any number of a window that is over. */
void sim_truth_assert_said (SimTruth *self, PlimsollSnapshot *snapshot, guint login, gint64 now);

G_END_DECLS
