/* test-secret.c - a token in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That memory is empty after it was given back cannot be tested from within; that the wiping
 * function empties a string can. */

#include "plimsoll-secret.h"

#include <string.h>

#define FAKE "sk-ant-oat01-FAKEfakeFAKEfakeFAKEfake-FAKE"

/* The clear text is there for the one who peeks, and is a copy of its own. */
static void
test_peek (void)
{
  g_autofree char *text = g_strdup (FAKE);
  g_autoptr (PlimsollSecret) secret = plimsoll_secret_new (text);

  plimsoll_secret_wipe (text);
  g_assert_cmpstr (plimsoll_secret_peek (secret), ==, FAKE);
}

/* A secret lives as long as its last holder. */
static void
test_ref (void)
{
  PlimsollSecret *secret = plimsoll_secret_new (FAKE);
  PlimsollSecret *other = plimsoll_secret_ref (secret);

  plimsoll_secret_unref (secret);
  g_assert_cmpstr (plimsoll_secret_peek (other), ==, FAKE);
  plimsoll_secret_unref (other);
}

/* Of a long secret twelve characters are shown, which tell its kind; of a short one nothing. */
static void
test_mask (void)
{
  static const struct
  {
    const char *text;
    const char *mask;
  } rows[] = {
    { FAKE, "sk-ant-oat01…" },
    { "abcdefghijklmnopqrstuvwx", "abcdefghijkl…" },
    { "abcdefghijklmnopqrstuvw", "…" },
    { "sk-ant-oat01", "…" },
    { "x", "…" },
    { "", "…" },
    { "ünicode-ünicode-ünicode-ünicode", "…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollSecret) secret = plimsoll_secret_new (rows[i].text);
      g_autofree char *mask = plimsoll_secret_mask (secret);

      g_assert_cmpstr (mask, ==, rows[i].mask);
    }
}

/* However long a secret is, its mask is never more than twelve characters and an ellipsis, and
 * never more than half of it. */
static void
test_mask_length (void)
{
  for (gsize length = 0; length < 200; length++)
    {
      g_autofree char *text = g_strnfill (length, 'x');
      g_autoptr (PlimsollSecret) secret = plimsoll_secret_new (text);
      g_autofree char *mask = plimsoll_secret_mask (secret);

      g_assert_true (g_utf8_validate (mask, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (mask, -1), <=, 13);
      g_assert_true (g_str_has_suffix (mask, "…"));
      g_assert_cmpint (2 * (g_utf8_strlen (mask, -1) - 1), <=, (glong) length);
    }
}

/* The name of a secret is half of its SHA-256, the same each time, and another for another secret.
 */
static void
test_key (void)
{
  g_autoptr (PlimsollSecret) abc = plimsoll_secret_new ("abc");
  g_autoptr (PlimsollSecret) abd = plimsoll_secret_new ("abd");
  g_autofree char *key = plimsoll_secret_dup_key (abc);
  g_autofree char *again = plimsoll_secret_dup_key (abc);
  g_autofree char *other = plimsoll_secret_dup_key (abd);

  /* From the example in FIPS 180-2. */
  g_assert_cmpstr (key, ==, "ba7816bf8f01cfea414140de5dae2223");
  g_assert_cmpstr (again, ==, key);
  g_assert_cmpstr (other, !=, key);
  g_assert_cmpuint (strlen (other), ==, 32);
}

/* Wiping leaves no byte of the text, and wiping nothing is no mistake. */
static void
test_wipe (void)
{
  char text[] = FAKE;
  const char nothing[sizeof text] = { 0 };

  plimsoll_secret_wipe (text);
  g_assert_cmpmem (text, sizeof text, nothing, sizeof nothing);
  plimsoll_secret_wipe (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/peek", test_peek);
  g_test_add_func ("/base/secret/ref", test_ref);
  g_test_add_func ("/base/secret/mask", test_mask);
  g_test_add_func ("/base/secret/mask-length", test_mask_length);
  g_test_add_func ("/base/secret/key", test_key);
  g_test_add_func ("/base/secret/wipe", test_wipe);

  return g_test_run ();
}
