/* plimsoll-codex-errand.h - all that is needed to ask about one Codex login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-account.h"
#include "plimsoll-clock.h"
#include "plimsoll-codex-home.h"
#include "plimsoll-http.h"
#include "plimsoll-source-gate.h"

G_BEGIN_DECLS

/* Everything is borrowed from the provider, which outlives the asking. */
typedef struct
{
  PlimsollAccount *account;
  PlimsollCodexHome *home;
  PlimsollHttp *http;
  PlimsollClock *clock;
  const char *base_url; /* (nullable): as the person gave it by a variable: maybe not safe */
  const char *const *environment; /* what the program may know of the person's */
  const char *person_home; /* the person's home folder */
  const char *run_folder; /* where the program is let stand */
  PlimsollSourceGate *gate; /* (nullable): who remembers when the program was asked */
  GTimeSpan patience; /* until a half-written login file is read again */
  GTimeSpan program_deadline; /* for the program's answer; 0: its own */
} PlimsollCodexErrand;

G_END_DECLS
