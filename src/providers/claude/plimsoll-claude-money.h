/* plimsoll-claude-money.h - what a usage body says about spending beyond the plan.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "plimsoll-spend.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): from `spend` when that is there and switched on, else from
 * `extra_usage`, else from a `spend` that is switched off. NULL when there is no pool to speak of,
 * or nothing that can be believed. */
PlimsollSpend *plimsoll_claude_money_read (JsonObject *body);

G_END_DECLS
