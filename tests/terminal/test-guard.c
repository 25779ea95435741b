/* test-guard.c - the command that runs another one only while there is headroom.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real commands, really stopped and continued; what became of them is read from the kernel and from
 * files they write. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "live-stage.h"
#include "plimsoll-commands.h"

typedef struct
{
  LiveStage stage;
  char *folder; /* (owned): for what commands write */
  char *file; /* (owned) */
  GString *seen; /* (owned): states of the command, in the order of looking */
  guint step;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  live_stage_set_up (&self->stage, data);
  self->folder = g_dir_make_tmp ("plimsoll-guard-XXXXXX", NULL);
  self->file = g_build_filename (self->folder, "said", NULL);
  self->seen = g_string_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->file);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->file);
  g_string_free (self->seen, TRUE);
  live_stage_tear_down (&self->stage, data);
}

/* Runs guard with `options` and a shell's `script`, in which FILE is our file. */
static int
guard (Fixture *self, const char *options, const char *script)
{
  g_auto (GStrv) first = g_strsplit (options, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *whole = g_strdup_printf ("FILE='%s'; %s", self->file, script);

  g_ptr_array_add (words, (char *) "guard");
  for (gsize i = 0; first[i] != NULL; i++)
    g_ptr_array_add (words, first[i]);
  g_ptr_array_add (words, (char *) "--");
  g_ptr_array_add (words, (char *) "/bin/sh");
  g_ptr_array_add (words, (char *) "-c");
  g_ptr_array_add (words, whole);
  g_ptr_array_add (words, NULL);
  return plimsoll_commands_run (&self->stage.terminal, (const char *const *) words->pdata);
}

/* (transfer full): "" when nothing was written. */
static char *
read_file (Fixture *self)
{
  char *text = NULL;

  return g_file_get_contents (self->file, &text, NULL, NULL) ? text : g_strdup ("");
}

/* The state letter of the process whose number stands in the file: R, S, T, …; '-' without one. */
static char
get_state (Fixture *self)
{
  g_autofree char *number = read_file (self);
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", g_strstrip (number));
  g_autofree char *text = NULL;
  const char *end = NULL;

  if (*number == '\0' || !g_file_get_contents (path, &text, NULL, NULL))
    return '-';
  end = strrchr (text, ')');
  return end != NULL ? end[2] : '-';
}

/* With headroom the command runs and its status comes back. */
static void
test_status_passes_through (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 50, 3600, 10);
  g_assert_cmpint (guard (self, "--below 90", "exit 0"), ==, 0);
  g_assert_cmpint (guard (self, "--below 90", "exit 23"), ==, 23);
  g_assert_cmpint (guard (self, "--below 90 --pause", "exit 42"), ==, 42);
}

/* What cannot be run has the status that shells give it. */
static void
test_unrunnable (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 50, 3600, 10);
  g_assert_cmpint (live_stage_run (&self->stage, "guard --below 90 -- /no/such/program"), ==, 127);
  g_assert_cmpint (live_stage_run (&self->stage, "guard --below 90 -- /etc/passwd"), ==, 126);
}

/* Without headroom nothing starts; when the time is over it says so, and nothing ever started. */
static void
test_not_started (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  live_stage_say (&self->stage, 95, 3600, 10);
  g_assert_cmpint (guard (self, "--below 90 --timeout 1s", "echo ran > $FILE"), ==, 75);
  text = read_file (self);
  g_assert_cmpstr (text, ==, "");
  g_assert_nonnull (strstr (self->stage.flushed->str, "Waiting. Claude: Session 95 % used"));
}

/* Old numbers, which prove no headroom, start nothing either. */
static void
test_unknown_starts_nothing (Fixture *self, gconstpointer data)
{
  live_stage_say_old (&self->stage, 5, 3600, 5, 7200);
  g_assert_cmpint (guard (self, "--below 90 --timeout 1s", "exit 3"), ==, 75);
}

/* Without a login nobody will ever know: it ends instead of waiting. */
static void
test_signed_out (Fixture *self, gconstpointer data)
{
  live_stage_sign_out (&self->stage);
  g_assert_cmpint (guard (self, "--below 90", "exit 3"), ==, 77);
}

/* The end of a window starts the command. */
static void
test_starts_after_reset (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 100, 1, 10);
  g_assert_cmpint (guard (self, "--below 90", "exit 7"), ==, 7);
}

/* Passes the mark, then falls below it, looking at the command's state after each. */
static gboolean
on_step_cb (gpointer user_data)
{
  Fixture *self = user_data;
  char state = get_state (self);

  /* The command has not told its number yet. */
  if (self->step == 0 && state == '-')
    return G_SOURCE_CONTINUE;
  if (self->step == 1 && state != 'T')
    return G_SOURCE_CONTINUE;
  g_string_append_c (self->seen, state == 'R' ? 'S' : state);
  if (self->step == 0)
    live_stage_say (&self->stage, 95, 3600, 10);
  else
    live_stage_say (&self->stage, 20, 3600, 10);
  return ++self->step < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* With --pause the command and what it started are stopped while the mark is passed, continued
 * after it, and end as if nothing had been. */
static void
test_pause (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 50, 3600, 10);
  g_timeout_add (20, on_step_cb, self);
  /* The inner shell is what is looked at: the whole group must stop. */
  g_assert_cmpint (
      guard (self, "--below 90 --pause", "sh -c 'echo $$ > '$FILE'; exec sleep 1'; exit 9"), ==, 9);
  g_assert_cmpstr (self->seen->str, ==, "ST");
  g_assert_nonnull (strstr (self->stage.flushed->str, "Paused. Claude: Session 95 % used"));
  g_assert_nonnull (strstr (self->stage.flushed->str, "Goes on. Claude: Session 20 % used"));
}

/* Without --pause a command that runs is left alone. */
static gboolean
on_pass_mark_cb (gpointer user_data)
{
  Fixture *self = user_data;

  live_stage_say (&self->stage, 99, 3600, 10);
  return G_SOURCE_REMOVE;
}

static void
test_no_pause (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 50, 3600, 10);
  g_timeout_add (50, on_pass_mark_cb, self);
  g_assert_cmpint (guard (self, "--below 90", "sleep 0.3; exit 4"), ==, 4);
}

static gboolean
on_terminate_cb (gpointer user_data)
{
  Fixture *self = user_data;

  if (get_state (self) == '-')
    return G_SOURCE_CONTINUE;
  kill (getpid (), SIGTERM);
  return G_SOURCE_REMOVE;
}

/* A signal to us reaches the command, which may answer as it likes. */
static void
test_signal_passes_through (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 50, 3600, 10);
  g_timeout_add (20, on_terminate_cb, self);
  g_assert_cmpint (guard (self, "--below 90",
                          "trap 'exit 5' TERM; echo $$ > $FILE; while :; do sleep 0.05; done"),
                   ==, 5);
}

static gboolean
on_terminate_paused_cb (gpointer user_data)
{
  Fixture *self = user_data;

  if (get_state (self) == '-')
    return G_SOURCE_CONTINUE;
  if (get_state (self) != 'T')
    {
      live_stage_say (&self->stage, 95, 3600, 10);
      return G_SOURCE_CONTINUE;
    }
  kill (getpid (), SIGTERM);
  return G_SOURCE_REMOVE;
}

/* Also while it is stopped: it is continued to hear it. */
static void
test_signal_while_paused (Fixture *self, gconstpointer data)
{
  live_stage_say (&self->stage, 50, 3600, 10);
  g_timeout_add (20, on_terminate_paused_cb, self);
  g_assert_cmpint (guard (self, "--below 90 --pause",
                          "trap 'exit 6' TERM; echo $$ > $FILE; while :; do sleep 0.05; done"),
                   ==, 6);
}

/* A command that a signal killed takes us along by the same signal. */
static void
test_death_passes_through (Fixture *self, gconstpointer data)
{
  pid_t pid = fork ();
  int wait_status = 0;

  if (pid == 0)
    {
      live_stage_say (&self->stage, 50, 3600, 10);
      _exit (guard (self, "--below 90", "kill -KILL $$"));
    }
  g_assert_cmpint (waitpid (pid, &wait_status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (wait_status));
  g_assert_cmpint (WTERMSIG (wait_status), ==, SIGKILL);
}

/* What makes no sense is said, and nothing is run. */
static void
test_wrong_words (Fixture *self, gconstpointer data)
{
  const char *const lines[] = {
    "guard",
    "guard --below 90",
    "guard --below 90 --",
    "guard -- true",
    "guard --below 90 --every 5s -- true",
    "guard --below 90 --every often -- true",
    "guard --below 500 -- true",
    "guard --below 90 --limit nonsense -- true",
  };

  live_stage_say (&self->stage, 50, 3600, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (live_stage_run (&self->stage, lines[i]), ==, 64);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/terminal/guard/status-passes-through", test_status_passes_through);
  ADD ("/terminal/guard/unrunnable", test_unrunnable);
  ADD ("/terminal/guard/not-started", test_not_started);
  ADD ("/terminal/guard/unknown-starts-nothing", test_unknown_starts_nothing);
  ADD ("/terminal/guard/signed-out", test_signed_out);
  ADD ("/terminal/guard/starts-after-reset", test_starts_after_reset);
  ADD ("/terminal/guard/pause", test_pause);
  ADD ("/terminal/guard/no-pause", test_no_pause);
  ADD ("/terminal/guard/signal-passes-through", test_signal_passes_through);
  ADD ("/terminal/guard/signal-while-paused", test_signal_while_paused);
  ADD ("/terminal/guard/death-passes-through", test_death_passes_through);
  ADD ("/terminal/guard/wrong-words", test_wrong_words);
  return g_test_run ();
}
