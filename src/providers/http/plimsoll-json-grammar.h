/* plimsoll-json-grammar.h - JSON by the letter, so that json-glib gets nothing it would misread.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE when the `length` bytes of `text` (UTF-8) are exactly one value of RFC 8259, nested no
 * deeper than PLIMSOLL_INPUT_MAX_DEPTH. What is grammatical but misread by json-glib is rewritten
 * in place, in as many bytes: whole numbers beyond 64 bits and escapes that name no character. */
gboolean plimsoll_json_grammar_tame (char *text, gsize length);

G_END_DECLS
