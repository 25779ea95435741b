/* test-claude-session-key.c - a session key of claude.ai: its shape, and how it is renewed.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of what people paste and what servers say. Where a key is kept is test-keyring's. */

#include "plimsoll-claude-session-key.h"

#include <string.h>

#define KEY "sk-ant-sid01-FAKE0123456789abcdef-_XYZ"
#define OTHER_KEY "sk-ant-sid02-FAKEfedcba9876543210-_XYZ"

static void
assert_key (PlimsollSecret *secret, const char *expected)
{
  g_autoptr (PlimsollSecret) owned = secret;

  g_assert_cmpstr (owned != NULL ? plimsoll_secret_peek (owned) : NULL, ==, expected);
}

/* A key is found in what people really paste, and nothing else passes for one. */
static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *key;
  } rows[] = {
    { KEY, KEY },
    { OTHER_KEY, OTHER_KEY },
    { "  " KEY " \r\n", KEY },
    { "\"" KEY "\"", KEY },
    { "sessionKey=" KEY ";", KEY },
    { "sessionKey\t" KEY, KEY },
    { "sessionKey=\"" KEY "\"", KEY },
    { "", NULL },
    { "sessionKey=", NULL },
    { "sk-ant-sid01-", NULL },
    { "sk-ant-sid01-tooshort", NULL },
    { "sk-ant-sid", NULL },
    { "sk-ant-sid0", NULL },
    { "sk-ant-sidXY-FAKE0123456789abcdef", NULL },
    { "sk-ant-oat01-FAKE0123456789abcdef-_XYZ", NULL },
    { "sk-ant-api03-FAKE0123456789abcdef-_XYZ", NULL },
    { KEY "\r\nX-Evil: 1", NULL },
    { KEY "; lastActiveOrg=1", NULL },
    { "a=b; sessionKey=" KEY, NULL },
    { KEY "ä", NULL },
    { "https://claude.ai/", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_key (plimsoll_claude_session_key_from_text (rows[i].text), rows[i].key);
}

/* Longer than any real one is no key. */
static void
test_long (void)
{
  g_autofree char *filler = g_strnfill (401, 'a');
  g_autofree char *text = g_strconcat ("sk-ant-sid01-", filler, NULL);

  assert_key (plimsoll_claude_session_key_from_text (text), NULL);
  text[strlen (text) - 1] = '\0';
  assert_key (plimsoll_claude_session_key_from_text (text), text);
}

/* A renewal counts only when it is well-formed, alive, and meant for the host that gave it. */
static void
test_renewal (void)
{
  static const struct
  {
    const char *cookie;
    const char *key;
  } rows[] = {
    { "sessionKey=" KEY, KEY },
    { "sessionKey=" KEY "; Domain=.claude.ai; Path=/; HttpOnly; Secure; SameSite=Lax", KEY },
    { "sessionKey=" KEY ";domain=claude.ai;max-age=2419200", KEY },
    { "sessionKey=\"" KEY "\"; Path=/", KEY },
    { "sessionKey=" KEY "; Domain=anthropic.com", NULL },
    { "sessionKey=" KEY "; Domain=www.claude.ai", NULL },
    { "sessionKey=" KEY "; Domain=laude.ai", NULL },
    { "sessionKey=" KEY "; Domain=ai", NULL },
    { "sessionKey=" KEY "; Domain=.", NULL },
    { "sessionKey=" KEY "; Domain=", NULL },
    { "sessionKey=" KEY "; Max-Age=0", NULL },
    { "sessionKey=" KEY "; Max-Age=-1", NULL },
    { "sessionKey=; Path=/", NULL },
    { "sessionKey=gone", NULL },
    { "sessionKeyLC=" KEY, NULL },
    { "routingHint=" KEY, NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const cookies[] = { "__cf_bm=x; Path=/", rows[i].cookie, NULL };

      g_test_message ("%s", rows[i].cookie);
      assert_key (plimsoll_claude_session_key_find_renewal (cookies, "claude.ai"), rows[i].key);
    }
  assert_key (plimsoll_claude_session_key_find_renewal (NULL, "claude.ai"), NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claude/session-key/text", test_text);
  g_test_add_func ("/claude/session-key/long", test_long);
  g_test_add_func ("/claude/session-key/renewal", test_renewal);
  return g_test_run ();
}
