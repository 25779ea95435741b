/* plimsoll-text.h - text from outside made fit to show; tokens taken out of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names from servers are cut here: longer ones are broken or hostile. */
#define PLIMSOLL_TEXT_MAX_NAME 60u

/* (transfer full) (nullable): `text` as one line of at most `max_characters`, without control and
 * direction-changing characters, blanks folded, an ellipsis where it was cut. NULL when nothing
 * is left. Markup stays as it is: who draws it escapes it. */
char *plimsoll_text_clean (const char *text, guint max_characters);

/* (transfer full): `text` with everything that looks like a token or key masked. */
char *plimsoll_text_redact (const char *text);

/* (transfer full) (nullable): lower-case letters and digits of `name` joined by single dashes: a
 * stable id from a display name ("Fable 5" gives "fable-5"). NULL when there are none. */
char *plimsoll_text_to_id (const char *name);

/* (transfer none) (nullable): the closest of `words` to a misspelt `word`; NULL if none is near. */
const char *plimsoll_text_suggest (const char *word, const char *const *words);

G_END_DECLS
