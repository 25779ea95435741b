/* plimsoll-enum.h - enumerations as words.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The nick of `value`; NULL when `type` has no such value. */
const char *plimsoll_enum_to_word (GType type, int value);
/* FALSE, and `*value` untouched, when `type` has no such nick; `word` may be NULL. */
gboolean plimsoll_enum_from_word (GType type, const char *word, int *value);

G_END_DECLS
