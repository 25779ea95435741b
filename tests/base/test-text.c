/* test-text.c - text from outside made fit to show; tokens taken out of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of what came in and what may go out, and random bytes for what no table thinks of. Tokens
 * are visibly false ones. */

#include "plimsoll-text.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *result; /* (nullable) */
} Row;

/* Names come out as one line without anything that moves, hides or turns other text. */
static void
test_clean (void)
{
  static const Row rows[] = {
    { "Fable", "Fable" },
    { "  Fable \t 5\r\n", "Fable 5" },
    { "Fa\x1b[31mble", "Fa[31mble" },
    { "Fa\abl\x7f"
      "e",
      "Fable" },
    { "C1 \xc2\x9b"
      "31m",
      "C1 31m" },
    { "\u202e"
      "elbaF\u202c",
      "elbaF" },
    { "\u2066"
      "a\u2069\u200f"
      "b\u061c\ufeff",
      "ab" },
    { "a\u2028b\u2029c", "a b c" },
    { "a\u00a0b", "a b" },
    { "\ue000\U000f0000x", "x" },
    { "<b>&amp;</b>", "<b>&amp;</b>" },
    { "Ünïcode ✨ 日本語", "Ünïcode ✨ 日本語" },
    { "👩‍🔬 lab", "👩‍🔬 lab" },
    { "bad \xff\xfe bytes", "bad bytes" },
    { "cut \xe2\x82", "cut" },
    { "", NULL },
    { " \t\n", NULL },
    { "\x01\x02\u200e", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = plimsoll_text_clean (rows[i].text, PLIMSOLL_TEXT_MAX_NAME);

      g_assert_cmpstr (clean, ==, rows[i].result);
    }
}

/* Length is counted in characters, ellipsis included; what fits is not cut. */
static void
test_clean_length (void)
{
  static const struct
  {
    const char *text;
    guint max;
    const char *result;
  } rows[] = {
    { "abcdef", 6, "abcdef" },   { "abcdef", 5, "abcd…" },   { "abcdef", 1, "…" },
    { "äöüäöü", 6, "äöüäöü" },   { "äöüäöü", 4, "äöü…" },    { "✨✨✨✨", 3, "✨✨…" },
    { "abc def", 7, "abc def" }, { "abc def", 6, "abc d…" }, { "abc def", 4, "abc…" },
    { "abc   ", 3, "abc" },      { "ab cd ef", 5, "ab c…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = plimsoll_text_clean (rows[i].text, rows[i].max);

      g_assert_cmpstr (clean, ==, rows[i].result);
    }
}

/* Whatever bytes come in, what goes out is short, valid, and has no control character. */
static void
test_clean_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);

  for (guint i = 0; i < 5000; i++)
    {
      char text[200];
      gsize length = (gsize) g_rand_int_range (rand, 0, sizeof text - 1);
      guint max = (guint) g_rand_int_range (rand, 1, 80);
      g_autofree char *clean = NULL;

      for (gsize n = 0; n < length; n++)
        text[n] = (char) g_rand_int_range (rand, 1, 256);
      text[length] = '\0';
      clean = plimsoll_text_clean (text, max);
      if (clean == NULL)
        continue;
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (clean, -1), <=, max);
      for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
}

/* Everything that looks like a credential is masked down to its kind, wherever it stands. */
static void
test_redact_tokens (void)
{
  static const Row rows[] = {
    { "sk-ant-oat01-FAKEfake", "sk-ant-…" },
    { "token sk-ant-oat01-FAKE_fake-FAKE, again", "token sk-ant-…, again" },
    { "x=sk-ant-oat01-FAKEfake&y=sk-ant-ort01-FAKEfake", "x=sk-ant-…&y=sk-ant-…" },
    { "tokensk-ant-oat01-FAKEfake", "tokensk-ant-…" },
    { "SK-ANT-OAT01-FAKEFAKE", "SK-ANT-…" },
    { "sk-proj-FAKEfakeFAKE", "sk-proj-…" },
    { "sk-or-v1-FAKEfake", "sk-or-…" },
    { "sk-cp-FAKEfakeFAKE", "sk-cp-…" },
    { "(sk-FAKEfakeFAKEfake)", "(sk-…)" },
    { "\"sk-FAKEfake\"", "\"sk-…\"" },
    { "Authorization: Bearer FAKEfake.FAKE", "Authorization: Bearer …" },
    { "authorization: bearer FAKEfake.FAKE", "authorization: bearer …" },
    { "Authorization: Bearer sk-ant-oat01-FAKE", "Authorization: Bearer …" },
    { "Cookie: sessionKey=sk-ant-sid01-FAKE; a=b", "Cookie: sessionKey=…; a=b" },
    { "jwt eyJGQUtF.FAKEfake.FAKE end", "jwt eyJ… end" },
    { "ümläut sk-ant-oat01-FAKEfake ümläut", "ümläut sk-ant-… ümläut" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *redacted = plimsoll_text_redact (rows[i].text);

      g_assert_cmpstr (redacted, ==, rows[i].result);
    }
}

/* Words survive, also those in which a prefix happens to stand. */
static void
test_redact_words (void)
{
  static const char *const rows[] = {
    "",
    "The Claude login has expired. Run any Claude Code command.",
    "task-listing-everything",
    "a risk-assessment of the desk-ordering",
    "sk-short",
    "Bearer none",
    "The bearer of this",
    "keyJournalistic",
    "sessionKey= is empty",
    "/home/someone/.claude/.credentials.json: Permission denied",
    "Ünïcode ✨ 日本語",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *redacted = plimsoll_text_redact (rows[i]);

      g_assert_cmpstr (redacted, ==, rows[i]);
    }
}

/* No part of a token is left, wherever in a text it stands and whatever stands around it. */
static void
test_redact_anywhere (void)
{
  static const char secret[] = "FAKEsecretFAKEsecret";
  static const char *const around[] = { " ", "\"", "'", "=", ":", "/", "x", "-", "\n", "é", "sk-" };

  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (around); j++)
      {
        g_autofree char *text = g_strconcat (around[i], "sk-ant-oat01-", secret, around[j], NULL);
        g_autofree char *redacted = plimsoll_text_redact (text);

        g_assert_null (strstr (redacted, "FAKE"));
        g_assert_true (g_utf8_validate (redacted, -1, NULL));
      }
}

/* A display name becomes an id that is the same in any spelling of case and punctuation. */
static void
test_to_id (void)
{
  static const Row rows[] = {
    { "Fable", "fable" },
    { "Fable 5", "fable-5" },
    { "  Fable -- 5.1! ", "fable-5-1" },
    { "FABLE_5", "fable-5" },
    { "Ünïcode", "ünïcode" },
    { "日本語", "日本語" },
    { "", NULL },
    { " -- ", NULL },
    { "✨", NULL },
    { "<b>x</b>", "b-x-b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = plimsoll_text_to_id (rows[i].text);

      g_assert_cmpstr (id, ==, rows[i].result);
    }
}

/* A misspelt command gets the nearest one suggested, and another word gets none. */
static void
test_suggest (void)
{
  static const char *const commands[] = { "show", "watch", "doctor", "env", "probe", NULL };
  static const Row rows[] = {
    { "shwo", "show" },     { "shaw", "show" },     { "sho", "show" },    { "shows", "show" },
    { "doktor", "doctor" }, { "docter", "doctor" }, { "wacth", "watch" }, { "prob", "probe" },
    { "show", "show" },     { "enb", "env" },       { "", NULL },         { "delete", NULL },
    { "xyz", NULL },        { "s", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (plimsoll_text_suggest (rows[i].text, commands), ==, rows[i].result);
    }
}

/* Nobody waits while a very long word is compared. */
static void
test_suggest_long (void)
{
  static const char *const commands[] = { "show", NULL };
  g_autofree char *word = g_strnfill (10 * 1000 * 1000, 's');

  g_assert_null (plimsoll_text_suggest (word, commands));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/clean", test_clean);
  g_test_add_func ("/base/text/clean-length", test_clean_length);
  g_test_add_func ("/base/text/clean-any-bytes", test_clean_any_bytes);
  g_test_add_func ("/base/text/redact-tokens", test_redact_tokens);
  g_test_add_func ("/base/text/redact-words", test_redact_words);
  g_test_add_func ("/base/text/redact-anywhere", test_redact_anywhere);
  g_test_add_func ("/base/text/to-id", test_to_id);
  g_test_add_func ("/base/text/suggest", test_suggest);
  g_test_add_func ("/base/text/suggest-long", test_suggest_long);

  return g_test_run ();
}
