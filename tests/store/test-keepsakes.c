/* test-keepsakes.c - the small things that the store keeps.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every one is read from a store that was closed and opened again. */

#include "store-folder.h"

#include "plimsoll-told.h"

static void
reopen (Folder *folder, PlimsollStore **store)
{
  plimsoll_store_close (*store);
  *store = folder_open (folder, NULL);
}

/* The last report of an account comes back byte for byte, the newest one only, and is nobody
 * else's. */
static void
test_report (Folder *folder, gconstpointer data)
{
  PlimsollStore *store = folder_open (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr (GBytes) second = g_bytes_new_static ("sec\0nd", 6);
  g_autoptr (GBytes) loaded = NULL;

  g_assert_true (plimsoll_store_save_report (store, ACCOUNT, first, &error));
  g_assert_true (plimsoll_store_save_report (store, ACCOUNT, second, &error));
  reopen (folder, &store);

  loaded = plimsoll_store_load_report (store, ACCOUNT, &error);
  g_assert_true (g_bytes_equal (loaded, second));
  g_assert_null (plimsoll_store_load_report (store, "claude:work", &error));
  g_assert_no_error (error);
  plimsoll_store_close (store);
}

/* A report that no codec could have made is refused, and the one that is there stays. */
static void
test_report_too_big (Folder *folder, gconstpointer data)
{
  PlimsollStore *store = folder_open (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) good = g_bytes_new_static ("good", 4);
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (300 * 1024), 300 * 1024);
  g_autoptr (GBytes) loaded = NULL;

  g_assert_true (plimsoll_store_save_report (store, ACCOUNT, good, NULL));
  g_assert_false (plimsoll_store_save_report (store, ACCOUNT, huge, &error));
  g_assert_nonnull (error);
  loaded = plimsoll_store_load_report (store, ACCOUNT, NULL);
  g_assert_true (g_bytes_equal (loaded, good));
  plimsoll_store_close (store);
}

/* A cool-down is found by the name of its token and by no other, and can be forgotten. */
static void
test_cooldown (Folder *folder, gconstpointer data)
{
  PlimsollStore *store = folder_open (folder, NULL);
  g_autoptr (GError) error = NULL;
  PlimsollStoreCooldown cooldown = { TRUE, PLIMSOLL_CONDITION_RATE_LIMITED, 3, NOON + 1600 };
  PlimsollStoreCooldown loaded = { .strikes = 77 };

  g_assert_true (plimsoll_store_save_cooldown (store, "0123", &cooldown, &error));
  reopen (folder, &store);

  g_assert_false (plimsoll_store_load_cooldown (store, "4567", &loaded, &error));
  g_assert_cmpuint (loaded.strikes, ==, 77);
  g_assert_true (plimsoll_store_load_cooldown (store, "0123", &loaded, &error));
  g_assert_true (loaded.is_ordered);
  g_assert_cmpint (loaded.cause, ==, PLIMSOLL_CONDITION_RATE_LIMITED);
  g_assert_cmpuint (loaded.strikes, ==, 3);
  g_assert_cmpint (loaded.until, ==, NOON + 1600);

  g_assert_true (plimsoll_store_save_cooldown (store, "0123", NULL, &error));
  g_assert_false (plimsoll_store_load_cooldown (store, "0123", &loaded, &error));
  g_assert_no_error (error);
  plimsoll_store_close (store);
}

/* What was told comes back whole and in order; the next list takes the place of the last. */
static void
test_told (Folder *folder, gconstpointer data)
{
  PlimsollStore *store = folder_open (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) told = plimsoll_told_list_new ();
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) fewer = NULL;

  for (int kind = PLIMSOLL_TOLD_THRESHOLD; kind <= PLIMSOLL_TOLD_OWED_AGAIN; kind++)
    g_ptr_array_add (told, plimsoll_told_new ((PlimsollToldKind) kind, kind % 2 ? "week:fable" : "",
                                              NOON + kind, 80.5 + kind));
  g_assert_true (plimsoll_store_save_told (store, ACCOUNT, told, &error));
  reopen (folder, &store);

  loaded = plimsoll_store_load_told (store, ACCOUNT, &error);
  g_assert_true (plimsoll_told_list_equal (told, loaded));
  others = plimsoll_store_load_told (store, "claude:work", &error);
  g_assert_cmpuint (others->len, ==, 0);

  g_ptr_array_set_size (told, 2);
  g_assert_true (plimsoll_store_save_told (store, ACCOUNT, told, &error));
  reopen (folder, &store);
  fewer = plimsoll_store_load_told (store, ACCOUNT, &error);
  g_assert_true (plimsoll_told_list_equal (told, fewer));
  g_assert_no_error (error);
  plimsoll_store_close (store);
}

/* Small things are found by name, replaced and forgotten. */
static void
test_meta (Folder *folder, gconstpointer data)
{
  PlimsollStore *store = folder_open (folder, NULL);
  g_autofree char *value = NULL;

  g_assert_null (plimsoll_store_load_meta (store, "tray-told", NULL));
  g_assert_true (plimsoll_store_save_meta (store, "tray-told", "no", NULL));
  g_assert_true (plimsoll_store_save_meta (store, "tray-told", "yes", NULL));
  reopen (folder, &store);
  value = plimsoll_store_load_meta (store, "tray-told", NULL);
  g_assert_cmpstr (value, ==, "yes");
  g_assert_true (plimsoll_store_save_meta (store, "tray-told", NULL, NULL));
  g_assert_null (plimsoll_store_load_meta (store, "tray-told", NULL));
  plimsoll_store_close (store);
}

/* An account that was taken away leaves nothing, and takes nothing of another's. */
static void
test_forget_account (Folder *folder, gconstpointer data)
{
  PlimsollStore *store = folder_open (folder, NULL);
  g_autoptr (GBytes) report = g_bytes_new_static ("report", 6);
  g_autoptr (GPtrArray) told = plimsoll_told_list_new ();
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autofree char *history = NULL;

  g_ptr_array_add (told, plimsoll_told_new (PLIMSOLL_TOLD_USED_UP, "session", NOON, 100));
  folder_add (store, NOON, 10, 0);
  g_assert_true (plimsoll_store_save_report (store, ACCOUNT, report, NULL));
  g_assert_true (plimsoll_store_save_told (store, ACCOUNT, told, NULL));
  g_assert_true (plimsoll_store_save_told (store, "claude:work", told, NULL));

  g_assert_true (plimsoll_store_forget_account (store, ACCOUNT, NULL));
  reopen (folder, &store);
  g_assert_null (plimsoll_store_load_report (store, ACCOUNT, NULL));
  after = plimsoll_store_load_told (store, ACCOUNT, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  history = folder_read (store, 0, NOON + 1, 10);
  g_assert_cmpstr (history, ==, "");
  others = plimsoll_store_load_told (store, "claude:work", NULL);
  g_assert_true (plimsoll_told_list_equal (told, others));
  plimsoll_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder_test ("/store/keepsakes/report", test_report);
  folder_test ("/store/keepsakes/report-too-big", test_report_too_big);
  folder_test ("/store/keepsakes/cooldown", test_cooldown);
  folder_test ("/store/keepsakes/told", test_told);
  folder_test ("/store/keepsakes/meta", test_meta);
  folder_test ("/store/keepsakes/forget-account", test_forget_account);
  return g_test_run ();
}
