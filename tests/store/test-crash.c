/* test-crash.c - a store whose process is killed at any instant.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A child writes what was told, samples and reports as fast as it can and says through a pipe what
 * it has committed. It is killed in the midst, over and over; each next one goes on with the same
 * files. */

#include "store-folder.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plimsoll-told.h"

#define N_KILLS 100
/* From before the first write to well among them. */
#define LATEST_KILL_MICROSECONDS 40000

/* One entry that says how often it was written. */
static GPtrArray *
make_told (gint64 count)
{
  GPtrArray *told = plimsoll_told_list_new ();

  g_ptr_array_add (told, plimsoll_told_new (PLIMSOLL_TOLD_THRESHOLD, "session", count, 80));
  g_ptr_array_add (told, plimsoll_told_new (PLIMSOLL_TOLD_USED_UP, "week", count, 100));
  return told;
}

/* Never returns; whatever goes wrong ends it with a status that is no kill. */
static void
write_for_ever (Folder *folder, gint64 count, int out)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
  g_autoptr (GBytes) report = g_bytes_new_take (g_malloc0 (5000), 5000);

  while (TRUE)
    {
      g_autoptr (GPtrArray) told = make_told (++count);

      if (!plimsoll_store_save_told (store, ACCOUNT, told, NULL)
          || plimsoll_store_is_in_memory (store) || write (out, &count, sizeof count) < 0)
        _exit (1);
      folder_add (store, NOON + count * 300, (double) (count % 100), 0);
      if (!plimsoll_store_save_report (store, ACCOUNT, report, NULL))
        _exit (2);
    }
}

/* Starts a child, kills it after a while, and returns the last count that it said it had committed.
 */
static gint64
live_and_die (Folder *folder, gint64 count, gulong microseconds)
{
  int ends[2];
  pid_t child = 0;
  int status = 0;
  gint64 said = 0;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      write_for_ever (folder, count, ends[1]);
    }

  close (ends[1]);
  g_usleep (microseconds);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);

  while (read (ends[0], &said, sizeof said) == (ssize_t) sizeof said)
    count = said;
  close (ends[0]);
  return count;
}

/* A hundred kills at random instants: the database always opens, is never set aside, holds every
 * alert that was said to be committed, and nothing half. */
static void
test_kill (Folder *folder, gconstpointer data)
{
  gint64 count = 0;
  guint n_alive = 0;

  for (int i = 0; i < N_KILLS; i++)
    {
      gulong wait = (gulong) g_test_rand_int_range (0, LATEST_KILL_MICROSECONDS);
      gint64 said = live_and_die (folder, count, wait);
      g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
      g_autoptr (GPtrArray) told = plimsoll_store_load_told (store, ACCOUNT, NULL);
      gint64 kept = 0;

      if (told->len > 0)
        {
          g_autoptr (GPtrArray) whole = NULL;

          kept = plimsoll_told_get_cycle (g_ptr_array_index (told, 0));
          whole = make_told (kept);
          g_assert_true (plimsoll_told_list_equal (told, whole));
        }
      /* One more than was said may be committed: the kill came between the two. */
      g_assert_cmpint (kept, >=, said);
      g_assert_cmpint (kept, <=, said + 1);
      n_alive += said > count;
      count = kept;
    }

  /* Enough of them must have got as far as writing for this to show anything. */
  g_test_message ("%u of %d children wrote, %" G_GINT64_FORMAT " commits", n_alive, N_KILLS, count);
  g_assert_cmpuint (n_alive, >=, N_KILLS / 10);
  g_assert_cmpuint (folder_count (folder, "plimsoll.db."), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder_test ("/store/crash/kill", test_kill);
  return g_test_run ();
}
