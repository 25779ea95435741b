/* plimsoll-claude-settings.c - the status line in Claude Code's settings, as an edit of their text.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The settings are the person's: written by hand, ordered and indented as they like them, with keys
 * that we do not know. So they are not parsed and written anew. They are parsed to see that they
 * are sound, and then one stretch of the text is exchanged. A command that is there before stays
 * inside ours as it was written, escapes and all, so that it comes out again to the byte.
 *
 * Pure: reads and writes nothing. */

#include "plimsoll-claude-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-claude-skim.h"
#include "plimsoll-json.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MEMBER "statusLine"
#define WORD " statusline"
/* A person's command is a line for a shell. */
#define WRAP " -- sh -c "

char *
plimsoll_claude_settings_dup_path (const char *const *environment, const char *home)
{
  const char *folder = g_environ_getenv ((char **) environment, "CLAUDE_CONFIG_DIR");

  if (folder == NULL || *folder == '\0')
    return g_build_filename (home, ".claude", "settings.json", NULL);

  return g_path_is_absolute (folder) ? g_build_filename (folder, "settings.json", NULL) : NULL;
}

/* The settings as they were understood. */
typedef struct
{
  JsonNode *root; /* (owned) */
  PlimsollClaudeMember line; /* of the status line, when there is one */
  PlimsollClaudeMember command; /* its command, likewise */
  const char *command_text; /* (nullable): decoded, borrowed from `root`; NULL when there is none */
} Settings;

static void
settings_clear (Settings *self)
{
  g_clear_pointer (&self->root, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MALFORMED, message);
  return FALSE;
}

/* A key that stands there twice means the last one to some readers and the first one to others. */
static gboolean
is_once (const char *text, gsize length, const char *key)
{
  PlimsollClaudeSkim skim;
  PlimsollClaudeMember member;
  gsize wanted = strlen (key);
  guint n = 0;

  if (plimsoll_claude_skim_open (&skim, text, length))
    while (plimsoll_claude_skim_next (&skim, &member))
      n += member.key_length == wanted && memcmp (member.key, key, wanted) == 0 ? 1 : 0;

  return n == 1;
}

/* Both the parser and the skimmer must see the same one command. */
static gboolean
find_command (Settings *self, const char *text, GError **error)
{
  JsonObject *root = json_node_get_object (self->root);
  JsonObject *line = plimsoll_json_get_object (root, MEMBER);
  gsize length = strlen (text);
  gsize line_length = 0;

  if (!json_object_has_member (root, MEMBER))
    return TRUE;

  self->command_text = plimsoll_json_get_string (line, "command");
  if (g_strcmp0 (plimsoll_json_get_string (line, "type"), "command") != 0
      || self->command_text == NULL || !is_once (text, length, MEMBER)
      || !plimsoll_claude_skim_find (text, length, MEMBER, &self->line))
    return refuse (error, _ ("There is a status line of a kind that Plimsoll does not know; it is "
                             "left as it is."));

  line_length = (gsize) (self->line.end - self->line.value);
  if (!is_once (self->line.value, line_length, "command")
      || !plimsoll_claude_skim_find (self->line.value, line_length, "command", &self->command))
    return refuse (error, _ ("There is a status line of a kind that Plimsoll does not know; it is "
                             "left as it is."));

  return TRUE;
}

static gboolean
understand (Settings *self, const char *text, GError **error)
{
  /* Our parser passes over a byte order mark; Claude Code's would not. */
  if (!g_str_has_prefix (text, BYTE_ORDER_MARK))
    self->root = plimsoll_json_parse_object (text, strlen (text), NULL);
  if (self->root == NULL)
    return refuse (error, _ ("Claude Code's settings are not sound JSON. They are left as they "
                             "are; mend them first."));

  return find_command (self, text, error);
}

/* TRUE when `command` starts our program with the word for a status line. */
static gboolean
mentions_us (const char *command)
{
  return command != NULL && strstr (command, "plimsoll") != NULL && strstr (command, WORD) != NULL;
}

/* (transfer full): what stands between the quotes of a JSON string that means `text`. */
static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (escaped, "\\%c", *p);
      else if ((guchar) *p < 0x20)
        g_string_append_printf (escaped, "\\u%04x", (guint) *p);
      else
        g_string_append_c (escaped, *p);
    }

  return g_string_free (escaped, FALSE);
}

/* How many bytes at `p`, inside a JSON string, are one character as it was written; `*is_quote`
 * when that is a shell's single quote. */
static gsize
measure (const char *p, gsize length, gboolean *is_quote)
{
  *is_quote = *p == '\'' || (length >= 6 && memcmp (p, "\\u0027", 6) == 0);
  if (*p != '\\')
    return 1;
  if (length >= 6 && p[1] == 'u')
    return 6;

  return MIN (length, 2);
}

/* (transfer full): the inside of a JSON string, put between a shell's single quotes without being
 * decoded. Each quote in it becomes  '\''  with the quotes written as that one was. */
static char *
wrap (const char *inside, gsize length)
{
  GString *wrapped = g_string_new ("'");

  for (gsize i = 0; i < length;)
    {
      gboolean is_quote = FALSE;
      gsize n = measure (inside + i, length - i, &is_quote);

      g_string_append_len (wrapped, inside + i, (gssize) n);
      if (is_quote)
        {
          g_string_append (wrapped, "\\\\");
          g_string_append_len (wrapped, inside + i, (gssize) n);
          g_string_append_len (wrapped, inside + i, (gssize) n);
        }
      i += n;
    }

  g_string_append_c (wrapped, '\'');
  return g_string_free (wrapped, FALSE);
}

/* (transfer full) (nullable): the way back; NULL for what wrap() did not make. */
static char *
unwrap (const char *wrapped, gsize length)
{
  g_autoptr (GString) inside = g_string_new (NULL);

  if (length < 2 || wrapped[0] != '\'' || wrapped[length - 1] != '\'')
    return NULL;

  wrapped++;
  length -= 2;
  for (gsize i = 0; i < length;)
    {
      gboolean is_quote = FALSE;
      gsize n = measure (wrapped + i, length - i, &is_quote);

      g_string_append_len (inside, wrapped + i, (gssize) n);
      if (is_quote)
        {
          const char *rest = wrapped + i + n;

          if (i + 3 * n + 2 > length || memcmp (rest, "\\\\", 2) != 0
              || memcmp (rest + 2, wrapped + i, n) != 0
              || memcmp (rest + 2 + n, wrapped + i, n) != 0)
            return NULL;
          i += 2 * n + 2;
        }
      i += n;
    }

  return g_string_free (g_steal_pointer (&inside), FALSE);
}

/* (transfer full): `text` with the stretch from `from` to `to` exchanged. */
static char *
splice (const char *text, const char *from, const char *to, const char *instead)
{
  GString *whole = g_string_new_len (text, from - text);

  g_string_append (whole, instead);
  g_string_append (whole, to);
  return g_string_free (whole, FALSE);
}

/* (transfer full): our member as text. `blanks` is what stands before a member of the settings:
 * with a line break in it we are as spacious as the rest. */
static char *
write_member (const char *blanks, const char *command)
{
  const char *last = strrchr (blanks, '\n');
  const char *step = last != NULL ? last + 1 : "";

  if (last == NULL)
    return g_strdup_printf ("\"" MEMBER "\": {\"type\": \"command\", \"command\": \"%s\"}",
                            command);

  return g_strdup_printf ("\"" MEMBER "\": {%s%s\"type\": \"command\",%s%s\"command\": \"%s\"%s}",
                          blanks, step, blanks, step, command, blanks);
}

/* (transfer full) */
static char *
add_member (const char *text, const char *command)
{
  PlimsollClaudeSkim skim;
  PlimsollClaudeMember member;
  const char *first = NULL;
  const char *end = NULL;
  g_autofree char *blanks = NULL;
  g_autofree char *written = NULL;
  g_autofree char *added = NULL;

  plimsoll_claude_skim_open (&skim, text, strlen (text));
  end = skim.at;
  while (plimsoll_claude_skim_next (&skim, &member))
    {
      first = first != NULL ? first : member.start;
      end = member.end;
    }

  if (first == NULL)
    {
      written = write_member ("\n  ", command);
      added = g_strdup_printf ("\n  %s\n", written);
      return splice (text, end, strchr (end, '}'), added);
    }

  blanks = g_strndup (strchr (text, '{') + 1, (gsize) (first - strchr (text, '{')) - 1);
  written = write_member (blanks, command);
  added = g_strdup_printf (",%s%s", blanks, written);
  return splice (text, end, end, added);
}

gboolean
plimsoll_claude_settings_has_ours (const char *text)
{
  g_auto (Settings) settings = { NULL };

  return understand (&settings, text, NULL) && mentions_us (settings.command_text);
}

char *
plimsoll_claude_settings_install (const char *text, const char *program, GError **error)
{
  g_auto (Settings) settings = { NULL };
  g_autofree char *start = NULL;
  g_autofree char *wrapped = NULL;
  g_autofree char *whole = NULL;

  if (text == NULL)
    text = "{}\n";
  if (!understand (&settings, text, error))
    return NULL;
  if (mentions_us (settings.command_text))
    return g_strdup (text);

  start = escape (program);
  if (settings.command_text == NULL)
    {
      whole = g_strconcat (start, WORD, NULL);
      return add_member (text, whole);
    }

  wrapped = wrap (settings.command.value + 1,
                  (gsize) (settings.command.end - settings.command.value) - 2);
  whole = g_strconcat ("\"", start, WORD WRAP, wrapped, "\"", NULL);
  return splice (text, settings.command.value, settings.command.end, whole);
}

/* (transfer full): without the member, and without the comma that it needed. */
static char *
take_member_out (const char *text, const PlimsollClaudeMember *member)
{
  const char *next = member->end + strspn (member->end, " \t\r\n");
  const char *brace = strchr (text, '{');

  if (member->comma != NULL)
    return splice (text, member->comma, member->end, "");
  if (*next == ',')
    return splice (text, member->start, next + 1 + strspn (next + 1, " \t\r\n"), "");

  /* It was the only one. */
  return splice (text, brace + 1, next, "");
}

char *
plimsoll_claude_settings_remove (const char *text, GError **error)
{
  g_auto (Settings) settings = { NULL };
  g_autofree char *inside = NULL;
  g_autofree char *command = NULL;
  g_autofree char *whole = NULL;
  const char *word = NULL;
  const char *wrapped = NULL;

  if (!understand (&settings, text, error))
    return NULL;
  if (!mentions_us (settings.command_text))
    return g_strdup (text);

  inside = g_strndup (settings.command.value + 1,
                      (gsize) (settings.command.end - settings.command.value) - 2);
  word = strstr (inside, WORD);
  wrapped = word != NULL ? strstr (word, WRAP) : NULL;
  if (wrapped != NULL)
    {
      wrapped += strlen (WRAP);
      command = unwrap (wrapped, strlen (wrapped));
    }
  else if (word != NULL && strpbrk (word, "|;&") == NULL)
    return take_member_out (text, &settings.line);

  if (command == NULL)
    {
      refuse (error, _ ("The status line was changed by hand since Plimsoll was put there; take it "
                        "out by hand."));
      return NULL;
    }

  whole = g_strconcat ("\"", command, "\"", NULL);
  return splice (text, settings.command.value, settings.command.end, whole);
}
