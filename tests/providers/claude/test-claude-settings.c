/* test-claude-settings.c - our status line in Claude Code's settings, and out of them again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of settings as people write them. Whatever is done to them is undone to the byte, and
 * nothing but the one value is ever touched. */

#include "plimsoll-claude-settings.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define PROGRAM "/opt/plimsoll"

/* Settings that can be changed, and the command that must be there afterwards, decoded. */
typedef struct
{
  const char *name;
  const char *text;
  const char *command;
} Settings;

static const Settings GOOD[] = {
  /* Nothing but an object. */
  { "empty", "{}\n", PROGRAM " statusline" },
  /* Other keys stay, with their order and their blanks. */
  { "indented", "{\n    \"model\": \"opus\",\n    \"odd key\": [1, {\"a\": null}]\n}\n",
    PROGRAM " statusline" },
  { "tabs", "{\n\t\"model\": \"opus\"\n}", PROGRAM " statusline" },
  { "one-line", "{\"model\":\"opus\"}", PROGRAM " statusline" },
  { "windows-lines", "{\r\n  \"model\": \"opus\"\r\n}\r\n", PROGRAM " statusline" },
  /* A key of that name further down is another one. */
  { "deeper", "{\"a\": {\"statusLine\": 1}, \"b\": \"\\\"statusLine\\\": {\"}",
    PROGRAM " statusline" },
  /* A command that is there is run by a shell as before. */
  { "wrapped",
    "{\n  \"statusLine\": {\n    \"type\": \"command\",\n    \"command\": \"~/bin/line\",\n"
    "    \"padding\": 0\n  },\n  \"z\": 1\n}\n",
    PROGRAM " statusline -- sh -c '~/bin/line'" },
  /* Quotes of every kind, written in every way. */
  { "quotes",
    "{\"statusLine\": {\"command\": \"jq -r '.a' | sed \\u0027s/\\\\\\\\u0027/\\\"/\\u0027\","
    " \"type\": \"command\"}}",
    PROGRAM " statusline -- sh -c "
            "'jq -r '\\''.a'\\'' | sed '\\''s/\\\\u0027/\"/'\\'''" },
  { "not-ascii",
    "{\"statusLine\": {\"type\": \"command\", \"command\": \"echo \\u00e9\\ud83d\\ude00é\"}}",
    PROGRAM " statusline -- sh -c 'echo é😀é'" },
  { "empty-command", "{\"statusLine\": {\"type\": \"command\", \"command\": \"\"}}",
    PROGRAM " statusline -- sh -c ''" },
};

/* (transfer full): the command in settings, as Claude Code reads it. */
static char *
read_command (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *line = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  line = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                        "statusLine");
  g_assert_cmpstr (json_object_get_string_member (line, "type"), ==, "command");
  return g_strdup (json_object_get_string_member (line, "command"));
}

/* (transfer full) */
static char *
install (const char *text)
{
  g_autoptr (GError) error = NULL;
  char *after = plimsoll_claude_settings_install (text, PROGRAM, &error);

  g_assert_no_error (error);
  return after;
}

/* Our command is in it, and a second time changes nothing; taken out, every byte is as it was. */
static void
test_good (gconstpointer data)
{
  const Settings *settings = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = install (settings->text);
  g_autofree char *again = install (after);
  g_autofree char *command = read_command (after);
  g_autofree char *back = plimsoll_claude_settings_remove (after, &error);

  g_assert_no_error (error);
  g_assert_false (plimsoll_claude_settings_has_ours (settings->text));
  g_assert_true (plimsoll_claude_settings_has_ours (after));
  g_assert_cmpstr (command, ==, settings->command);
  g_assert_cmpstr (again, ==, after);
  g_assert_cmpstr (back, ==, settings->text);
}

/* Without a file there will be one, in the form in which people write it. */
static void
test_no_file (void)
{
  g_autofree char *after = install (NULL);

  g_assert_cmpstr (after, ==,
                   "{\n  \"statusLine\": {\n    \"type\": \"command\",\n"
                   "    \"command\": \"/opt/plimsoll statusline\"\n  }\n}\n");
}

/* An option that the person added to ours does not keep it from being taken out. */
static void
test_own_options (void)
{
  g_autofree char *back = plimsoll_claude_settings_remove (
      "{\"statusLine\": {\"type\": \"command\", \"command\":"
      " \"plimsoll statusline -t '{week}' -- sh -c 'old'\"}, \"a\": 1}",
      NULL);
  g_autofree char *bare = plimsoll_claude_settings_remove (
      "{\"statusLine\": {\"type\": \"command\", \"command\": \"plimsoll statusline -c never\"},"
      " \"a\": 1}",
      NULL);

  g_assert_cmpstr (back, ==,
                   "{\"statusLine\": {\"type\": \"command\", \"command\": \"old\"}, \"a\": 1}");
  g_assert_cmpstr (bare, ==, "{\"a\": 1}");
}

/* Where ours is not, there is nothing to take out. */
static void
test_nothing_to_remove (void)
{
  static const char text[] = "{\"statusLine\": {\"type\": \"command\", \"command\": \"~/line\"}}";
  g_autofree char *back = plimsoll_claude_settings_remove (text, NULL);

  g_assert_cmpstr (back, ==, text);
}

/* A program with blanks and quotes in its path is started by the shell's rules. */
static void
test_odd_program (void)
{
  g_autofree char *after =
      plimsoll_claude_settings_install ("{}", "'/opt/my \"own\"/plimsoll'", NULL);
  g_autofree char *command = read_command (after);

  g_assert_cmpstr (command, ==, "'/opt/my \"own\"/plimsoll' statusline");
}

/* What is damaged, says something twice, or is of a kind that we do not know is refused both ways
 * and left alone. */
static const char *const BAD[] = {
  "",
  "[]",
  "{",
  "{\"a\": 1,}",
  "// words\n{}",
  "\xef\xbb\xbf{}",
  "{\"statusLine\": null}",
  "{\"statusLine\": \"~/line\"}",
  "{\"statusLine\": {\"type\": \"command\"}}",
  "{\"statusLine\": {\"type\": \"other\", \"command\": \"x\"}}",
  "{\"statusLine\": {\"type\": \"command\", \"command\": 5}}",
  ("{\"statusLine\": {\"type\": \"command\", \"command\": \"a\"},"
   " \"statusLine\": {\"type\": \"command\", \"command\": \"b\"}}"),
  "{\"statusLine\": {\"type\": \"command\", \"command\": \"a\", \"command\": \"b\"}}",
  "{\"status\\u004cine\": {\"type\": \"command\", \"command\": \"a\"}}",
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) second_error = NULL;

      g_assert_false (plimsoll_claude_settings_has_ours (BAD[i]));
      g_assert_null (plimsoll_claude_settings_install (BAD[i], PROGRAM, &error));
      g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MALFORMED);
      g_assert_null (plimsoll_claude_settings_remove (BAD[i], &second_error));
      g_assert_error (second_error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MALFORMED);
    }
}

/* A command into which the person built ours by hand is theirs to take apart. */
static void
test_changed_by_hand (void)
{
  static const char *const TEXTS[] = {
    "{\"statusLine\": {\"type\": \"command\", \"command\": \"plimsoll statusline | tr a b\"}}",
    "{\"statusLine\": {\"type\": \"command\", \"command\":"
    " \"plimsoll statusline -- sh -c 'a' | tr a b\"}}",
    "{\"statusLine\": {\"type\": \"command\", \"command\":"
    " \"plimsoll statusline -- sh -c 'it's'\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plimsoll_claude_settings_remove (TEXTS[i], &error));
      g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MALFORMED);
    }
}

/* The settings lie where Claude Code looks for them; a relative folder is refused. */
static void
test_path (void)
{
  const char *const named[] = { "CLAUDE_CONFIG_DIR=/x", NULL };
  const char *const empty[] = { "CLAUDE_CONFIG_DIR=", NULL };
  const char *const relative[] = { "CLAUDE_CONFIG_DIR=x", NULL };
  g_autofree char *first = plimsoll_claude_settings_dup_path (named, "/home/someone");
  g_autofree char *second = plimsoll_claude_settings_dup_path (empty, "/home/someone");

  g_assert_cmpstr (first, ==, "/x/settings.json");
  g_assert_cmpstr (second, ==, "/home/someone/.claude/settings.json");
  g_assert_null (plimsoll_claude_settings_dup_path (relative, "/home/someone"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (GOOD); i++)
    {
      g_autofree char *name = g_strconcat ("/claude/settings/good/", GOOD[i].name, NULL);

      g_test_add_data_func (name, &GOOD[i], test_good);
    }
  g_test_add_func ("/claude/settings/no-file", test_no_file);
  g_test_add_func ("/claude/settings/own-options", test_own_options);
  g_test_add_func ("/claude/settings/nothing-to-remove", test_nothing_to_remove);
  g_test_add_func ("/claude/settings/odd-program", test_odd_program);
  g_test_add_func ("/claude/settings/bad", test_bad);
  g_test_add_func ("/claude/settings/changed-by-hand", test_changed_by_hand);
  g_test_add_func ("/claude/settings/path", test_path);
  return g_test_run ();
}
