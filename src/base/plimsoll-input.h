/* plimsoll-input.h - limits on JSON from outside, checked before a parser sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-base-error.h"

G_BEGIN_DECLS

/* Generous for every body that was ever seen (a few KiB), and small enough to parse at once. */
#define PLIMSOLL_INPUT_MAX_BYTES (4u * 1024 * 1024)
/* The deepest known body nests 6 levels. json-glib recurses without limit of its own. */
#define PLIMSOLL_INPUT_MAX_DEPTH 64u

/* FALSE when `data` is larger or nested deeper than allowed, holds a NUL, is not UTF-8, or has
 * comments or single quotes. Says nothing more about whether it is JSON. A byte order mark at the
 * front is skipped: on TRUE `*start` and `*rest` name what should be parsed. */
gboolean plimsoll_input_check_json (const char *data,
                                    gsize length,
                                    gsize max_bytes,
                                    const char **start,
                                    gsize *rest,
                                    GError **error);

G_END_DECLS
