/* test-input.c - the guard before the JSON parser.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever passes here is parsed by code that recurses; whatever does not pass never reaches it. */

#include "plimsoll-input.h"

#include <string.h>

#define MAX_BYTES 1000000u

static const char MARK[] = "\xef\xbb\xbf";

/* The text passes, and what should be parsed begins `skipped` bytes in. */
static void
assert_passes (const char *text, gsize length, gsize skipped)
{
  g_autoptr (GError) error = NULL;
  const char *start = NULL;
  gsize rest = 0;

  g_assert_true (plimsoll_input_check_json (text, length, MAX_BYTES, &start, &rest, &error));
  g_assert_no_error (error);
  g_assert_true (start == text + skipped);
  g_assert_cmpuint (rest, ==, length - skipped);
}

/* The text is refused for this reason, and the outputs stay as they were. */
static void
assert_refused (const char *text, gsize length, PlimsollBaseError code)
{
  g_autoptr (GError) error = NULL;
  const char *start = "untouched";
  gsize rest = 42;

  g_assert_false (plimsoll_input_check_json (text, length, MAX_BYTES, &start, &rest, &error));
  g_assert_error (error, PLIMSOLL_BASE_ERROR, (int) code);
  g_assert_cmpstr (start, ==, "untouched");
  g_assert_cmpuint (rest, ==, 42);
}

static char *
nest (const char *before, char bracket, gsize depth, const char *after)
{
  g_autofree char *brackets = g_strnfill (depth, bracket);

  return g_strconcat (before, brackets, after, NULL);
}

/* Bodies as servers send them pass, and so does what only a parser can refuse. */
static void
test_passes (void)
{
  static const char *const rows[] = {
    "",
    " ",
    "{}",
    "[]",
    "null",
    "{\"five_hour\":{\"utilization\":54.0,\"resets_at\":null}}",
    "{\"a\":\"quote \\\" and backslash \\\\\"}",
    "{\"name\":\"Fable ✨ Ünïcode\"}",
    "{\"url\":\"https://example.org/#'\"}",
    "[1,2,3",
    "]]]]",
    "{\"half",
    "\"a\\",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_passes (rows[i], strlen (rows[i]), 0);
}

/* Sixty-four levels are more than any honest body has; the sixty-fifth is refused, of either kind.
 */
static void
test_depth (void)
{
  const char brackets[] = { '[', '{' };

  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      g_autofree char *deep = nest ("", brackets[i], PLIMSOLL_INPUT_MAX_DEPTH, "");
      g_autofree char *deeper = nest ("", brackets[i], PLIMSOLL_INPUT_MAX_DEPTH + 1, "");
      g_autofree char *abyss = nest ("{\"five_hour\":", brackets[i], 100000, "");

      assert_passes (deep, strlen (deep), 0);
      assert_refused (deeper, strlen (deeper), PLIMSOLL_BASE_ERROR_TOO_BIG);
      assert_refused (abyss, strlen (abyss), PLIMSOLL_BASE_ERROR_TOO_BIG);
    }
}

/* A hundred thousand values side by side are not deep. */
static void
test_wide (void)
{
  g_autoptr (GString) wide = g_string_new ("[");

  for (guint i = 0; i < 100000; i++)
    g_string_append (wide, "[],");
  g_string_append (wide, "{}]");
  assert_passes (wide->str, wide->len, 0);
}

/* Brackets inside strings are text, also behind an escaped quotation mark. */
static void
test_brackets_in_strings (void)
{
  g_autofree char *inside = nest ("{\"a\":\"", '[', 100000, "\"}");
  g_autofree char *behind_quote = nest ("{\"a\":\"\\\"", '{', 100000, "\"}");
  g_autofree char *behind_backslash = nest ("{\"a\":\"\\\\\",\"b\":", '[', 100000, "");

  assert_passes (inside, strlen (inside), 0);
  assert_passes (behind_quote, strlen (behind_quote), 0);
  assert_refused (behind_backslash, strlen (behind_backslash), PLIMSOLL_BASE_ERROR_TOO_BIG);
}

/* json-glib skips comments and takes single quotes. A quotation mark hidden in one would make the
 * guard take what follows for a string while the parser descends into it; so these are refused. */
static void
test_hidden_quotes (void)
{
  static const char *const rows[] = { "/*\"*/", "//\"\n", "['\"',", "#\"\n", "{'\"':" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = nest (rows[i], '[', 100000, "");

      assert_refused (text, strlen (text), PLIMSOLL_BASE_ERROR_MALFORMED);
    }
}

/* A web page in place of JSON is refused before any parser sees it. */
static void
test_web_page (void)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Log in</title></head></html>";

  assert_refused (page, strlen (page), PLIMSOLL_BASE_ERROR_MALFORMED);
}

/* The limit on size holds to the byte. */
static void
test_size (void)
{
  g_autofree char *text = g_strnfill (MAX_BYTES + 1, ' ');

  assert_passes (text, MAX_BYTES, 0);
  assert_refused (text, MAX_BYTES + 1, PLIMSOLL_BASE_ERROR_TOO_BIG);
}

/* One byte order mark at the front is skipped; elsewhere, or a second one, is left to the parser.
 */
static void
test_byte_order_mark (void)
{
  g_autofree char *marked = g_strconcat (MARK, "{}", NULL);
  g_autofree char *twice = g_strconcat (MARK, MARK, "{}", NULL);

  assert_passes (marked, strlen (marked), 3);
  assert_passes (MARK, 3, 3);
  assert_passes (twice, strlen (twice), 3);
  assert_refused (MARK, 2, PLIMSOLL_BASE_ERROR_MALFORMED);
}

/* A NUL would end the text for one reader and not for another. */
static void
test_nul (void)
{
  assert_refused ("{}\0", 3, PLIMSOLL_BASE_ERROR_MALFORMED);
  assert_refused ("\0{}", 3, PLIMSOLL_BASE_ERROR_MALFORMED);
  assert_refused ("{\"a\0b\":1}", 9, PLIMSOLL_BASE_ERROR_MALFORMED);
}

/* What is not UTF-8 is refused: other encodings, cut and overlong characters, halves of pairs. */
static void
test_encoding (void)
{
  static const char *const rows[] = {
    "{\"a\":\"\xff\"}",
    "{\"a\":\"\xc3\"}",
    "{\"a\":\"\xc0\xaf\"}",
    "{\"a\":\"\xe9t\xe9\"}",
    "{\"a\":\"\xed\xa0\x80\"}",
    "\xff\xfe{",
    "{\"a\":\"\xf4\x90\x80\x80\"}",
    "\x1f\x8b\x08",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (rows[i], strlen (rows[i]), PLIMSOLL_BASE_ERROR_MALFORMED);
}

/* The guard looks at nothing beyond the length it was given. */
static void
test_reads_no_further (void)
{
  const char text[] = { '[', '"', '\\' };
  g_autofree char *exact = g_memdup2 (text, sizeof text);

  assert_passes (exact, sizeof text, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/input/passes", test_passes);
  g_test_add_func ("/base/input/depth", test_depth);
  g_test_add_func ("/base/input/wide", test_wide);
  g_test_add_func ("/base/input/brackets-in-strings", test_brackets_in_strings);
  g_test_add_func ("/base/input/hidden-quotes", test_hidden_quotes);
  g_test_add_func ("/base/input/web-page", test_web_page);
  g_test_add_func ("/base/input/size", test_size);
  g_test_add_func ("/base/input/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/base/input/nul", test_nul);
  g_test_add_func ("/base/input/encoding", test_encoding);
  g_test_add_func ("/base/input/reads-no-further", test_reads_no_further);

  return g_test_run ();
}
