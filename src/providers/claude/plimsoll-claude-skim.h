/* plimsoll-claude-skim.h - the members of a JSON object, as places in its text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where one member stands. All point into the text. */
typedef struct
{
  const char *comma; /* (nullable): the one before it; NULL for the first */
  const char *start; /* the quote that opens its key */
  const char *key; /* behind that quote, escapes as they are */
  gsize key_length;
  const char *value; /* its first character that is no blank */
  const char *end; /* behind its last one */
} PlimsollClaudeMember;

typedef struct
{
  const char *at;
  const char *end;
  const char *comma; /* (nullable): the last one that was passed */
} PlimsollClaudeSkim;

/* FALSE when no object stands at the front of `text`. */
gboolean plimsoll_claude_skim_open (PlimsollClaudeSkim *self, const char *text, gsize length);
/* FALSE when there is no further member, or none that could be told. */
gboolean plimsoll_claude_skim_next (PlimsollClaudeSkim *self, PlimsollClaudeMember *member);

/* The first member called `key`; FALSE when there is none. */
gboolean plimsoll_claude_skim_find (const char *text,
                                    gsize length,
                                    const char *key,
                                    PlimsollClaudeMember *member);

G_END_DECLS
