/* plimsoll-statusline.c - the command that is a status line for another program.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs several times a minute while somebody works, so it asks nobody: one read, one look at a
 * file, one line. The numbers are kept before anything else is done, because Claude Code ends a
 * status line that it no longer waits for. Before another command it is as if we were not there:
 * that one's line is the line, and ours is added only when a template asks for it. */

#include "plimsoll-statusline.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "plimsoll-pass-on.h"
#include "plimsoll-status-line.h"
#include "plimsoll-status-port.h"
#include "plimsoll-status-setup.h"
#include "plimsoll-text.h"

/* Claude Code sends about a kilobyte. What is larger is passed on but not read. */
#define MOST_BYTES (1024u * 1024)
#define CHUNK 16384u

typedef struct
{
  char *template; /* (owned) (nullable) */
  char *color; /* (owned) (nullable) */
  gboolean wants_install;
  gboolean wants_remove;
  gboolean is_agreed;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->template);
  g_free (self->color);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
news_clear (PlimsollStatusNews *self)
{
  g_clear_pointer (&self->report, plimsoll_report_unref);
  g_free (self->model);
  g_free (self->folder);
}

static gboolean
complain (PlimsollTerminal *terminal, const PlimsollCommand *command, const char *mistake)
{
  plimsoll_options_complain (terminal, command->name, mistake, NULL);
  return FALSE;
}

/* FALSE, and a word about it, when the options contradict each other. */
static gboolean
check_options (PlimsollTerminal *terminal,
               const PlimsollCommand *command,
               const Options *options,
               gboolean has_command)
{
  static const char *const COLORS[] = { "auto", "always", "never", NULL };

  if (options->color != NULL && !g_strv_contains (COLORS, options->color))
    return complain (terminal, command, _ ("Colours are auto, always or never."));
  if (options->wants_install && options->wants_remove)
    return complain (terminal, command, _ ("Either --install or --remove."));
  if (options->is_agreed && !options->wants_install && !options->wants_remove)
    return complain (terminal, command, _ ("--yes belongs to --install or --remove."));
  if (has_command && (options->wants_install || options->wants_remove))
    return complain (
        terminal, command,
        _ ("--install finds the command that is there by itself; name none behind '--'."));

  return TRUE;
}

/* A status line is always read through a pipe, and by a program that shows colours: so without a
 * word about it there are some, unless the person switched them off everywhere. */
static gboolean
find_color (PlimsollTerminal *terminal, const char *wish)
{
  const char *no_color = g_environ_getenv ((char **) terminal->environment, "NO_COLOR");

  if (wish == NULL || g_str_equal (wish, "auto"))
    return (no_color == NULL || *no_color == '\0')
           && g_strcmp0 (g_environ_getenv ((char **) terminal->environment, "TERM"), "dumb") != 0;

  return g_str_equal (wish, "always");
}

/* (transfer full): at most a little more than MOST_BYTES of what there is. */
static GByteArray *
read_input (int fd)
{
  GByteArray *input = g_byte_array_new ();

  while (input->len <= MOST_BYTES)
    {
      guint8 chunk[CHUNK];
      ssize_t got = read (fd, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      g_byte_array_append (input, chunk, (guint) got);
    }

  return input;
}

/* FALSE when the template makes no sense. */
static gboolean
append_line (PlimsollTerminal *terminal,
             const PlimsollCommand *command,
             const Options *options,
             const PlimsollStatusNews *news)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  const PlimsollShowMoment moment = { .now = now, .zone = terminal->zone };
  g_autofree char *mistake = NULL;
  g_autofree char *fit = NULL;
  g_autofree char *line =
      plimsoll_status_line_fill (options->template,
                                 &(PlimsollStatusFacts){
                                     .report = news->report,
                                     .model = news->model,
                                     .folder = news->folder,
                                     .moment = &moment,
                                     .screen = &terminal->screen,
                                     .has_color = find_color (terminal, options->color),
                                 },
                                 &mistake);

  if (line == NULL)
    {
      g_autofree char *shown = plimsoll_text_redact (mistake);

      return complain (terminal, command, shown);
    }

  fit = plimsoll_screen_dup_fit (&terminal->screen, line);
  g_string_append_printf (terminal->out, "%s\n", fit);
  return TRUE;
}

static PlimsollExit
run_line (PlimsollTerminal *terminal,
          const PlimsollCommand *command,
          const Options *options,
          const char *const *other)
{
  g_autoptr (GByteArray) input = NULL;
  PlimsollStatusNews news = { NULL };
  PlimsollExit status = PLIMSOLL_EXIT_FRESH;
  g_autofree char *reason = NULL;
  gboolean is_fit = FALSE;

  if (isatty (terminal->in_fd) == 1)
    {
      complain (terminal, command,
                _ ("Claude Code runs this and gives it its input; '--install' arranges that."));
      return PLIMSOLL_EXIT_WRONG_USAGE;
    }

  input = read_input (terminal->in_fd);
  is_fit = input->len <= MOST_BYTES;
  terminal->status->take (is_fit ? (const char *) input->data : NULL, is_fit ? input->len : 0,
                          &news, terminal->status->user_data);

  if ((other == NULL || options->template != NULL)
      && !append_line (terminal, command, options, &news))
    status = PLIMSOLL_EXIT_WRONG_USAGE;
  news_clear (&news);
  if (other == NULL)
    return status;

  /* Its status is what our caller asked for, whatever number that is. */
  status = (PlimsollExit) plimsoll_pass_on (other, (const char *) input->data, input->len,
                                            terminal->in_fd, terminal->environment, &reason);
  if (reason != NULL)
    {
      g_autofree char *shown = plimsoll_text_redact (other[0]);

      g_string_append_printf (terminal->err, "plimsoll: %s: %s\n", shown, reason);
    }
  return status;
}

/* (transfer full): the words before "--"; `*other` (nullable) are those behind it, if any. */
static GStrv
split_words (const char *const *words, const char *const **other)
{
  g_autoptr (GStrvBuilder) own = g_strv_builder_new ();

  *other = NULL;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "--"))
        {
          *other = words[i + 1] != NULL ? words + i + 1 : NULL;
          break;
        }
      g_strv_builder_add (own, words[i]);
    }

  return g_strv_builder_end (own);
}

PlimsollExit
plimsoll_statusline_run (PlimsollTerminal *terminal,
                         const PlimsollCommand *command,
                         const char *const *words)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "template", 't', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.template,
      N_ ("Write this line, with {session.percent}, {week.resets_at} and others filled in"),
      N_ ("TEMPLATE") },
    { "color", 'c', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.color,
      N_ ("Colour what is nearly used up: auto, always, never"), N_ ("WHEN") },
    { "install", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.wants_install,
      N_ ("Show how Claude Code's settings would change, to use this"), NULL },
    { "remove", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.wants_remove,
      N_ ("Show how they would change back"), NULL },
    { "yes", 'y', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.is_agreed,
      N_ ("Make that change"), NULL },
    { NULL },
  };
  const char *const *other = NULL;
  g_auto (GStrv) own = split_words (words, &other);
  PlimsollOptionsOutcome outcome =
      plimsoll_options_parse (terminal, command, entries, (const char *const *) own);

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  if (!check_options (terminal, command, &options, other != NULL))
    return PLIMSOLL_EXIT_WRONG_USAGE;

  if (options.wants_install || options.wants_remove)
    return plimsoll_status_setup (
        terminal, options.wants_install ? PLIMSOLL_STATUS_INSTALL : PLIMSOLL_STATUS_REMOVE,
        options.is_agreed);

  return run_line (terminal, command, &options, other);
}
