/* plimsoll-codex-credits.h - what was bought beyond the plan, and the cap on it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-json.h"
#include "plimsoll-limit.h"
#include "plimsoll-spend.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): a row about `credits` (nullable), of which both spellings are tried.
 * NULL when there are none: a purse that was never filled is no news. A balance without a cap is an
 * amount and never a percentage. */
PlimsollLimit *plimsoll_codex_credits_read (JsonObject *credits);

/* (transfer full) (nullable): the person's own cap on credits within a workspace. */
PlimsollSpend *plimsoll_codex_credits_read_cap (JsonObject *individual_limit);

/* (transfer full) (nullable): "12.50" as money, digit by digit; what is beyond the sixth decimal is
 * dropped, so that a balance is never overstated. NULL for anything else. */
PlimsollMoney *plimsoll_codex_credits_parse (const char *text);

G_END_DECLS
