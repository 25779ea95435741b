/* plimsoll-snapshot-merge.h - two observations of one account, made into one picture.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-snapshot.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what is known of an account after `offered` came to what was `held`;
 * the rules are in the .c file. `held` itself when `offered` brings nothing. Either may be NULL.
 * Both are of one account and one login: that is for the caller to know. `now` is the present. */
PlimsollSnapshot *
plimsoll_snapshot_merge (PlimsollSnapshot *held, PlimsollSnapshot *offered, GDateTime *now);

G_END_DECLS
