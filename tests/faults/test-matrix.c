/* test-matrix.c - the fault matrix, and the page that shows it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every source through a day of every fault. The page docs/faults.md is what this test saw and
 * nothing else: it is compared to the last letter, so that a change of what a person sees cannot go
 * by unnoticed. `test-matrix --write` writes it anew. */

#include <stdlib.h>
#include <string.h>

#include "matrix-row.h"

static SimFaults *faults;
/* What the page would be; grown by the tests in their order. */
static GString *page;
static gboolean is_writing;

static const char HEAD[] =
    "# What you see when something goes wrong\n"
    "\n"
    "Made by `tests/faults/test-matrix`; they fail when it is not what they see. In each line\n"
    "all is well for an hour, then the fault lasts for a simulated day, then it is over. Between\n"
    "Plimsoll's timer and the request everything is the real program.\n"
    "\n"
    "- **After an hour**: session · week, as shown an hour after the fault began; where it\n"
    "  slept, at the moment it woke. A dash: no number.\n"
    "- **Age**: how old the older of them is; `new` is less than half a minute.\n"
    "- **Condition**: the word that `plimsoll show --json` gives; behind `stale`, why there\n"
    "  are no newer numbers.\n"
    "- **Next try**: how long until Plimsoll asks again by itself.\n"
    "- **After a day**: session · week at the end. Sessions end every five hours: a number of one\n"
    "  that is over is never shown.\n"
    "- **Asked**: requests in the 24 hours; for a program, how often it was started; with both,\n"
    "  requests + starts. Never more than 5 in 300 s, never within 120 s without a cause, never\n"
    "  before a server's `Retry-After`.\n"
    "- **Well again**: how long after the fault's end the numbers are fresh, in steps of 5 min.\n"
    "\n"
    "In no line was a number shown that the source did not give for that account and that window,\n"
    "was a token sent to another host than its own, or did any of your files change by a byte.\n"
    "\n"
    "A dash for a whole line means that the fault cannot happen there:\n"
    "(a) the installed program asks the server itself and tells only that it has no new numbers;\n"
    "(b) a file is read, no server is asked;\n"
    "(c) no program is started, or another one stands in: see its own table;\n"
    "(d) no file of Claude Code's numbers is read;\n"
    "(e) no login is used, or only by the installed program;\n"
    "(f) there is no such thing with this provider.\n";

static void
append (const char *text)
{
  g_string_append (page, text);
}

static void
append_source (MatrixSource source)
{
  g_string_append_printf (page, "\n## %s\n\n%s\n\n", MATRIX_SOURCES[source].title,
                          MATRIX_SOURCES[source].words);
  append ("| What goes wrong | After an hour | Age | Condition | Next try | After a day | Asked | "
          "Well again |\n"
          "|---|---|---|---|---|---|---|---|\n");
}

/* Of each fault that can happen to this source a day is lived through, in which everything holds
 * that sim.c holds; the others are named, with the reason. */
static void
test_source (gconstpointer data)
{
  MatrixSource source = (MatrixSource) GPOINTER_TO_INT (data);
  g_autofree guint *counts = g_new0 (guint, 256);

  append_source (source);
  for (guint i = 0; i < matrix_count_faults (); i++)
    {
      char reason = matrix_get_reason (source, i);
      g_autofree char *line = NULL;

      g_test_message ("%s: %s", MATRIX_SOURCES[source].title, matrix_get_fault_name (i));
      if (reason != '\0')
        line = g_strdup_printf ("| %s | – (%c) | | | | | | |\n", matrix_get_fault_name (i), reason);
      else
        line = matrix_dup_line (source, i, faults);
      counts[reason == '\0']++;
      append (line);
    }
  g_assert_cmpuint (counts[TRUE], >, 0);
}

/* The page in docs/ says what was seen just now. */
static void
test_page (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "faults.md", NULL);
  g_autofree char *text = NULL;

  if (is_writing)
    g_assert_true (g_file_set_contents (path, page->str, -1, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (!g_str_equal (text, page->str))
    g_print ("%s", page->str);
  g_assert_cmpstr (text, ==, page->str);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "write", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_writing, "Write docs/faults.md",
      NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int status = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;

  g_test_init (&argc, &argv, NULL);
  faults = sim_faults_record ();
  page = g_string_new (HEAD);
  for (guint i = 0; i < MATRIX_N_SOURCES; i++)
    {
      g_autofree char *name = g_strdup_printf ("/faults/matrix/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_source);
    }
  g_test_add_func ("/faults/matrix/page", test_page);
  status = g_test_run ();
  g_string_free (page, TRUE);
  sim_faults_free (faults);
  return status;
}
