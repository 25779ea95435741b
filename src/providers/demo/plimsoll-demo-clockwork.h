/* plimsoll-demo-clockwork.h - the usage answer of an invented account, from the time alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the JSON body that Claude's server would send for this account at `now`. */
char *plimsoll_demo_clockwork_dup_body (GDateTime *now);

G_END_DECLS
