/* test-agent.c - tests of a conversation with an installed program.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The programs are shell scripts that behave, or misbehave in one way each. What a script could do
 * before it was ended stands in a file beside it. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "harness-wait.h"
#include "plimsoll-agent.h"

#define SHORT (300 * G_TIME_SPAN_MILLISECOND)
#define PATIENT (30 * G_TIME_SPAN_SECOND)

/* A folder with a program in it, and what it was heard to say. */
typedef struct
{
  char *folder; /* (owned) */
  char *program; /* (owned) */
  char *trace; /* (owned): where the program writes */
  char *place; /* (owned): where it runs */
  GTimeSpan deadline;
  GTimeSpan grace;
  guint n_lines; /* JSON objects that were heard */
  gint64 answer; /* "value" of the line with "id" 2; 0 for none */
} Scene;

static Scene *
scene_new (const char *body)
{
  Scene *self = g_new0 (Scene, 1);
  g_autofree char *script = NULL;

  self->folder = g_dir_make_tmp ("plimsoll-agent-XXXXXX", NULL);
  self->program = g_build_filename (self->folder, "program", NULL);
  self->trace = g_build_filename (self->folder, "trace", NULL);
  self->place = g_build_filename (self->folder, "place", NULL);
  self->deadline = PATIENT;
  self->grace = PATIENT;
  script = g_strdup_printf ("#!/bin/sh\ntrace='%s'\n%s\n", self->trace, body);
  g_assert_true (g_file_set_contents (self->program, script, -1, NULL));
  g_assert_cmpint (g_chmod (self->program, 0700), ==, 0);
  return self;
}

static void
scene_free (Scene *self)
{
  g_autofree char *lock = g_strconcat (self->place, ".lock", NULL);

  g_unlink (self->program);
  g_unlink (self->trace);
  g_unlink (lock);
  g_rmdir (self->place);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->program);
  g_free (self->trace);
  g_free (self->place);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static gboolean
hear (PlimsollAgent *agent, JsonObject *line, gpointer user_data)
{
  Scene *self = user_data;
  gint64 id = 0;

  self->n_lines++;
  plimsoll_json_get_integer (line, "id", &id);
  if (id == 1)
    plimsoll_agent_say (agent, "{\"ask\":2}");
  if (id != 2)
    return TRUE;

  plimsoll_json_get_integer (line, "value", &self->answer);
  return FALSE;
}

static void
start (Scene *self, GCancellable *cancellable, GAsyncResult **place)
{
  const char *const argv[] = { self->program, "word", NULL };
  const char *const environment[] = { "PATH=/usr/bin:/bin", "ONLY=this", NULL };
  const PlimsollAgentErrand errand = {
    .argv = argv,
    .environment = environment,
    .folder = self->place,
    .deadline = self->deadline,
    .grace = self->grace,
  };

  plimsoll_agent_talk_async (&errand, "{\"ask\":1}", hear, self, cancellable, harness_on_done_cb,
                             place);
}

static gboolean
talk (Scene *self, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  start (self, NULL, &place);
  result = harness_wait (&place);
  return plimsoll_agent_talk_finish (result, error);
}

static void
expect_error (Scene *self, PlimsollAgentError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (talk (self, &error));
  g_assert_error (error, PLIMSOLL_AGENT_ERROR, (int) code);
}

/* (transfer full): what the program wrote, waited for. */
static char *
read_trace (Scene *self, const char *awaited)
{
  char *text = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_clear_pointer (&text, g_free);
      if (g_file_get_contents (self->trace, &text, NULL, NULL) && strstr (text, awaited) != NULL)
        return text;
      g_usleep (20000);
    }

  g_error ("the program never wrote \"%s\"", awaited);
}

#define ANSWERS                                                              \
  "read -r one; echo '{\"id\":1}'; read -r two; echo \"$one$two\" >>$trace;" \
  "echo '{\"id\":2,\"value\":42}';"

/* The conversation goes line by line, and what is no JSON object in between is skipped. */
static void
test_answer (void)
{
  g_autoptr (Scene) scene =
      scene_new ("echo noise; echo '[1]'; echo '{\"note\":true}'; " ANSWERS "cat >/dev/null");
  g_autoptr (GError) error = NULL;
  g_autofree char *trace = NULL;

  g_assert_true (talk (scene, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scene->answer, ==, 42);
  g_assert_cmpuint (scene->n_lines, ==, 3);
  trace = read_trace (scene, "ask");
  g_assert_cmpstr (trace, ==, "{\"ask\":1}{\"ask\":2}\n");
}

/* The program stands in an empty folder of its own and has no variable but those it was given. */
static void
test_surroundings (void)
{
  g_autoptr (Scene) scene =
      scene_new ("pwd >>$trace; ls -A >>$trace; env >>$trace; echo \"<$*>\" >>$trace;" ANSWERS);
  g_autofree char *trace = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (talk (scene, NULL));
  trace = read_trace (scene, "ask");
  expected = g_strdup_printf ("%s\n", scene->place);
  g_assert_true (g_str_has_prefix (trace, expected));
  g_assert_nonnull (strstr (trace, "ONLY=this"));
  g_assert_nonnull (strstr (trace, "<word>"));
  g_assert_null (strstr (trace, "G_TEST_SRCDIR"));
}

/* The caller hears of the end when the program is gone: what it does after its answer, such as
 * writing a renewed login, is not cut off. */
static void
test_is_let_finish (void)
{
  g_autoptr (Scene) scene = scene_new (ANSWERS "cat >/dev/null; sleep 0.3; echo renewed >>$trace");
  g_autofree char *trace = NULL;

  g_assert_true (talk (scene, NULL));
  g_file_get_contents (scene->trace, &trace, NULL, NULL);
  g_assert_nonnull (strstr (trace, "renewed"));
}

/* One that does not end of its closed input gets SIGTERM, and may still do what it must. */
static void
test_is_asked_to_end (void)
{
  g_autoptr (Scene) scene = scene_new ("trap 'echo asked >>$trace; exit 143' TERM;" ANSWERS
                                       "while :; do sleep 0.05; done");
  g_autofree char *trace = NULL;

  scene->grace = SHORT;
  g_assert_true (talk (scene, NULL));
  trace = read_trace (scene, "asked");
  g_assert_cmpint (scene->answer, ==, 42);
}

/* One that ignores that as well is never killed: it is left alone, its answer counts, and until it
 * is gone no second one is started. */
static void
test_is_left_alone (void)
{
  g_autoptr (Scene) scene = scene_new (
      "trap '' TERM;" ANSWERS "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20;"
      "do sleep 0.1; done; echo survived >>$trace");
  g_autofree char *trace = NULL;

  scene->grace = SHORT;
  g_assert_true (talk (scene, NULL));
  expect_error (scene, PLIMSOLL_AGENT_ERROR_BUSY);
  trace = read_trace (scene, "survived");
  g_assert_true (talk (scene, NULL));
}

/* One that says nothing is waited for until the deadline, and then asked to end. */
static void
test_late (void)
{
  g_autoptr (Scene) scene =
      scene_new ("trap 'echo asked >>$trace; exit 143' TERM; while :; do sleep 0.05; done");
  g_autofree char *trace = NULL;

  scene->deadline = SHORT;
  scene->grace = SHORT;
  expect_error (scene, PLIMSOLL_AGENT_ERROR_LATE);
  trace = read_trace (scene, "asked");
}

/* One that ends without an answer, with noise or with nothing, is not waited for. */
static void
test_gone (void)
{
  static const char *const bodies[] = {
    "exit 0",           "exit 1",     "echo '{\"id\":1}'",
    "echo '{\"id\":2'", "kill -9 $$", "exec <&-; echo '{\"id\":1}'"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Scene) scene = scene_new (bodies[i]);

      expect_error (scene, PLIMSOLL_AGENT_ERROR_GONE);
    }
}

/* A line without end, and lines without end, are not kept. */
static void
test_flood (void)
{
  static const char *const bodies[] = { "tr '\\0' x </dev/zero", "yes '{\"note\":true}'" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Scene) scene = scene_new (bodies[i]);

      scene->grace = SHORT;
      expect_error (scene, PLIMSOLL_AGENT_ERROR_FLOOD);
    }
}

/* A program that is not there, or is none, is said to be so. */
static void
test_no_start (void)
{
  g_autoptr (Scene) missing = scene_new ("exit 0");
  g_autoptr (Scene) plain = scene_new ("exit 0");

  g_unlink (missing->program);
  g_chmod (plain->program, 0600);
  expect_error (missing, PLIMSOLL_AGENT_ERROR_START);
  expect_error (plain, PLIMSOLL_AGENT_ERROR_START);
}

/* The program stands in a session of its own: neither a Ctrl-C in our terminal nor its end reaches
 * a program that may be renewing a login. */
static void
test_own_session (void)
{
  g_autoptr (Scene) scene = scene_new (
      "cut -d' ' -f6 /proc/$$/stat >$trace; echo '{\"id\":2,\"value\":7}'; cat >/dev/null");
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *trace = NULL;

  start (scene, NULL, &place);
  result = harness_wait (&place);
  g_assert_true (plimsoll_agent_talk_finish (result, NULL));
  g_assert_true (g_file_get_contents (scene->trace, &trace, NULL, NULL));
  g_assert_cmpint (g_ascii_strtoll (trace, NULL, 10), >, 0);
  g_assert_cmpint (g_ascii_strtoll (trace, NULL, 10), !=, getsid (0));
}

/* Cancelling asks it to end too, and returns when it has. */
static void
test_cancelled (void)
{
  g_autoptr (Scene) scene = scene_new ("cat >/dev/null; echo ended >>$trace");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *trace = NULL;

  start (scene, cancellable, &place);
  g_cancellable_cancel (cancellable);
  result = harness_wait (&place);
  g_assert_false (plimsoll_agent_talk_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_file_get_contents (scene->trace, &trace, NULL, NULL);
  g_assert_cmpstr (trace, ==, "ended\n");
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent/answer", test_answer);
  g_test_add_func ("/agent/surroundings", test_surroundings);
  g_test_add_func ("/agent/is-let-finish", test_is_let_finish);
  g_test_add_func ("/agent/is-asked-to-end", test_is_asked_to_end);
  g_test_add_func ("/agent/is-left-alone", test_is_left_alone);
  g_test_add_func ("/agent/late", test_late);
  g_test_add_func ("/agent/gone", test_gone);
  g_test_add_func ("/agent/flood", test_flood);
  g_test_add_func ("/agent/no-start", test_no_start);
  g_test_add_func ("/agent/own-session", test_own_session);
  g_test_add_func ("/agent/cancelled", test_cancelled);
  return g_test_run ();
}
