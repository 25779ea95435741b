/* limits-text.h - what a parser made, as text to compare.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-limit.h"
#include "plimsoll-spend.h"

G_BEGIN_DECLS

/* (transfer full): a line for each limit, "id|title|kind|scope|percent|reset|window|severity", with
 * "|binds" and "|used/cap" where they apply, then one for the spend (nullable); unknown values are
 * "-". */
char *limits_text_describe (GPtrArray *limits, PlimsollSpend *spend);

G_END_DECLS
