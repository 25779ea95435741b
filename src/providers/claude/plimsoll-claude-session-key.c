/* plimsoll-claude-session-key.c - a session key of claude.ai: its shape, and how it is renewed.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What does not look like a key is neither sent nor stored: an empty cookie means that somebody was
 * signed out, and a whole line of cookies pasted by mistake holds more than we want to know. All
 * copies made on the way are wiped. */

#include "plimsoll-claude-session-key.h"

#include <string.h>

#define PREFIX "sk-ant-sid"
/* "01" and "02" so far. */
#define N_VERSION_DIGITS 2
/* Real ones have about a hundred. */
#define FEWEST_CHARACTERS 20
#define MOST_CHARACTERS 400

static gboolean
is_well_formed (const char *text, gsize length)
{
  const char *rest = text + strlen (PREFIX);
  gsize n_left = length - strlen (PREFIX);

  if (length < strlen (PREFIX) + N_VERSION_DIGITS + 1
      || strncmp (text, PREFIX, strlen (PREFIX)) != 0)
    return FALSE;
  for (gsize i = 0; i < N_VERSION_DIGITS; i++)
    if (!g_ascii_isdigit (rest[i]))
      return FALSE;
  if (rest[N_VERSION_DIGITS] != '-')
    return FALSE;

  rest += N_VERSION_DIGITS + 1;
  n_left -= N_VERSION_DIGITS + 1;
  for (gsize i = 0; i < n_left; i++)
    if (!g_ascii_isalnum (rest[i]) && rest[i] != '-' && rest[i] != '_')
      return FALSE;

  return n_left >= FEWEST_CHARACTERS && n_left <= MOST_CHARACTERS;
}

/* Moves `*start` and `*length` over blanks and quotes at both ends. */
static void
trim (const char **start, gsize *length)
{
  while (*length > 0 && (g_ascii_isspace (**start) || **start == '"' || **start == '\''))
    {
      (*start)++;
      (*length)--;
    }
  while (*length > 0
         && (g_ascii_isspace ((*start)[*length - 1]) || strchr ("\"';", (*start)[*length - 1])))
    (*length)--;
}

/* (transfer full) (nullable) */
static PlimsollSecret *
take (const char *start, gsize length)
{
  PlimsollSecret *secret = NULL;
  char *copy = NULL;

  trim (&start, &length);
  if (!is_well_formed (start, length))
    return NULL;

  copy = g_strndup (start, length);
  secret = plimsoll_secret_new (copy);
  plimsoll_secret_wipe (copy);
  g_free (copy);
  return secret;
}

PlimsollSecret *
plimsoll_claude_session_key_from_text (const char *text)
{
  static const char name[] = PLIMSOLL_CLAUDE_SESSION_KEY_COOKIE;
  gsize length = strlen (text);

  trim (&text, &length);
  if (length > strlen (name) && strncmp (text, name, strlen (name)) == 0
      && (text[strlen (name)] == '=' || g_ascii_isspace (text[strlen (name)])))
    {
      text += strlen (name) + 1;
      length -= strlen (name) + 1;
    }

  return take (text, length);
}

/* TRUE when a cookie for `domain` is one of `host`. */
static gboolean
is_domain_of (const char *domain, gsize length, const char *host)
{
  gsize host_length = strlen (host);

  if (length > 0 && *domain == '.')
    {
      domain++;
      length--;
    }
  /* "ai" is nobody's domain. */
  if (length == 0 || length > host_length || memchr (domain, '.', length) == NULL)
    return FALSE;
  if (g_ascii_strncasecmp (host + host_length - length, domain, length) != 0)
    return FALSE;

  return length == host_length || host[host_length - length - 1] == '.';
}

/* FALSE for a cookie that is another host's, or is told to be forgotten at once. */
static gboolean
are_attributes_fit (const char *attributes, const char *host)
{
  g_auto (GStrv) words = g_strsplit (attributes, ";", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);

      if (g_ascii_strncasecmp (word, "Domain=", 7) == 0
          && !is_domain_of (word + 7, strlen (word + 7), host))
        return FALSE;
      if (g_ascii_strncasecmp (word, "Max-Age=", 8) == 0
          && g_ascii_strtoll (word + 8, NULL, 10) <= 0)
        return FALSE;
    }

  return TRUE;
}

PlimsollSecret *
plimsoll_claude_session_key_find_renewal (const char *const *cookies, const char *host)
{
  static const char start[] = PLIMSOLL_CLAUDE_SESSION_KEY_COOKIE "=";

  for (gsize i = 0; cookies != NULL && cookies[i] != NULL; i++)
    {
      const char *value = cookies[i] + strlen (start);
      const char *end = NULL;
      PlimsollSecret *secret = NULL;

      if (!g_str_has_prefix (cookies[i], start))
        continue;
      end = value + strcspn (value, ";");
      if (are_attributes_fit (end, host))
        secret = take (value, (gsize) (end - value));
      if (secret != NULL)
        return secret;
    }

  return NULL;
}
