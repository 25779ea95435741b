/* test-hook.c - a program of the person's that is run when something happens.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the file may say, what it may not, and what a program is told. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "plimsoll-hook.h"

/* (transfer container) (nullable): the hooks of a file with this text. */
static GPtrArray *
load (const char *text, GError **error)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("plimsoll-hook-XXXXXX", &path, NULL);
  GPtrArray *hooks = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_close (fd, NULL);
  hooks = plimsoll_hook_load (path, error);
  g_unlink (path);
  return hooks;
}

static PlimsollAlert *
make_alert (PlimsollAlertKind kind, const char *account, const char *limit)
{
  return plimsoll_alert_new (&(PlimsollAlertFields){
      .kind = kind,
      .account_id = account,
      .limit_id = limit,
      .percent = limit != NULL ? 80.5 : (double) NAN,
      .title = "A \"quoted\" \\ title\n\x7f",
      .body = "ä",
  });
}

/* No file is no hook, and no mistake. */
static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hooks = plimsoll_hook_load ("/nonexistent/hooks.ini", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hooks->len, ==, 0);
}

/* Every key is read; those that are left out have their usual value. */
static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hooks =
      load ("[speak]\nevents=threshold;used-up\ncommand=/usr/bin/say;Mind the limit\n"
            "accounts=claude:default\nlimits=session;week\ntimeout=5s\npause=1h\n"
            "[all]\ncommand=/bin/true\n",
            &error);
  const PlimsollHook *first = NULL;
  const PlimsollHook *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (hooks->len, ==, 2);
  first = g_ptr_array_index (hooks, 0);
  second = g_ptr_array_index (hooks, 1);
  g_assert_cmpstr (first->name, ==, "speak");
  g_assert_cmpuint (g_strv_length (first->command), ==, 2);
  g_assert_cmpstr (first->command[1], ==, "Mind the limit");
  g_assert_cmpint (first->timeout, ==, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (first->pause, ==, G_TIME_SPAN_HOUR);
  g_assert_cmpint (second->timeout, ==, 30 * G_TIME_SPAN_SECOND);
  g_assert_null (second->accounts);
}

/* Anything that makes no sense is named, and then nothing at all is taken. */
static void
test_refused (void)
{
  const struct
  {
    const char *text;
    const char *named;
  } rows[] = {
    { "[a]\n", "[a]: 'command'" },
    { "[a]\ncommand=\n", "[a]: 'command'" },
    { "[a]\ncommand=say\n", "[a]: 'command'" },
    { "[a]\ncommand=/x\nevents=thresold\n", "[a]: 'events'" },
    { "[a]\ncommand=/x\nevents=\n", "[a]: 'events'" },
    { "[a]\ncommand=/x\ntimeout=soon\n", "[a]: 'timeout'" },
    { "[a]\ncommand=/x\ntimeout=0\n", "[a]: 'timeout'" },
    { "[a]\ncommand=/x\ntimeout=11m\n", "[a]: 'timeout'" },
    { "[a]\ncommand=/x\npause=-1\n", "[a]: 'pause'" },
    { "[b]\ncommand=/x\n[a]\ncommand=/x\ncomand=/y\n", "[a]: 'comand'" },
    { "command=/x\n", "" },
    { "\xff\xfe", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (rows[i].text, &error));
      if (strstr (error->message, rows[i].named) == NULL)
        g_error ("«%s»: %s", rows[i].text, error->message);
    }
}

/* A hook hears of what it named, and of nothing else. */
static void
test_wants (void)
{
  g_autoptr (GPtrArray) hooks =
      load ("[a]\nevents=threshold\ncommand=/x\naccounts=claude:default\nlimits=session\n"
            "[b]\ncommand=/x\n",
            NULL);
  const PlimsollHook *narrow = g_ptr_array_index (hooks, 0);
  const PlimsollHook *wide = g_ptr_array_index (hooks, 1);
  const struct
  {
    PlimsollAlertKind kind;
    const char *account;
    const char *limit;
    gboolean is_wanted;
  } rows[] = {
    { PLIMSOLL_ALERT_THRESHOLD, "claude:default", "session", TRUE },
    { PLIMSOLL_ALERT_USED_UP, "claude:default", "session", FALSE },
    { PLIMSOLL_ALERT_THRESHOLD, "claude:work", "session", FALSE },
    { PLIMSOLL_ALERT_THRESHOLD, "claude:default", "week", FALSE },
    { PLIMSOLL_ALERT_THRESHOLD, "claude:default", NULL, FALSE },
    { PLIMSOLL_ALERT_SIGNED_OUT, "claude:default", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollAlert) alert = make_alert (rows[i].kind, rows[i].account, rows[i].limit);

      g_assert_cmpint (plimsoll_hook_wants (narrow, alert), ==, rows[i].is_wanted);
      g_assert_true (plimsoll_hook_wants (wide, alert));
    }
}

/* What is told is one line of JSON, whatever signs are in it; what is not known is null. */
static void
test_describe (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (PlimsollAlert) alert =
      make_alert (PLIMSOLL_ALERT_THRESHOLD, "claude:default", "session");
  g_autoptr (PlimsollAlert) bare = make_alert (PLIMSOLL_ALERT_SIGNED_OUT, "claude:default", NULL);
  g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&(PlimsollLimitFields){
      .id = "session", .title = "Session", .used_percent = 80.5, .resets_at = now });
  g_autoptr (GBytes) full = plimsoll_hook_describe (alert, limit, now);
  g_autoptr (GBytes) empty = plimsoll_hook_describe (bare, NULL, now);
  g_autofree char *text = g_strndup (g_bytes_get_data (full, NULL), g_bytes_get_size (full));
  g_autofree char *other = g_strndup (g_bytes_get_data (empty, NULL), g_bytes_get_size (empty));

  g_assert_cmpstr (text, ==,
                   "{\"schema\":1,\"event\":\"threshold\",\"at\":\"2026-11-20T09:00:00Z\","
                   "\"account\":\"claude:default\",\"limit\":\"session\",\"used_percent\":80.5,"
                   "\"resets_at\":\"2026-11-20T09:00:00Z\","
                   "\"title\":\"A \\\"quoted\\\" \\\\ title\\u000a\\u007f\",\"body\":\"ä\"}\n");
  g_assert_nonnull (strstr (other, "\"limit\":null,\"used_percent\":null,\"resets_at\":null"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/hook/no-file", test_no_file);
  g_test_add_func ("/model/hook/read", test_read);
  g_test_add_func ("/model/hook/refused", test_refused);
  g_test_add_func ("/model/hook/wants", test_wants);
  g_test_add_func ("/model/hook/describe", test_describe);
  return g_test_run ();
}
