/* test-child.c - runs a short-lived program and reads what it says, within limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real processes that behave badly. The long grace before SIGKILL is made short by the linker. */

#include "plimsoll-child.h"

#include <signal.h>
#include <stdlib.h>

#include "stage.h"

#define PATIENT (60 * G_TIME_SPAN_SECOND)
#define SHORT (200 * G_TIME_SPAN_MILLISECOND)

static guint grace_seconds;
static guint grace_ms = 20000;

guint __wrap_g_timeout_add_seconds (guint seconds, GSourceFunc function, gpointer data);

/* The grace of half a minute, as long as a test wants it. */
guint
__wrap_g_timeout_add_seconds (guint seconds, GSourceFunc function, gpointer data)
{
  grace_seconds = seconds;
  return g_timeout_add (grace_ms, function, data);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

static void
start (Stage *stage, gsize max, GTimeSpan deadline, GCancellable *cancellable, GAsyncResult **place)
{
  const char *argv[] = { stage->program, "probe", NULL };

  plimsoll_child_run_async (argv, max, deadline, cancellable, on_done_cb, place);
}

/* What it said. */
static void
expect_text (Stage *stage, const char *body, gsize max, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  stage_write (stage, body);
  start (stage, max, PATIENT, NULL, &result);
  stage_wait_until (result != NULL);
  bytes = plimsoll_child_run_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
expect_failure (Stage *stage, const char *body, GTimeSpan deadline, const char *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stage_write (stage, body);
  start (stage, 64, deadline, NULL, &result);
  stage_wait_until (result != NULL);
  g_assert_null (plimsoll_child_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, message);
}

/* The process whose number is in this file is no more, not even as a zombie. */
static void
assert_gone (Stage *stage, const char *name)
{
  g_autofree char *pid = stage_wait_for_file (stage, name);

  g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
}

/* What a program said comes whole, up to the last byte that is allowed. */
static void
test_text (Stage *stage, gconstpointer data)
{
  expect_text (stage, "printf hello", 5, "hello");
  expect_text (stage, "printf he; sleep 0.1; printf llo", 64, "hello");
  expect_text (stage, ":", 64, "");
}

/* What it says on standard error is not for the reader, and it has nothing to read itself. */
static void
test_other_streams (Stage *stage, gconstpointer data)
{
  expect_text (stage, "echo noise >&2; cat; printf done", 64, "done");
}

/* A program that fails or is killed is told of by how it ended. */
static void
test_failures (Stage *stage, gconstpointer data)
{
  expect_failure (stage, "printf hello; exit 3", PATIENT, "failed with status 3");
  expect_failure (stage, "kill -SEGV $$", PATIENT, "ended by signal 11");
}

/* One byte too many is too many, and an endless flood ends the program. */
static void
test_flood (Stage *stage, gconstpointer data)
{
  expect_failure (stage, "printf %065d 0", PATIENT, "said too much");
  expect_failure (stage, "echo $$ >pid; exec yes", PATIENT, "said too much");
  assert_gone (stage, "pid");
}

/* A program that hangs gets SIGTERM at its deadline, and its end is waited for. */
static void
test_hang (Stage *stage, gconstpointer data)
{
  g_autofree char *said = NULL;

  expect_failure (stage,
                  "echo $$ >pid; trap 'sleep 0.1; echo yes >ended; exit 0' TERM\n"
                  "while :; do sleep 0.02; done",
                  SHORT, "took too long");
  assert_gone (stage, "pid");
  said = stage_wait_for_file (stage, "ended");
  g_assert_cmpstr (said, ==, "yes\n");
}

/* One that does not listen is killed, but only after half a minute. */
static void
test_deaf (Stage *stage, gconstpointer data)
{
  grace_ms = 100;
  expect_failure (stage, "echo $$ >pid; trap '' TERM; exec sleep 60", SHORT, "took too long");
  assert_gone (stage, "pid");
  g_assert_cmpuint (grace_seconds, ==, 30);
  grace_ms = 20000;
}

/* One that says goodbye and does not go is ended too. */
static void
test_mute (Stage *stage, gconstpointer data)
{
  expect_failure (stage, "echo $$ >pid; exec >&- sleep 60", SHORT, "took too long");
  assert_gone (stage, "pid");
}

/* One that ended and left somebody behind who holds the pipe is not waited for beyond the deadline.
 */
static void
test_left_behind (Stage *stage, gconstpointer data)
{
  g_autofree char *pid = NULL;

  expect_failure (stage, "sleep 60 & echo $! >pid", SHORT, "took too long");
  pid = stage_wait_for_file (stage, "pid");
  g_assert_cmpint (kill (atoi (pid), SIGKILL), ==, 0);
}

/* What cannot be started is told at once. */
static void
test_no_program (Stage *stage, gconstpointer data)
{
  const char *argv[] = { "/nonexistent/plimsoll", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  plimsoll_child_run_async (argv, 64, PATIENT, NULL, on_done_cb, &result);
  stage_wait_until (result != NULL);
  g_assert_null (plimsoll_child_run_finish (result, &error));
  g_assert_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
}

/* Cancelling ends the program, and is told only when it is gone. */
static void
test_cancelled (Stage *stage, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = NULL;

  stage_write (stage, "echo $$ >pid; exec sleep 60");
  start (stage, 64, PATIENT, cancellable, &result);
  pid = stage_wait_for_file (stage, "pid");
  g_cancellable_cancel (cancellable);
  g_assert_null (result);
  stage_wait_until (result != NULL);
  g_assert_null (plimsoll_child_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_gone (stage, "pid");
}

/* So does having been cancelled before. */
static void
test_cancelled_before (Stage *stage, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stage_write (stage, "exec sleep 60");
  g_cancellable_cancel (cancellable);
  start (stage, 64, PATIENT, cancellable, &result);
  stage_wait_until (result != NULL);
  g_assert_null (plimsoll_child_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  stage_test ("/service/child/text", test_text);
  stage_test ("/service/child/other-streams", test_other_streams);
  stage_test ("/service/child/failures", test_failures);
  stage_test ("/service/child/flood", test_flood);
  stage_test ("/service/child/hang", test_hang);
  stage_test ("/service/child/deaf", test_deaf);
  stage_test ("/service/child/mute", test_mute);
  stage_test ("/service/child/left-behind", test_left_behind);
  stage_test ("/service/child/no-program", test_no_program);
  stage_test ("/service/child/cancelled", test_cancelled);
  stage_test ("/service/child/cancelled-before", test_cancelled_before);

  return g_test_run ();
}
