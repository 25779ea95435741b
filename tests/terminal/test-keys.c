/* test-keys.c - what a terminal sends, as keys.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys are written as a line of words: a letter for itself, names for the others, "click(2,3)". */
#include <string.h>

#include "plimsoll-keys.h"

static void
append_key (GString *out, const PlimsollKey *key)
{
  static const char *const names[] = { "",        "escape",    "up",   "down", "left",
                                       "right",   "pgup",      "pgdn", "home", "end",
                                       "wheelup", "wheeldown", "click" };

  if (out->len > 0)
    g_string_append_c (out, ' ');
  if (key->kind == PLIMSOLL_KEY_CHARACTER)
    g_string_append_unichar (out, key->character);
  else if (key->kind >= PLIMSOLL_KEY_WHEEL_UP)
    g_string_append_printf (out, "%s(%u,%u)", names[key->kind], key->x, key->y);
  else
    g_string_append (out, names[key->kind]);
}

/* (transfer full): sends the bytes in pieces of `step`, then is quiet. */
static char *
decode (const char *bytes, gsize length, gsize step)
{
  PlimsollKeys keys = { 0 };
  PlimsollKey key = { 0 };
  GString *out = g_string_new (NULL);

  for (gsize done = 0; done < length;)
    {
      done += plimsoll_keys_push (&keys, (const guint8 *) bytes + done, MIN (step, length - done));
      while (plimsoll_keys_next (&keys, FALSE, &key))
        append_key (out, &key);
    }
  while (plimsoll_keys_next (&keys, TRUE, &key))
    append_key (out, &key);
  g_assert_false (plimsoll_keys_is_waiting (&keys));
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *bytes;
  const char *keys;
} TABLE[] = {
  { "q5?", "q 5 ?" },
  { "é日", "é 日" },
  { "\033[A\033[B\033[C\033[D", "up down right left" },
  { "\033OA\033OB\033OC\033OD\033OH\033OF", "up down right left home end" },
  { "\033[H\033[F\033[1~\033[4~\033[7~\033[8~", "home end home end home end" },
  { "\033[5~\033[6~", "pgup pgdn" },
  { "\033[1;5A\033[5;2~", "up pgup" }, /* with Ctrl, with Shift */
  { "\033", "escape" },
  { "\033\033", "escape escape" },
  { "\033\033[A", "escape up" },
  /* The mouse: down is a click, up and moving are nothing; the other buttons neither. */
  { "\033[<0;3;4M\033[<0;3;4m", "click(2,3)" },
  { "\033[<64;1;1M\033[<65;300;200M", "wheelup(0,0) wheeldown(299,199)" },
  { "\033[<2;3;4M\033[<32;3;4M\033[<66;1;1M\033[<67;1;1M", "" },
  { "\033[M #$", "click(2,3)" },
  { "\033[M`!!\033[Ma!!", "wheelup(0,0) wheeldown(0,0)" },
  { "\033[M##$", "" },
  /* Nothing of ours, swallowed whole: function keys, Insert, Delete, Alt and q, answers. */
  { "\033[11~\033OP\033[[A\033[2~\033[3~\033q\033[?1;2cx", "x" },
  { "\033[200~quit r\033[A\033[201~h", "h" }, /* a paste */
  { "\xff\xfe"
    "a",
    "a" },
  { "\033[", "" },
  { "\033[12", "" },
  { "\033[<0;3", "" },
};

/* Every sequence is the key that it stands for, whole or in pieces of any size. */
static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TABLE); i++)
    for (gsize step = 1; step <= 8; step++)
      {
        g_autofree char *keys = decode (TABLE[i].bytes, strlen (TABLE[i].bytes), step);

        g_test_message ("%" G_GSIZE_FORMAT " in pieces of %" G_GSIZE_FORMAT, i, step);
        g_assert_cmpstr (keys, ==, TABLE[i].keys);
      }
}

/* A lone Escape waits for what may follow, and is a key once nothing did. */
static void
test_escape_waits (void)
{
  PlimsollKeys keys = { 0 };
  PlimsollKey key = { 0 };

  plimsoll_keys_push (&keys, (const guint8 *) "\033", 1);
  g_assert_false (plimsoll_keys_next (&keys, FALSE, &key));
  g_assert_true (plimsoll_keys_is_waiting (&keys));
  plimsoll_keys_push (&keys, (const guint8 *) "[B", 2);
  g_assert_true (plimsoll_keys_next (&keys, FALSE, &key));
  g_assert_cmpint (key.kind, ==, PLIMSOLL_KEY_DOWN);
  g_assert_false (plimsoll_keys_is_waiting (&keys));
}

/* A sequence without an end is given up, and what comes behind it is understood. */
static void
test_endless (void)
{
  g_autoptr (GString) bytes = g_string_new ("\033[");
  g_autofree char *keys = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_c (bytes, ';');
  g_string_append (bytes, "~\033[A");
  keys = decode (bytes->str, bytes->len, 64);
  g_assert_true (g_str_has_suffix (keys, "up"));
}

/* No bytes are too odd: everything is taken and an end is found, and a key is one that there is. */
static void
test_any_bytes (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      char bytes[64];
      g_autofree char *keys = NULL;

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] =
            (char) (g_test_rand_int_range (0, 3) == 0 ? "\033[<;M~O0"[g_test_rand_int_range (0, 8)]
                                                      : g_test_rand_int_range (0, 256));
      keys = decode (bytes, sizeof bytes, (gsize) g_test_rand_int_range (1, 65));
      g_assert_nonnull (keys);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/keys/table", test_table);
  g_test_add_func ("/terminal/keys/escape-waits", test_escape_waits);
  g_test_add_func ("/terminal/keys/endless", test_endless);
  g_test_add_func ("/terminal/keys/any-bytes", test_any_bytes);
  return g_test_run ();
}
