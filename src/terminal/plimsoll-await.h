/* plimsoll-await.h - provider calls for a process that has nothing else to do.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-provider.h"

G_BEGIN_DECLS

/* Each runs the default main context until the answer is there; providers end by themselves. */

/* (transfer container) (element-type PlimsollFinding) */
GPtrArray *plimsoll_await_findings (PlimsollProvider *provider, PlimsollAccount *account);

G_END_DECLS
