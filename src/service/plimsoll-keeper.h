/* plimsoll-keeper.h - keeps one account's meter true: asks when it is time, and waits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-bus-server.h"
#include "plimsoll-clock.h"
#include "plimsoll-cooldown.h"
#include "plimsoll-meter.h"
#include "plimsoll-prober.h"

G_BEGIN_DECLS

/* Signal: `reported` (PlimsollReport) after the meter has taken what a probe brought. */
#define PLIMSOLL_TYPE_KEEPER (plimsoll_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollKeeper, plimsoll_keeper, PLIMSOLL, KEEPER, GObject)

/* What was remembered of an account over a restart. */
typedef struct
{
  const char *key; /* (nullable): of the token used last */
  GDateTime *asked_at; /* (nullable) */
  PlimsollCooldown cooldown; /* */
} PlimsollKeeperMemory;

/* (nullable): NULL with error when the system gives no timer. Does nothing until started. */
PlimsollKeeper *plimsoll_keeper_new (PlimsollAccount *account,
                                     PlimsollProber *prober,
                                     PlimsollClock *clock,
                                     GError **error);

PlimsollMeter *plimsoll_keeper_get_meter (PlimsollKeeper *self);

/* Before the start: what was known, so that nothing is asked twice. */
void plimsoll_keeper_remember (PlimsollKeeper *self, const PlimsollKeeperMemory *memory);
/* What must be remembered; borrowed until the next report. */
void plimsoll_keeper_peek_memory (PlimsollKeeper *self, PlimsollKeeperMemory *memory);

void plimsoll_keeper_start (PlimsollKeeper *self);
/* Ends a probe under way as well; the keeper can be let go after this. */
void plimsoll_keeper_stop (PlimsollKeeper *self);

/* Each of these changes the plan at once. */
void plimsoll_keeper_set_interval (PlimsollKeeper *self, GTimeSpan interval);
void plimsoll_keeper_set_away (PlimsollKeeper *self, gboolean is_away);
void plimsoll_keeper_set_network (PlimsollKeeper *self, gboolean has_network);
void plimsoll_keeper_set_identity (PlimsollKeeper *self, gboolean with_identity);
/* The files of the login changed; `key` (nullable) is the token's name now. The same token changes
 * nothing. */
void plimsoll_keeper_see_login (PlimsollKeeper *self, const char *key);

/* Numbers that came without asking, of the login that there is now. Nothing is asked later for
 * them: they are a part of what a probe brings. TRUE when they were news. */
gboolean plimsoll_keeper_hear (PlimsollKeeper *self, PlimsollSnapshot *snapshot);

/* The person's Refresh. `*retry_at` (transfer full) (nullable): when another may do something. */
PlimsollRefreshVerdict plimsoll_keeper_refresh (PlimsollKeeper *self, GDateTime **retry_at);

G_END_DECLS
