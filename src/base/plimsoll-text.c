/* plimsoll-text.c - text from outside made fit to show; tokens taken out of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Display names and messages come from servers, and errors come from libraries that may quote
 * what they were given. None of it reaches a person, a terminal or a journal but through here. */

#include "plimsoll-text.h"

#include <string.h>

/* What the credentials that Plimsoll can meet begin with; all that follows is masked. Longer ones
 * first. */
static const struct
{
  const char *text;
  gboolean starts_word; /* also occurs inside words: "task-list" */
} TOKEN_PREFIXES[] = {
  { "sk-ant-", FALSE }, { "sk-proj-", FALSE }, { "sk-or-", FALSE },      { "sk-cp-", FALSE },
  { "sk-", TRUE },      { "Bearer ", FALSE },  { "sessionKey=", FALSE }, { "eyJ", TRUE },
};
/* What is shorter than this after its prefix is a word, not a token. */
#define SHORTEST_TOKEN_REST 8
/* What plimsoll_secret_mask() leaves of one, before its ellipsis: that is masked already. */
#define MASKED_CHARACTERS 12

/* Bidirectional controls can make a name read as another one; they are dropped like controls. */
static gboolean
is_unfit (gunichar c)
{
  if (c == 0xfffd || c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
    return TRUE;
  if (c == 0x200e || c == 0x200f || c == 0x061c)
    return TRUE;

  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

char *
plimsoll_text_clean (const char *text, guint max_characters)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  guint characters = 0;
  gboolean owes_blank = FALSE;
  gsize room_for_ellipsis_at = 0; /* where to cut so that the ellipsis still fits */

  for (const char *p = valid; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        owes_blank = clean->len > 0;
      else if (!is_unfit (c))
        {
          guint wanted = characters + (owes_blank ? 2 : 1);

          if (wanted > max_characters)
            {
              g_string_truncate (clean, room_for_ellipsis_at);
              g_string_append (clean, "…");
              break;
            }
          if (owes_blank)
            g_string_append_c (clean, ' ');
          g_string_append_unichar (clean, c);
          characters = wanted;
          if (characters < max_characters)
            room_for_ellipsis_at = clean->len;
          owes_blank = FALSE;
        }
    }

  if (clean->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static gboolean
is_token_character (char c)
{
  return g_ascii_isalnum (c) || strchr ("-_.~+/=", c) != NULL;
}

/* How many bytes of `text` are a token; 0 when it does not start with one. The first `*n_kept` of
 * them say of which kind it is. The case of letters is not looked at: "bearer" is common too. */
static gsize
measure_token (const char *text, gboolean is_in_word, gsize *n_kept)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TOKEN_PREFIXES); i++)
    {
      gsize length = strlen (TOKEN_PREFIXES[i].text);
      gsize rest = 0;

      if ((TOKEN_PREFIXES[i].starts_word && is_in_word)
          || g_ascii_strncasecmp (text, TOKEN_PREFIXES[i].text, length) != 0)
        continue;
      while (text[length + rest] != '\0' && is_token_character (text[length + rest]))
        rest++;
      if (length + rest <= MASKED_CHARACTERS && g_str_has_prefix (text + length + rest, "…"))
        return 0;
      if (rest >= SHORTEST_TOKEN_REST)
        {
          *n_kept = length;
          return length + rest;
        }
    }

  return 0;
}

char *
plimsoll_text_redact (const char *text)
{
  GString *redacted = g_string_new (NULL);
  gboolean is_in_word = FALSE;

  while (*text != '\0')
    {
      gsize n_kept = 0;
      gsize length = measure_token (text, is_in_word, &n_kept);

      is_in_word = g_ascii_isalnum (*text);
      if (length == 0)
        {
          g_string_append_c (redacted, *text++);
          continue;
        }
      g_string_append_len (redacted, text, (gssize) n_kept);
      g_string_append (redacted, "…");
      text += length;
    }

  return g_string_free (redacted, FALSE);
}

char *
plimsoll_text_to_id (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autoptr (GString) id = g_string_new (NULL);
  gboolean owes_dash = FALSE;

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          owes_dash = id->len > 0;
          continue;
        }
      if (owes_dash)
        g_string_append_c (id, '-');
      g_string_append_unichar (id, c);
      owes_dash = FALSE;
    }

  return id->len > 0 ? g_string_free (g_steal_pointer (&id), FALSE) : NULL;
}

/* Levenshtein distance over bytes, with one row of memory; words here are short and ASCII. */
static guint
count_edits (const char *a, const char *b)
{
  gsize width = strlen (b);
  g_autofree guint *row = g_new (guint, width + 1);

  for (gsize j = 0; j <= width; j++)
    row[j] = (guint) j;

  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize j = 0; j < width; j++)
        {
          guint above = row[j + 1];
          guint change = diagonal + (a[i] != b[j] ? 1 : 0);

          row[j + 1] = MIN (change, MIN (above, row[j]) + 1);
          diagonal = above;
        }
    }

  return row[width];
}

const char *
plimsoll_text_suggest (const char *word, const char *const *words)
{
  const char *best = NULL;
  /* Two slips are a misspelling; three of four letters are another word. */
  guint best_edits = 3;

  if (strlen (word) > PLIMSOLL_TEXT_MAX_NAME)
    return NULL;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint edits = count_edits (word, words[i]);

      if (edits < best_edits && edits < strlen (words[i]))
        {
          best = words[i];
          best_edits = edits;
        }
    }

  return best;
}
