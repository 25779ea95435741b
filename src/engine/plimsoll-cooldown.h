/* plimsoll-cooldown.h - how long to leave a server alone after it refused.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-problem.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_COOLDOWN_NONE, /* ask as usual */
  PLIMSOLL_COOLDOWN_GUESSED, /* our own arithmetic: a person may pass it */
  PLIMSOLL_COOLDOWN_ORDERED, /* the server named the moment: nobody may pass it */
} PlimsollCooldownKind;

/* A plain value. All zero is "no cool-down". It belongs to one token: a new login starts at zero.
 */
typedef struct
{
  PlimsollCooldownKind kind;
  PlimsollCondition cause; /* the refusal that was counted last; means nothing without strikes */
  guint strikes; /* refusals in a row that had to be answered with a guess */
  gint64 until; /* seconds since the epoch; means nothing with NONE */
} PlimsollCooldown;

/* A person who asks for new numbers gets them when nobody asked for this long. */
#define PLIMSOLL_COOLDOWN_PERSON_WAITS (60 * G_TIME_SPAN_SECOND)

/* What follows from a probe that ended at `now` with `problem`, NULL when it brought numbers. */
PlimsollCooldown
plimsoll_cooldown_after (const PlimsollCooldown *before, PlimsollProblem *problem, GDateTime *now);

/* TRUE while `now` lies inside the cool-down. */
gboolean plimsoll_cooldown_is_running (const PlimsollCooldown *self, GDateTime *now);

/* TRUE when the server may be asked at `now`. `asked_at` (nullable) is when it last was; a person
 * may pass a guess, never an order, and never sooner than PLIMSOLL_COOLDOWN_PERSON_WAITS. */
gboolean plimsoll_cooldown_lets_person_ask (const PlimsollCooldown *self,
                                            GDateTime *asked_at,
                                            GDateTime *now);

/* (transfer full) (nullable): the moment at which it ends; NULL when it is not running at `now`. */
GDateTime *plimsoll_cooldown_dup_end (const PlimsollCooldown *self, GDateTime *now);

G_END_DECLS
