/* plimsoll-status-setup.c - shows a change to somebody's settings, and makes it when told to.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only place from which Plimsoll writes a file that is not its own, so the person sees every
 * line of it first. What to change is for those to know who know the file; how it is shown, asked
 * for and answered is here. */

#include "plimsoll-status-setup.h"

#include <glib/gi18n-lib.h>

/* Lines around a change, as `diff -u` has them. */
#define CONTEXT 3u

/* How many lines both have in common at the front. */
static guint
count_front (GStrv a, GStrv b)
{
  guint n = 0;

  while (a[n] != NULL && b[n] != NULL && g_str_equal (a[n], b[n]))
    n++;
  return n;
}

static guint
count_back (GStrv a, guint a_length, GStrv b, guint b_length, guint front)
{
  guint n = 0;

  while (n < a_length - front && n < b_length - front
         && g_str_equal (a[a_length - 1 - n], b[b_length - 1 - n]))
    n++;
  return n;
}

static void
append_lines (GString *out, const char *sign, GStrv lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    g_string_append_printf (out, "%s%s\n", sign, lines[i]);
}

/* (transfer full): lines; a last one without a line break says so, as `patch` wants to hear it. */
static GStrv
split (const char *text, guint *length)
{
  GStrv lines = g_strsplit (text, "\n", -1);
  char *last = NULL;

  *length = g_strv_length (lines);
  if (*length == 0)
    return lines;

  last = g_steal_pointer (&lines[*length - 1]);
  if (*last == '\0')
    (*length)--;
  else
    lines[*length - 1] = g_strconcat (last, "\n\\ No newline at end of file", NULL);
  g_free (last);
  return lines;
}

/* Changes here are one stretch of lines, so there is one hunk. */
static void
append_diff (GString *out, const PlimsollStatusEdit *edit)
{
  guint old_length = 0;
  guint new_length = 0;
  g_auto (GStrv) old = split (edit->before != NULL ? edit->before : "", &old_length);
  g_auto (GStrv) new = split (edit->after, &new_length);
  guint front = count_front (old, new);
  guint back = count_back (old, old_length, new, new_length, front);
  guint from = front > CONTEXT ? front - CONTEXT : 0;
  guint tail = MIN (back, CONTEXT);
  guint old_to = old_length - back;
  guint new_to = new_length - back;

  g_string_append_printf (out, "--- %s\n+++ %s\n", edit->before != NULL ? edit->path : "/dev/null",
                          edit->path);
  g_string_append_printf (out, "@@ -%u,%u +%u,%u @@\n", old_length > 0 ? from + 1 : 0,
                          old_to + tail - from, from + 1, new_to + tail - from);
  append_lines (out, " ", old, from, front);
  append_lines (out, "-", old, front, old_to);
  append_lines (out, "+", new, front, new_to);
  append_lines (out, " ", old, old_to, old_to + tail);
}

static void
edit_clear (PlimsollStatusEdit *self)
{
  g_free (self->path);
  g_free (self->before);
  g_free (self->after);
}

static PlimsollExit
fail (PlimsollTerminal *terminal, const GError *error)
{
  g_string_append_printf (terminal->err, "plimsoll: %s\n", error->message);
  return PLIMSOLL_EXIT_NOTHING;
}

static PlimsollExit
make (PlimsollTerminal *terminal, const PlimsollStatusEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  if (!terminal->status->apply (edit, &backup, terminal->status->user_data, &error))
    return fail (terminal, error);

  g_string_append_printf (terminal->out, "\n%s\n", _ ("Changed."));
  if (backup != NULL)
    {
      /* Translators: %s is a path. */
      g_string_append_printf (terminal->out, _ ("The file as it was: %s"), backup);
      g_string_append_c (terminal->out, '\n');
    }
  return PLIMSOLL_EXIT_FRESH;
}

PlimsollExit
plimsoll_status_setup (PlimsollTerminal *terminal, PlimsollStatusWish wish, gboolean is_agreed)
{
  PlimsollStatusEdit edit = { NULL };
  g_autoptr (GError) error = NULL;
  PlimsollExit status = PLIMSOLL_EXIT_FRESH;

  if (!terminal->status->plan (wish, &edit, terminal->status->user_data, &error))
    status = fail (terminal, error);
  else if (g_strcmp0 (edit.before, edit.after) == 0)
    g_string_append_printf (terminal->out, "%s\n",
                            wish == PLIMSOLL_STATUS_INSTALL
                                ? _ ("Claude Code uses it already; there is nothing to change.")
                                : _ ("Claude Code does not use it; there is nothing to change."));
  else
    {
      append_diff (terminal->out, &edit);
      if (is_agreed)
        status = make (terminal, &edit);
      else
        g_string_append_printf (terminal->out, "\n%s\n",
                                _ ("Nothing was changed. With --yes this is done."));
    }

  edit_clear (&edit);
  return status;
}
