/* plimsoll-types.h - readies GIO's classes before there is a second thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Call in main(), before settings, proxies or a bus are touched. */
void plimsoll_types_prepare (void);

G_END_DECLS
