/* plimsoll-retry-after.h - the Retry-After header.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE for NULL and garbage. Seconds or an HTTP date; a negative number and a past date are 0. */
gboolean plimsoll_retry_after_parse (const char *text, GDateTime *now, GTimeSpan *retry_after);

G_END_DECLS
