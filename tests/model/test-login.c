/* test-login.c - an account as its provider finds it on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list on its way through a pipe, and what a pipe may bring instead. */

#include "plimsoll-login.h"

#include <string.h>

#include "plimsoll-codec.h"
#include "samples.h"

static void
add (GPtrArray *list, const char *id, const char *key, const char *path, gboolean needs_network)
{
  const char *paths[] = { path, NULL };
  PlimsollLogin *login = g_new0 (PlimsollLogin, 1);

  login->account = plimsoll_account_new_from_id (id, "Claude");
  login->key = g_strdup (key);
  login->watch_paths = g_strdupv ((char **) paths);
  login->needs_network = needs_network;
  g_ptr_array_add (list, login);
}

/* (transfer full) */
static GPtrArray *
travel (GPtrArray *list)
{
  g_autoptr (GBytes) bytes = plimsoll_login_list_to_bytes (list);
  g_autoptr (GError) error = NULL;
  GPtrArray *arrived = plimsoll_login_list_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return arrived;
}

/* A list arrives as it left: order, names, keys, files and the need for a network. */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) list = plimsoll_login_list_new ();
  g_autoptr (GPtrArray) arrived = NULL;
  const PlimsollLogin *login = NULL;

  add (list, "claude:default", SAMPLE_KEY, "/home/someone/.claude/.credentials.json", TRUE);
  add (list, "claude:work", NULL, NULL, FALSE);
  arrived = travel (list);

  g_assert_cmpuint (arrived->len, ==, 2);
  login = g_ptr_array_index (arrived, 0);
  g_assert_cmpstr (plimsoll_account_get_id (login->account), ==, "claude:default");
  g_assert_cmpstr (plimsoll_account_get_name (login->account), ==, "Claude");
  g_assert_cmpstr (login->key, ==, SAMPLE_KEY);
  g_assert_cmpstr (login->watch_paths[0], ==, "/home/someone/.claude/.credentials.json");
  g_assert_null (login->watch_paths[1]);
  g_assert_true (login->needs_network);

  login = g_ptr_array_index (arrived, 1);
  g_assert_cmpstr (plimsoll_account_get_id (login->account), ==, "claude:work");
  g_assert_null (login->key);
  g_assert_null (login->watch_paths[0]);
  g_assert_false (login->needs_network);
}

/* No account at all is a list too, and not an error. */
static void
test_empty (void)
{
  g_autoptr (GPtrArray) list = plimsoll_login_list_new ();
  g_autoptr (GPtrArray) arrived = travel (list);

  g_assert_cmpuint (arrived->len, ==, 0);
}

/* (transfer full): a list as a liar would write it. */
static GBytes *
forge (const char *text)
{
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_new_parsed (text));
  g_autoptr (GVariant) ordered =
      G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (packed) : g_variant_ref (packed);

  return g_variant_get_data_as_bytes (ordered);
}

/* An entry that names no account is left out and takes no other with it. */
static void
test_odd_entries (void)
{
  g_autoptr (GBytes) bytes = forge ("[('../../etc', 'Claude', '', @as [], '', true),"
                                    " ('claude:default', '', '', @as [], '', true),"
                                    " ('claude:work', 'Claude', '', @as [], '', true)]");
  g_autoptr (GPtrArray) list = plimsoll_login_list_from_bytes (bytes, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (
      plimsoll_account_get_id (((PlimsollLogin *) g_ptr_array_index (list, 0))->account), ==,
      "claude:work");
}

/* More accounts than anybody has are not read. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) list = plimsoll_login_list_new ();
  g_autoptr (GPtrArray) arrived = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("claude:a%u", i);

      add (list, id, NULL, NULL, TRUE);
    }
  arrived = travel (list);
  g_assert_cmpuint (arrived->len, ==, 32);
}

/* Bytes that are no such list are an error: cut at any place, of another type, noise. */
static void
test_malformed (void)
{
  g_autoptr (GPtrArray) list = plimsoll_login_list_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) noise = g_bytes_new_static ("\xff\xfe\x00\x01garbage", 11);
  g_autoptr (GError) error = NULL;

  add (list, "claude:default", SAMPLE_KEY, "/home/someone/.credentials.json", TRUE);
  whole = plimsoll_login_list_to_bytes (list);
  for (gsize length = 1; length < g_bytes_get_size (whole); length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, length);
      g_autoptr (GError) cut_error = NULL;

      g_assert_null (plimsoll_login_list_from_bytes (cut, &cut_error));
      g_assert_error (cut_error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED);
    }

  g_assert_null (plimsoll_login_list_from_bytes (noise, &error));
  g_assert_error (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/login/round-trip", test_round_trip);
  g_test_add_func ("/model/login/empty", test_empty);
  g_test_add_func ("/model/login/odd-entries", test_odd_entries);
  g_test_add_func ("/model/login/many", test_many);
  g_test_add_func ("/model/login/malformed", test_malformed);

  return g_test_run ();
}
