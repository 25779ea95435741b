/* test-json.c - tests of reading JSON from outside.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a body means is tested with its provider; here it is only read, or refused. */

#include <math.h>
#include <string.h>

#include "plimsoll-input.h"
#include "plimsoll-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = plimsoll_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_refused (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (plimsoll_json_parse (text, length, &error) != NULL)
    g_error ("taken as JSON: %.60s", text);
  g_assert_error (error, PLIMSOLL_JSON_ERROR, PLIMSOLL_JSON_ERROR_NOT_JSON);
}

static char *
repeat (const char *text, gsize times)
{
  GString *whole = g_string_sized_new (strlen (text) * times);

  for (gsize i = 0; i < times; i++)
    g_string_append (whole, text);

  return g_string_free (whole, FALSE);
}

/* What is almost JSON is refused, also where json-glib would take it. */
static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "   \n",
    "<html></html>",
    "{\"a\":1",
    "{\"a\":1}{\"b\":2}",
    "{\"a\":1} x",
    "{\"a\":1,}",
    "[1,]",
    "[1 2]",
    "[1]]",
    "{\"a\":[}]",
    "{a:1}",
    "{'a':1}",
    "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "/* c */{\"a\":1}",
    "{\"a\":1} // c",
    "{\"a\":01}",
    "{\"a\":0x10}",
    "{\"a\":1.}",
    "{\"a\":.5}",
    "{\"a\":+1}",
    "{\"a\":-}",
    "{\"a\":1e}",
    "{\"a\":NaN}",
    "{\"a\":Infinity}",
    "{\"a\":tru}",
    "nullx",
    "{\"a\":\"x\ny\"}",
    "{\"a\":\"\\q\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u12zz\"}",
    "{\"a\":\"\\",
    "{\"a\":\"open",
    "var a = {};",
    "\xff\xfe{}",
    "{\"a\":\"\xc3\"}",
  };

  assert_refused (NULL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]));
}

/* All of the grammar is taken, a byte order mark at the front as well. */
static void
test_accepted (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "null",
    " {\"a\" : [ {} , [ ] , -0.5e-3 , 1E+2, 0, true , false, null ] } \r\n\t",
    "\xef\xbb\xbf{\"a\":1}",
    "{\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\":\"\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    json_node_unref (parse (texts[i]));
}

/* A NUL ends nothing: it is refused, wherever it stands. */
static void
test_nul (void)
{
  assert_refused ("{}\0{}", 5);
  assert_refused ("{\"a\0\":1}", 8);
  assert_refused ("\0", 1);
}

/* Nested brackets end in an answer and not in the end of the stack, also behind a quote that hides
 * them. */
static void
test_deep (void)
{
  g_autofree char *brackets = repeat ("[", 100000);
  g_autofree char *objects = repeat ("{\"a\":", 100000);
  g_autofree char *hidden = g_strconcat ("{'\"':", brackets, NULL);
  g_autofree char *commented = g_strconcat ("{/*\"*/\"a\":", brackets, NULL);
  g_autofree char *open = repeat ("[", PLIMSOLL_INPUT_MAX_DEPTH);
  g_autofree char *closed = repeat ("]", PLIMSOLL_INPUT_MAX_DEPTH);
  g_autofree char *deepest = g_strconcat (open, closed, NULL);
  g_autofree char *too_deep = g_strconcat ("[", deepest, "]", NULL);

  assert_refused (brackets, strlen (brackets));
  assert_refused (objects, strlen (objects));
  assert_refused (hidden, strlen (hidden));
  assert_refused (commented, strlen (commented));
  json_node_unref (parse (deepest));
  assert_refused (too_deep, strlen (too_deep));
}

/* More than the limit of bytes is refused unread. */
static void
test_big (void)
{
  g_autofree char *blanks = repeat (" ", PLIMSOLL_INPUT_MAX_BYTES);
  g_autofree char *big = g_strconcat ("{}", blanks, NULL);

  assert_refused (big, strlen (big));
}

/* An array is JSON and still not what an object is wanted from. */
static void
test_no_object (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_null (plimsoll_json_parse_object ("[]", 2, &error));
  g_assert_error (error, PLIMSOLL_JSON_ERROR, PLIMSOLL_JSON_ERROR_NO_OBJECT);
  node = plimsoll_json_parse_object ("{}", 2, NULL);
  g_assert_nonnull (node);
}

/* A number is a finite number and nothing that only looks like one. */
static void
test_number (void)
{
  g_autoptr (JsonNode) node = parse ("{\"whole\":54,\"broken\":41.6,\"text\":\"5\",\"bool\":true,"
                                     "\"null\":null,\"huge\":1e999,\"object\":{}}");
  JsonObject *object = json_node_get_object (node);
  static const char *const wrong[] = { "text", "bool", "null", "huge", "object", "absent" };
  double value = -1.0;

  g_assert_true (plimsoll_json_get_number (object, "whole", &value));
  g_assert_cmpfloat (value, ==, 54.0);
  g_assert_true (plimsoll_json_get_number (object, "broken", &value));
  g_assert_cmpfloat (value, ==, 41.6);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (plimsoll_json_get_number (object, wrong[i], &value));
  g_assert_false (plimsoll_json_get_number (NULL, "whole", &value));
  g_assert_cmpfloat (value, ==, 41.6);
}

/* A whole number that 64 bits do not hold keeps its size and never turns into another one. */
static void
test_large_number (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":99999999999999999999,\"b\":-123456789012345678901,"
                                     "\"c\":9223372036854775808}");
  JsonObject *object = json_node_get_object (node);
  double value = 0.0;
  gint64 whole = 7;

  g_assert_true (plimsoll_json_get_number (object, "a", &value));
  g_assert_cmpfloat_with_epsilon (value / 1e20, 1.0, 1e-9);
  g_assert_true (plimsoll_json_get_number (object, "b", &value));
  g_assert_cmpfloat_with_epsilon (value / -1.23456789012345678e20, 1.0, 1e-9);
  g_assert_false (plimsoll_json_get_integer (object, "c", &whole));
  g_assert_cmpint (whole, ==, 7);
}

/* 650.0 is a whole number, 650.5 is none. */
static void
test_integer (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":650,\"b\":650.0,\"c\":650.5,\"d\":\"650\",\"e\":1e300,"
                                     "\"f\":false}");
  JsonObject *object = json_node_get_object (node);
  gint64 value = 0;

  g_assert_true (plimsoll_json_get_integer (object, "a", &value));
  g_assert_cmpint (value, ==, 650);
  g_assert_true (plimsoll_json_get_integer (object, "b", &value));
  g_assert_false (plimsoll_json_get_integer (object, "c", &value));
  g_assert_false (plimsoll_json_get_integer (object, "d", &value));
  g_assert_false (plimsoll_json_get_integer (object, "e", &value));
  g_assert_false (plimsoll_json_get_integer (object, "f", &value));
  g_assert_cmpint (value, ==, 650);
}

/* Each other getter gives its own type and nothing for any other. */
static void
test_types (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"s\":\"text\",\"b\":true,\"o\":{\"x\":1},\"a\":[1,{\"y\":2}],\"n\":null,\"i\":1}");
  JsonObject *object = json_node_get_object (node);
  JsonArray *array = plimsoll_json_get_array (object, "a");
  gboolean flag = FALSE;

  g_assert_cmpstr (plimsoll_json_get_string (object, "s"), ==, "text");
  g_assert_null (plimsoll_json_get_string (object, "i"));
  g_assert_null (plimsoll_json_get_string (object, "n"));
  g_assert_true (plimsoll_json_get_bool (object, "b", &flag));
  g_assert_true (flag);
  g_assert_false (plimsoll_json_get_bool (object, "i", &flag));
  g_assert_nonnull (plimsoll_json_get_object (object, "o"));
  g_assert_null (plimsoll_json_get_object (object, "a"));
  g_assert_null (plimsoll_json_get_array (object, "o"));
  g_assert_null (plimsoll_json_get_element (array, 0));
  g_assert_nonnull (plimsoll_json_get_element (array, 1));
  g_assert_null (plimsoll_json_get_element (array, 2));
  g_assert_null (plimsoll_json_get_element (NULL, 0));
}

/* Of a key that comes twice the last value counts, and nothing breaks. */
static void
test_duplicate_key (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":1,\"a\":2}");
  double value = 0.0;

  g_assert_true (plimsoll_json_get_number (json_node_get_object (node), "a", &value));
  g_assert_cmpfloat (value, ==, 2.0);
}

/* An escape that names no character costs that character and not the document. */
static void
test_odd_escapes (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"half\":\"a\\ud83db\",\"low\":\"\\udc00\",\"nul\":\"a\\u0000b\","
             "\"pair\":\"\\ud83d\\ude00\"}");
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (plimsoll_json_get_string (object, "half"), ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_cmpstr (plimsoll_json_get_string (object, "low"), ==, "\xef\xbf\xbd");
  g_assert_cmpstr (plimsoll_json_get_string (object, "nul"), ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_cmpstr (plimsoll_json_get_string (object, "pair"), ==, "\xf0\x9f\x98\x80");
}

/* A moment is text or an epoch number in seconds or milliseconds. */
static void
test_moment (void)
{
  g_autoptr (JsonNode) node = parse ("{\"text\":\"2026-11-20T09:00:00.5+00:00\",\"s\":1795165200,"
                                     "\"ms\":1795165200000,\"bad\":\"soon\",\"bool\":true}");
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GDateTime) text = plimsoll_json_dup_moment (object, "text");
  g_autoptr (GDateTime) seconds = plimsoll_json_dup_moment (object, "s");
  g_autoptr (GDateTime) milliseconds = plimsoll_json_dup_moment (object, "ms");

  g_assert_cmpint (g_date_time_to_unix (text), ==, 1795165200);
  g_assert_cmpint (g_date_time_to_unix (seconds), ==, 1795165200);
  g_assert_cmpint (g_date_time_to_unix (milliseconds), ==, 1795165200);
  g_assert_null (plimsoll_json_dup_moment (object, "bad"));
  g_assert_null (plimsoll_json_dup_moment (object, "bool"));
}

/* An error never quotes the text: it may hold a token. */
static void
test_error_is_silent (void)
{
  static const char text[] = "{\"accessToken\":\"sk-ant-oat01-FAKE-json\" broken";
  g_autoptr (GError) error = NULL;

  g_assert_null (plimsoll_json_parse (text, strlen (text), &error));
  g_assert_null (strstr (error->message, "FAKE"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/json/refused", test_refused);
  g_test_add_func ("/providers/json/accepted", test_accepted);
  g_test_add_func ("/providers/json/nul", test_nul);
  g_test_add_func ("/providers/json/deep", test_deep);
  g_test_add_func ("/providers/json/big", test_big);
  g_test_add_func ("/providers/json/no-object", test_no_object);
  g_test_add_func ("/providers/json/number", test_number);
  g_test_add_func ("/providers/json/large-number", test_large_number);
  g_test_add_func ("/providers/json/integer", test_integer);
  g_test_add_func ("/providers/json/types", test_types);
  g_test_add_func ("/providers/json/duplicate-key", test_duplicate_key);
  g_test_add_func ("/providers/json/odd-escapes", test_odd_escapes);
  g_test_add_func ("/providers/json/moment", test_moment);
  g_test_add_func ("/providers/json/error-is-silent", test_error_is_silent);

  return g_test_run ();
}
