/* test-commands.c - command lines, right and wrong, and what comes of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands are functions from words to text and status; they are called as such, with providers
 * that are fakes and numbers that come from the scenes. */

#include <locale.h>
#include <string.h>

#include "fake-provider.h"
#include "plimsoll-codec.h"
#include "plimsoll-commands.h"
#include "plimsoll-config.h"
#include "scenes.h"

#define TOKEN "sk-ant-oat01-FAKE0000000000000000000000000000"

typedef struct
{
  PlimsollTerminal terminal;
  FakeProvider *claude; /* (owned by terminal.providers) */
  const char *scene;
  guint n_collected; /* accounts that were asked for last */
  PlimsollCollectFlags flags;
} Fixture;

static GPtrArray *
collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_collected = targets->len;
  fixture->flags = flags;
  return scenes_make (fixture->scene);
}

static GPtrArray *
diagnose (gpointer user_data)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);

  g_ptr_array_add (findings, plimsoll_finding_new ("state", PLIMSOLL_FINDING_GOOD, "Memory",
                                                   "kept in /state", NULL));
  return findings;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const environment[] = { "FAKE_TOKEN=" TOKEN,
                                             "FAKE_URL=https://someone:" TOKEN "@example.org/x",
                                             "https_proxy=http://me:secret@proxy:8080",
                                             "TERM=",
                                             "LANG=" TOKEN,
                                             NULL };
  PlimsollTerminal *terminal = &fixture->terminal;
  g_autoptr (GDateTime) now = scenes_now ();

  fixture->claude = fake_provider_new ("claude", "Claude");
  fixture->scene = "fresh";
  terminal->providers = g_ptr_array_new_with_free_func (g_object_unref);
  terminal->named_providers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (terminal->providers, fixture->claude);
  g_ptr_array_add (terminal->named_providers, fake_provider_new ("demo", "Demo"));
  terminal->clock = plimsoll_clock_new_manual (now);
  terminal->zone = g_time_zone_new_utc ();
  terminal->screen = (PlimsollScreen){ .width = 80, .is_utf8 = TRUE };
  terminal->environment = environment;
  terminal->collect = collect;
  terminal->diagnose = diagnose;
  terminal->port_data = fixture;
  terminal->out = g_string_new (NULL);
  terminal->err = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  PlimsollTerminal *terminal = &fixture->terminal;

  g_ptr_array_unref (terminal->providers);
  g_ptr_array_unref (terminal->named_providers);
  g_object_unref (terminal->clock);
  g_time_zone_unref (terminal->zone);
  g_string_free (terminal->out, TRUE);
  g_string_free (terminal->err, TRUE);
}

/* Runs a command line as typed, its words parted by blanks. */
static PlimsollExit
run (Fixture *fixture, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (*line == '\0')
    g_clear_pointer (&words[0], g_free);
  g_string_truncate (fixture->terminal.out, 0);
  g_string_truncate (fixture->terminal.err, 0);
  return plimsoll_commands_run (&fixture->terminal, (const char *const *) words);
}

static void
assert_out_has (Fixture *fixture, const char *text)
{
  if (strstr (fixture->terminal.out->str, text) == NULL)
    g_error ("«%s» is not in:\n%s", text, fixture->terminal.out->str);
}

static void
assert_wrong (Fixture *fixture, const char *line, const char *complaint)
{
  g_assert_cmpint (run (fixture, line), ==, PLIMSOLL_EXIT_WRONG_USAGE);
  g_assert_cmpstr (fixture->terminal.out->str, ==, "");
  if (strstr (fixture->terminal.err->str, complaint) == NULL)
    g_error ("«%s» is not in:\n%s", complaint, fixture->terminal.err->str);
}

/* Nothing, an option, or the word itself: all of them show. */
static void
test_show_is_the_default (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "", "show", "--direct", "show --direct", "--window 5h" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_cmpint (run (fixture, lines[i]), ==, 0);
      assert_out_has (fixture, "Claude · Max 20x");
      assert_out_has (fixture, "Session  61 %");
      g_assert_cmpstr (fixture->terminal.err->str, ==, "");
    }
}

/* The status is that of what was shown. */
static void
test_show_status (Fixture *fixture, gconstpointer data)
{
  fixture->scene = "signed-out";
  g_assert_cmpint (run (fixture, "show"), ==, 77);
  assert_out_has (fixture, "No Claude login found.");
  g_assert_cmpint (run (fixture, "show --json"), ==, 77);
  assert_out_has (fixture, "\"condition\" : \"signed-out\"");
  fixture->scene = "old";
  g_assert_cmpint (run (fixture, "show"), ==, 75);
}

/* A window shows its limits and neither others nor money. */
static void
test_show_window (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run (fixture, "show --window 5h"), ==, 0);
  assert_out_has (fixture, "Session");
  g_assert_null (strstr (fixture->terminal.out->str, "Week"));
  g_assert_null (strstr (fixture->terminal.out->str, "Extra usage"));
  g_assert_cmpint (run (fixture, "show -w 7d"), ==, 0);
  assert_out_has (fixture, "Week");
  assert_out_has (fixture, "Fable");
  g_assert_null (strstr (fixture->terminal.out->str, "Session"));
}

/* An e-mail address is shown to the one who asks for it. */
static void
test_show_identity (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run (fixture, "show"), ==, 0);
  g_assert_null (strstr (fixture->terminal.out->str, "someone@example.org"));
  g_assert_cmpint (fixture->flags, ==, PLIMSOLL_COLLECT_DEFAULT);
  g_assert_cmpint (run (fixture, "show --identity --refresh"), ==, 0);
  assert_out_has (fixture, "Claude · Max 20x · someone@example.org");
  g_assert_cmpint (fixture->flags, ==, PLIMSOLL_COLLECT_IDENTITY | PLIMSOLL_COLLECT_REFRESH);
}

/* The demo is there for whoever names it, by provider or by account, and for nobody else. */
static void
test_named_only (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run (fixture, "show"), ==, 0);
  g_assert_cmpuint (fixture->n_collected, ==, 1);
  g_assert_cmpint (run (fixture, "show --provider demo"), ==, 0);
  g_assert_cmpuint (fixture->n_collected, ==, 1);
  g_assert_cmpint (run (fixture, "show --account demo:default"), ==, 0);
  g_assert_cmpuint (fixture->n_collected, ==, 1);
  assert_wrong (fixture, "show --provider claude --account demo:default",
                "That account belongs to another provider.");
}

/* What is misspelt is suggested, and nothing is run. */
static void
test_suggestions (Fixture *fixture, gconstpointer data)
{
  assert_wrong (fixture, "shwo", "There is no command 'shwo'. Did you mean show?");
  assert_wrong (fixture, "docter", "Did you mean doctor?");
  assert_wrong (fixture, "show --jsn", "Did you mean --json?");
  assert_wrong (fixture, "show --provder=claude", "Did you mean --provider?");
  assert_wrong (fixture, "show --provider cluade", "Did you mean claude?");
  assert_wrong (fixture, "show --account claude:defualt", "Did you mean claude:default?");
  assert_wrong (fixture, "show --window 5d", "There is no window '5d'; there are 5h and 7d.");
  g_assert_cmpuint (fixture->n_collected, ==, 0);
}

/* What is far from everything gets no wild guess, only the way to the help. */
static void
test_no_wild_guess (Fixture *fixture, gconstpointer data)
{
  assert_wrong (fixture, "frobnicate", "There is no command 'frobnicate'.\nSee 'plimsoll --help'.");
  assert_wrong (fixture, "show extra", "'extra' is too much here.");
  assert_wrong (fixture, "env --window", "See 'plimsoll env --help'.");
  assert_wrong (fixture, "show --provider", "See 'plimsoll show --help'.");
}

/* A token on the command line, where it does not belong, is not repeated. */
static void
test_mistakes_are_redacted (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { TOKEN,
                                       "show " TOKEN,
                                       "show --" TOKEN,
                                       "show --account " TOKEN,
                                       "show --window " TOKEN,
                                       "show --provider " TOKEN,
                                       "help " TOKEN,
                                       "env " TOKEN };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_cmpint (run (fixture, lines[i]), ==, PLIMSOLL_EXIT_WRONG_USAGE);
      g_assert_null (strstr (fixture->terminal.err->str, "FAKE0"));
    }
}

/* Each command explains itself in both ways, and the list names all of them. */
static void
test_help (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "show", "doctor", "env", "probe" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *first = g_strconcat (commands[i], " --help", NULL);
      g_autofree char *second = g_strconcat ("help ", commands[i], NULL);
      g_autofree char *usage = g_strconcat ("Usage:\n  plimsoll ", commands[i], " ", NULL);
      g_autofree char *text = NULL;

      g_assert_cmpint (run (fixture, first), ==, 0);
      assert_out_has (fixture, usage);
      assert_out_has (fixture, "--json");
      assert_out_has (fixture, "--help");
      text = g_strdup (fixture->terminal.out->str);
      g_assert_cmpint (run (fixture, second), ==, 0);
      g_assert_cmpstr (fixture->terminal.out->str, ==, text);
      g_assert_cmpint (run (fixture, "--help"), ==, 0);
      assert_out_has (fixture, commands[i]);
    }
  g_assert_cmpuint (fixture->n_collected, ==, 0);
}

/* The version is a line by itself. */
static void
test_version (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run (fixture, "--version"), ==, 0);
  g_assert_cmpstr (fixture->terminal.out->str, ==, "plimsoll " PLIMSOLL_VERSION "\n");
}

/* Every variable is named; secrets are masked, passwords and misplaced tokens are taken out. */
static void
test_env (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "env", "env --json" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_cmpint (run (fixture, lines[i]), ==, 0);
      assert_out_has (fixture, "sk-ant-oat01…");
      assert_out_has (fixture, "https://…@example.org/x");
      assert_out_has (fixture, "http://…@proxy:8080");
      assert_out_has (fixture, "NO_COLOR");
      assert_out_has (fixture, "PLIMSOLL_DEMO");
      g_assert_null (strstr (fixture->terminal.out->str, "FAKE0"));
      g_assert_null (strstr (fixture->terminal.out->str, "secret@"));
    }
  g_assert_cmpint (run (fixture, "env"), ==, 0);
  assert_out_has (fixture, "set, but empty");
  assert_out_has (fixture, "not set");
}

/* A healthy house: findings of provider and app, and a last line that says so. */
static void
test_doctor_good (Fixture *fixture, gconstpointer data)
{
  /* What a provider says at its own end is said once, at the end of all. */
  fake_provider_add_finding (
      fixture->claude,
      plimsoll_finding_new ("advice", PLIMSOLL_FINDING_GOOD, "Advice", "All is well.", NULL));
  g_assert_cmpint (run (fixture, "doctor"), ==, 0);
  g_assert_cmpstr (fixture->terminal.out->str, ==,
                   "Claude (claude:default)\n"
                   "  ✓ Login   found\n"
                   "\n"
                   "Plimsoll\n"
                   "  ✓ Memory  kept in /state\n"
                   "\n"
                   "Everything is in order; there is nothing to do.\n");
}

/* The last line is the advice about the worst finding, wherever it stood. */
static void
test_doctor_bad (Fixture *fixture, gconstpointer data)
{
  fake_provider_add_finding (fixture->claude,
                             plimsoll_finding_new ("mode", PLIMSOLL_FINDING_WARNING, "File mode",
                                                   "others may read it, sk-ant-oat01…",
                                                   "Run chmod 600."));
  g_assert_cmpint (run (fixture, "doctor"), ==, 0);
  g_assert_true (g_str_has_suffix (fixture->terminal.out->str, "\n\nRun chmod 600.\n"));
  assert_out_has (fixture, "  ! File mode  others may read it, sk-ant-oat01…\n"
                           "               → Run chmod 600.\n");

  fake_provider_add_finding (fixture->claude,
                             plimsoll_finding_new ("token", PLIMSOLL_FINDING_BAD, "Token",
                                                   "quoted by mistake: " TOKEN, "Log in again."));
  g_assert_cmpint (run (fixture, "doctor"), ==, PLIMSOLL_EXIT_NOTHING);
  g_assert_true (g_str_has_suffix (fixture->terminal.out->str, "\n\nLog in again.\n"));
  g_assert_null (strstr (fixture->terminal.out->str, "FAKE0"));
  g_assert_cmpint (run (fixture, "doctor --json"), ==, PLIMSOLL_EXIT_NOTHING);
  assert_out_has (fixture, "\"level\" : \"bad\"");
  assert_out_has (fixture, "\"advice\" : \"Log in again.\"\n}");
  g_assert_null (strstr (fixture->terminal.out->str, "FAKE0"));
}

/* A pipe gets the bytes of the codec, which give the report back. */
static void
test_probe_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GError) error = NULL;

  fixture->scene = "offline";
  g_assert_cmpint (run (fixture, "probe --account claude:default"), ==, 0);
  bytes = g_bytes_new (fixture->terminal.out->str, fixture->terminal.out->len);
  report = plimsoll_codec_report_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_report_get_problem (report)), ==,
                   PLIMSOLL_CONDITION_OFFLINE);
  g_assert_cmpuint (fixture->n_collected, ==, 1);
  /* Not behind the back of the ledger, which stands in the port. */
  g_assert_cmpuint (fake_provider_count_probes (fixture->claude), ==, 0);
  g_assert_cmpint (fixture->flags, ==,
                   PLIMSOLL_COLLECT_DIRECT | PLIMSOLL_COLLECT_REFRESH | PLIMSOLL_COLLECT_PLAIN
                       | PLIMSOLL_COLLECT_TURN);
}

/* A probe for a person who waits is no mere turn. */
static void
test_probe_person (Fixture *fixture, gconstpointer data)
{
  fixture->scene = "offline";
  g_assert_cmpint (run (fixture, "probe --person --account claude:default"), ==, 0);
  g_assert_cmpint (fixture->flags & PLIMSOLL_COLLECT_TURN, ==, 0);
  g_assert_cmpint (fixture->flags & PLIMSOLL_COLLECT_REFRESH, !=, 0);
}

/* A terminal never gets bytes, and whoever asks for JSON gets it on a pipe too. */
static void
test_probe_json (Fixture *fixture, gconstpointer data)
{
  fixture->scene = "offline";
  g_assert_cmpint (run (fixture, "probe --json --identity"), ==, 0);
  assert_out_has (fixture, "\"condition\" : \"offline\"");
  g_assert_true ((fixture->flags & PLIMSOLL_COLLECT_IDENTITY) != 0);
  fixture->terminal.screen.is_terminal = TRUE;
  g_assert_cmpint (run (fixture, "probe"), ==, 0);
  assert_out_has (fixture, "\"condition\" : \"offline\"");
}

/* Without UTF-8 mistakes and help are ASCII. */
static void
test_ascii (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "show --help", "doctor", "env", "frobnicate" };

  fixture->terminal.screen.is_utf8 = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      g_assert_true (g_str_is_ascii (fixture->terminal.out->str));
      g_assert_true (g_str_is_ascii (fixture->terminal.err->str));
    }
}

#define ADD(name, function) \
  g_test_add ("/terminal/commands/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("show-is-the-default", test_show_is_the_default);
  ADD ("show-status", test_show_status);
  ADD ("show-window", test_show_window);
  ADD ("show-identity", test_show_identity);
  ADD ("named-only", test_named_only);
  ADD ("suggestions", test_suggestions);
  ADD ("no-wild-guess", test_no_wild_guess);
  ADD ("mistakes-are-redacted", test_mistakes_are_redacted);
  ADD ("help", test_help);
  ADD ("version", test_version);
  ADD ("env", test_env);
  ADD ("doctor-good", test_doctor_good);
  ADD ("doctor-bad", test_doctor_bad);
  ADD ("probe-bytes", test_probe_bytes);
  ADD ("probe-person", test_probe_person);
  ADD ("probe-json", test_probe_json);
  ADD ("ascii", test_ascii);

  return g_test_run ();
}
