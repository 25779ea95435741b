/* sim.h - one account on a simulated machine, through a simulated day.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http.h"
#include "plimsoll-keeper.h"

#include "sim-truth.h"

G_BEGIN_DECLS

/* Monday, 3 March 2036, 06:00 UTC: a day that no real timer reaches while a test runs. */
#define SIM_START G_GINT64_CONSTANT (2088136800)
#define SIM_MINUTE 60
#define SIM_HOUR 3600

typedef enum
{
  SIM_CLAUDE,
  SIM_CODEX,
} SimVendor;

/* What an installed program does when it is asked. */
typedef enum
{
  SIM_PROGRAM_GOOD,
  SIM_PROGRAM_HAS_NONE, /* it could not get new numbers either */
  SIM_PROGRAM_NO_PLAN, /* its login reports no limits */
  SIM_PROGRAM_OLD, /* it does not know the question */
  SIM_PROGRAM_EMPTY, /* an answer with no limit in it */
  SIM_PROGRAM_FAILS, /* no answer; the error says how */
} SimProgram;

/* What a server does: an answer or a failure, as the real transport brought it; neither: healthy.
 */
typedef struct
{
  PlimsollHttpReply *reply; /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
} SimOutcome;

void sim_outcome_clear (SimOutcome *self);

typedef struct _Sim Sim;

/* `sources` is the order as in PLIMSOLL_CLAUDE_SOURCES. One at a time. */
Sim *sim_new (SimVendor vendor, const char *sources, gboolean has_program, guint32 seed);
void sim_free (Sim *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sim, sim_free)

gint64 sim_now (Sim *self);
PlimsollKeeper *sim_get_keeper (Sim *self);
SimTruth *sim_get_truth (Sim *self);

/* `outcome` is borrowed until another is set; NULL: healthy. */
void sim_set_server (Sim *self, const SimOutcome *outcome);
/* `error` is borrowed, for SIM_PROGRAM_FAILS only. */
void sim_set_program (Sim *self, SimProgram program, const GError *error);
void sim_set_installed (Sim *self, gboolean has_program);
/* `without` is what a request meets while there is none; NULL: there is one. Borrowed. */
void sim_set_network (Sim *self, const SimOutcome *without);

/* Another token in the file: of the same account (a renewal), or of the other one. `valid_for` in
 * seconds. The service hears of it as it would. Older tokens are no longer known to the server. */
void sim_log_in (Sim *self, guint login, gint64 valid_for, gboolean has_scope);
/* The file changes under the next request, which is then refused. */
void sim_renew_under_request (Sim *self);
/* A login file of exactly these bytes; NULL: none. */
void sim_write_login (Sim *self, const char *text);
/* What a status line would leave: numbers of now, or exactly `bytes` where not NULL. */
void sim_feed (Sim *self, const char *bytes);
/* What Claude Code keeps: numbers of now for the account of `login`, while `current` is logged in,
 * or exactly `bytes` where not NULL. */
void sim_cache (Sim *self, guint login, guint current, const char *bytes);

/* Lives until `until` (seconds since the epoch): each timer that comes due is let go off. */
void sim_run_until (Sim *self, gint64 until);
/* Nothing runs until `until`; then the machine wakes, and time goes on with sim_wake(). */
void sim_sleep_until (Sim *self, gint64 until);
void sim_wake (Sim *self);
/* A person's Refresh. */
void sim_refresh (Sim *self);

/* Requests to the server and starts of the program since `since`. */
guint sim_count_requests (Sim *self, gint64 since);
guint sim_count_starts (Sim *self, gint64 since);

/* Fails the test when a file of the person's is not as the person left it. */
void sim_assert_untouched (Sim *self);
/* Fails the test when something is shown that may not be. */
void sim_assert_honest (Sim *self);

G_END_DECLS
