/* test-ledger.c - what is remembered between runs, in folders that are good, bad and gone.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each test has a folder of its own and a moment that stands still. Two processes are two
 * processes: the lock is fought over by children. */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plimsoll-ledger.h"
#include "plimsoll-moment.h"

#define NOW_UNIX G_GINT64_CONSTANT (1795176300)
#define KEY "0123456789abcdef0123456789abcdef"

typedef struct
{
  char *root; /* (owned): made for this test */
  char *folder; /* (owned): inside it, not made yet */
  char *path; /* (owned): where the account's file is expected */
  PlimsollLedger *ledger;
  PlimsollAccount *account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("plimsoll-ledger-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "plimsoll", "direct", NULL);
  fixture->path = g_build_filename (fixture->folder, "claude+default", NULL);
  fixture->ledger = plimsoll_ledger_new (fixture->folder);
  fixture->account = plimsoll_account_new ("claude:default", "claude", "Claude");
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->root);
  plimsoll_ledger_free (fixture->ledger);
  plimsoll_account_unref (fixture->account);
  g_free (fixture->root);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GDateTime *
at (gint64 seconds)
{
  return plimsoll_moment_from_unix (NOW_UNIX + seconds);
}

static PlimsollReport *
make_report (PlimsollAccount *account, const char *key, gint64 observed, gboolean has_problem)
{
  g_autoptr (GDateTime) observed_at = at (observed);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, "No connection.", NULL);

  g_ptr_array_add (limits, plimsoll_limit_new (&(PlimsollLimitFields){
                               .id = "session", .title = "Session", .used_percent = 61.5 }));
  snapshot = plimsoll_snapshot_new (
      &(PlimsollSnapshotFields){ .source = "oauth", .observed_at = observed_at, .limits = limits });
  return plimsoll_report_new (account, key, has_problem ? NULL : snapshot,
                              has_problem ? problem : NULL);
}

/* The entry after numbers that were asked for at second `when`. */
static PlimsollLedgerEntry *
make_entry (PlimsollAccount *account, gint64 when)
{
  g_autoptr (GDateTime) now = at (when);
  g_autoptr (PlimsollReport) report = make_report (account, KEY, when, FALSE);

  return plimsoll_ledger_entry_after (NULL, report, FALSE, now);
}

static void
write_entry (Fixture *fixture)
{
  g_autoptr (PlimsollLedgerEntry) entry = make_entry (fixture->account, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (plimsoll_ledger_write (fixture->ledger, entry, &error));
  g_assert_no_error (error);
}

static void
assert_absent (Fixture *fixture, const char *key)
{
  g_assert_null (plimsoll_ledger_read (fixture->ledger, fixture->account, key));
}

static void
assert_present (Fixture *fixture)
{
  g_autoptr (PlimsollLedgerEntry) entry =
      plimsoll_ledger_read (fixture->ledger, fixture->account, KEY);

  g_assert_nonnull (entry);
}

/* Everything that was written comes back. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerEntry) first = make_entry (fixture->account, 0);
  g_autoptr (PlimsollReport) refusal = make_report (fixture->account, KEY, 0, TRUE);
  g_autoptr (GDateTime) later = at (90);
  g_autoptr (PlimsollLedgerEntry) second =
      plimsoll_ledger_entry_after (first, refusal, TRUE, later);
  g_autoptr (PlimsollLedgerEntry) read = NULL;
  PlimsollSnapshot *snapshot = NULL;

  g_assert_true (plimsoll_ledger_write (fixture->ledger, second, NULL));
  read = plimsoll_ledger_read (fixture->ledger, fixture->account, KEY);
  g_assert_nonnull (read);
  g_assert_true (g_date_time_equal (read->asked_at, later));
  g_assert_true (read->has_identity);
  g_assert_cmpint (read->cooldown.kind, ==, PLIMSOLL_COOLDOWN_GUESSED);
  g_assert_cmpint (read->cooldown.cause, ==, PLIMSOLL_CONDITION_OFFLINE);
  g_assert_cmpuint (read->cooldown.strikes, ==, 1);
  g_assert_cmpint (read->cooldown.until, ==, NOW_UNIX + 150);

  /* The problem did not erase the numbers. */
  snapshot = plimsoll_report_get_snapshot (read->report);
  g_assert_cmpfloat (plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, 0))->used_percent,
                     ==, 61.5);
  g_assert_true (plimsoll_problem_equal (plimsoll_report_get_problem (read->report),
                                         plimsoll_report_get_problem (refusal)));
}

/* File and folder are their owner's alone. */
static void
test_modes (Fixture *fixture, gconstpointer data)
{
  struct stat info;

  write_entry (fixture);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

/* Another token, or none, sees nothing of it: neither numbers nor cool-down. */
static void
test_another_token (Fixture *fixture, gconstpointer data)
{
  write_entry (fixture);
  assert_present (fixture);
  assert_absent (fixture, "ffffffffffffffffffffffffffffffff");
  assert_absent (fixture, NULL);
}

/* Numbers read with another token do not stay beside the new one's problem, nor do its strikes. */
static void
test_new_token_starts_anew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerEntry) before = make_entry (fixture->account, 0);
  g_autoptr (PlimsollReport) refusal = make_report (fixture->account, "other", 0, TRUE);
  g_autoptr (GDateTime) now = at (10);
  g_autoptr (PlimsollLedgerEntry) after = NULL;

  before->cooldown =
      (PlimsollCooldown){ PLIMSOLL_COOLDOWN_GUESSED, PLIMSOLL_CONDITION_OFFLINE, 5, NOW_UNIX };
  after = plimsoll_ledger_entry_after (before, refusal, FALSE, now);
  g_assert_null (plimsoll_report_get_snapshot (after->report));
  g_assert_cmpuint (after->cooldown.strikes, ==, 1);
}

/* Plain writing over what is there: done a thousand times, and no power is cut. */
static void
put (const char *path, const char *bytes, gsize length)
{
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* A file that is cut anywhere, or has any byte changed, is either absent or whole: never a crash,
 * never half. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  write_entry (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (gsize cut = 0; cut < length; cut++)
    {
      put (fixture->path, bytes, cut);
      assert_absent (fixture, KEY);
    }

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (PlimsollLedgerEntry) entry = NULL;
      char kept = bytes[i];

      bytes[i] = (char) (kept ^ 0x55);
      put (fixture->path, bytes, length);
      entry = plimsoll_ledger_read (fixture->ledger, fixture->account, KEY);
      if (entry != NULL)
        g_assert_cmpstr (plimsoll_report_get_key (entry->report), ==, KEY);
      bytes[i] = kept;
    }
}

static void
assert_foreign_is_absent (Fixture *fixture, const char *bytes, gsize length)
{
  put (fixture->path, bytes, length);
  assert_absent (fixture, KEY);
}

/* Somebody else's file, a newer version's, one without its entries, and one that is far too big:
 * all absent. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = g_malloc0 (4 * 1024 * 1024);
  static const struct
  {
    const char *magic;
    guint version;
  } heads[] = { { "plimsoll-ledger", 2 }, { "plimsoll-ledger", 1 }, { "somebody-else", 1 } };

  write_entry (fixture);
  assert_foreign_is_absent (fixture, "{\"json\": true}", 14);
  assert_foreign_is_absent (fixture, big, 4 * 1024 * 1024);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GVariant) file =
          g_variant_ref_sink (g_variant_new ("(sua{sv})", heads[i].magic, heads[i].version, NULL));

      assert_foreign_is_absent (fixture, g_variant_get_data (file), g_variant_get_size (file));
    }

  /* And the next answer is written over it. */
  write_entry (fixture);
  assert_present (fixture);
}

/* An entry about another account is not believed because of the name of its file. */
static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollAccount) other = plimsoll_account_new ("claude:work", "claude", "Work");
  g_autofree char *other_path = g_build_filename (fixture->folder, "claude+work", NULL);

  write_entry (fixture);
  g_assert_cmpint (g_rename (fixture->path, other_path), ==, 0);
  g_assert_null (plimsoll_ledger_read (fixture->ledger, other, KEY));
}

/* What was written before the person gave the account another name comes back under the new one. */
static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollAccount) named = plimsoll_account_dup_named (fixture->account, "Mine");
  g_autoptr (PlimsollLedgerEntry) entry = NULL;

  write_entry (fixture);
  entry = plimsoll_ledger_read (fixture->ledger, named, KEY);
  g_assert_nonnull (entry);
  g_assert_cmpstr (plimsoll_account_get_name (plimsoll_report_get_account (entry->report)), ==,
                   "Mine");
}

/* Where no folder can be made, reading finds nothing, writing and locking say so, and doctor warns.
 */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerEntry) entry = make_entry (fixture->account, 0);
  g_autofree char *in_the_way = g_build_filename (fixture->root, "plimsoll", NULL);
  g_autoptr (PlimsollFinding) finding = NULL;
  g_autoptr (PlimsollLedgerLock) lock = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autoptr (GError) lock_error = NULL;

  /* A file where the folder should be stops root as well. */
  g_assert_true (g_file_set_contents (in_the_way, "", 0, NULL));
  assert_absent (fixture, KEY);
  g_assert_false (plimsoll_ledger_write (fixture->ledger, entry, &write_error));
  g_assert_error (write_error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE);
  g_assert_cmpint (plimsoll_ledger_lock (fixture->ledger, fixture->account, &lock, &lock_error), ==,
                   PLIMSOLL_LEDGER_LOCK_IMPOSSIBLE);
  g_assert_error (lock_error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE);
  g_assert_null (lock);
  finding = plimsoll_ledger_diagnose (fixture->ledger);
  g_assert_cmpint (plimsoll_finding_get_level (finding), ==, PLIMSOLL_FINDING_WARNING);
  g_assert_nonnull (plimsoll_finding_get_advice (finding));
}

/* A good folder is found good. */
static void
test_diagnose_good (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollFinding) finding = plimsoll_ledger_diagnose (fixture->ledger);

  g_assert_cmpint (plimsoll_finding_get_level (finding), ==, PLIMSOLL_FINDING_GOOD);
  g_assert_nonnull (strstr (plimsoll_finding_get_text (finding), fixture->folder));
}

static void
assert_advice (const PlimsollLedgerEntry *entry,
               PlimsollLedgerWish wish,
               gint64 when,
               PlimsollLedgerAdvice wanted)
{
  g_autoptr (GDateTime) now = at (when);

  g_assert_cmpint (plimsoll_ledger_advise (entry, wish, now), ==, wanted);
}

/* A good answer is served for a minute; then, and before there is one, the server is asked. */
static void
test_advice_young (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerEntry) entry = make_entry (fixture->account, 0);

  assert_advice (NULL, PLIMSOLL_LEDGER_WISH_NUMBERS, 0, PLIMSOLL_LEDGER_ASK);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NUMBERS, 0, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NUMBERS, 59, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NUMBERS, 60, PLIMSOLL_LEDGER_ASK);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NEW, 59, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NEW, 60, PLIMSOLL_LEDGER_ASK);
  /* The clock was set back since: nobody knows how old it is. */
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NUMBERS, -1, PLIMSOLL_LEDGER_ASK);
}

/* While a cool-down runs nobody asks, but for a person who passes a guess after a minute. */
static void
test_advice_cooldown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerEntry) entry = make_entry (fixture->account, 0);

  entry->cooldown = (PlimsollCooldown){ PLIMSOLL_COOLDOWN_GUESSED, PLIMSOLL_CONDITION_RATE_LIMITED,
                                        1, NOW_UNIX + 300 };
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NUMBERS, 299, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_IDENTITY, 299, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NUMBERS, 300, PLIMSOLL_LEDGER_ASK);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NEW, 59, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NEW, 61, PLIMSOLL_LEDGER_ASK);
  entry->cooldown.kind = PLIMSOLL_COOLDOWN_ORDERED;
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NEW, 299, PLIMSOLL_LEDGER_SERVE);
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_NEW, 300, PLIMSOLL_LEDGER_ASK);
}

/* The first wish for an identity is worth a request, the second is not. */
static void
test_advice_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerEntry) entry = make_entry (fixture->account, 0);

  assert_advice (entry, PLIMSOLL_LEDGER_WISH_IDENTITY, 5, PLIMSOLL_LEDGER_ASK);
  entry->has_identity = TRUE;
  assert_advice (entry, PLIMSOLL_LEDGER_WISH_IDENTITY, 5, PLIMSOLL_LEDGER_SERVE);
}

/* Runs in a child: takes the lock, adds a line to the log, holds it for a moment. */
static void
contend (Fixture *fixture, const char *log)
{
  PlimsollLedgerLock *lock = NULL;
  FILE *file = NULL;

  while (plimsoll_ledger_lock (fixture->ledger, fixture->account, &lock, NULL)
         != PLIMSOLL_LEDGER_LOCK_HELD)
    g_usleep (1000);

  file = fopen (log, "a");
  fputs ("in\n", file);
  fflush (file);
  g_usleep (5000);
  fputs ("out\n", file);
  fclose (file);
  plimsoll_ledger_lock_free (lock);
}

/* Of several processes one holds the lock at a time, and each gets its turn. */
static void
test_lock_between_processes (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_CHILDREN = 6
  };
  g_autofree char *log = g_build_filename (fixture->root, "log", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) wanted = g_string_new (NULL);

  for (guint i = 0; i < N_CHILDREN; i++)
    {
      g_string_append (wanted, "in\nout\n");
      if (fork () == 0)
        {
          contend (fixture, log);
          _exit (0);
        }
    }
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      int status = 1;

      g_assert_cmpint (wait (&status), >, 0);
      g_assert_cmpint (status, ==, 0);
    }

  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted->str);
}

/* A holder that is killed leaves no lock behind, and a second try in the same moment finds it busy.
 */
static void
test_lock_of_the_dead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLedgerLock) lock = NULL;
  PlimsollLedgerLock *second = NULL;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      (void) plimsoll_ledger_lock (fixture->ledger, fixture->account, &second, NULL);
      abort ();
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  g_assert_cmpint (plimsoll_ledger_lock (fixture->ledger, fixture->account, &lock, NULL), ==,
                   PLIMSOLL_LEDGER_LOCK_HELD);
  g_assert_cmpint (plimsoll_ledger_lock (fixture->ledger, fixture->account, &second, NULL), ==,
                   PLIMSOLL_LEDGER_LOCK_BUSY);
  g_assert_null (second);
}

/* A link or a pipe of the lock's name neither leads elsewhere nor hangs. */
static void
test_lock_is_no_trap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".lock", NULL);
  g_autofree char *elsewhere = g_build_filename (fixture->root, "elsewhere", NULL);
  PlimsollLedgerLock *lock = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_cmpint (symlink (elsewhere, path), ==, 0);
  g_assert_cmpint (plimsoll_ledger_lock (fixture->ledger, fixture->account, &lock, NULL), ==,
                   PLIMSOLL_LEDGER_LOCK_IMPOSSIBLE);
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) \
  g_test_add ("/engine/ledger/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("modes", test_modes);
  ADD ("another-token", test_another_token);
  ADD ("new-token-starts-anew", test_new_token_starts_anew);
  ADD ("damaged", test_damaged);
  ADD ("foreign", test_foreign);
  ADD ("other-account", test_other_account);
  ADD ("renamed", test_renamed);
  ADD ("unwritable", test_unwritable);
  ADD ("diagnose-good", test_diagnose_good);
  ADD ("advice-young", test_advice_young);
  ADD ("advice-cooldown", test_advice_cooldown);
  ADD ("advice-identity", test_advice_identity);
  ADD ("lock-between-processes", test_lock_between_processes);
  ADD ("lock-of-the-dead", test_lock_of_the_dead);
  ADD ("lock-is-no-trap", test_lock_is_no_trap);

  return g_test_run ();
}
