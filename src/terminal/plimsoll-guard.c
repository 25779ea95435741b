/* plimsoll-guard.c - the command that runs another one only while there is headroom.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `plimsoll guard --below 90 -- CMD…` waits until everything that counts is below the mark, then
 * runs the command. With --pause it is stopped while the mark is passed, and continued after the
 * reset. What nobody knows starts nothing and stops nothing: an offline hour must not let an agent
 * loose, nor freeze one that works. The exit status is the command's own; before it was started it
 * is that of `wait`. */
#include "plimsoll-guard.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/wait.h>

#include "plimsoll-choice.h"
#include "plimsoll-gate-options.h"
#include "plimsoll-gatekeeper.h"
#include "plimsoll-span.h"
#include "plimsoll-stay.h"
#include "plimsoll-text.h"
#include "plimsoll-ward.h"

/* As env(1) and shells have it. */
#define STATUS_NOT_FOUND 127
#define STATUS_NOT_RUNNABLE 126
#define SIGNAL_BASE 128

/* The server's budget is shared with everything else of the account: no sooner than the service
 * would let a person ask. */
#define SHORTEST_EVERY (60 * G_TIME_SPAN_SECOND)

/* Those that a person, a terminal or a supervisor sends to a command. */
static const int PASSED_ON[] = { SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2 };

typedef struct
{
  PlimsollTerminal *terminal; /* borrowed */
  const PlimsollCommand *command;
  const char *const *words; /* borrowed: of the command to run */
  PlimsollGateOptions options; /* (owned) */
  PlimsollGateRule rule;
  GTimeSpan timeout; /* 0: for ever */
  char *every_word; /* (owned) (nullable) */
  GTimeSpan every; /* 0: as often as the service asks anyhow */
  gboolean may_pause;
  PlimsollGatekeeper *keeper; /* (owned) */
  PlimsollStay *stay; /* (owned) (nullable): until the command runs */
  GMainLoop *loop; /* (owned) (nullable): while it runs */
  PlimsollWard *ward; /* (owned) (nullable) */
  char *said; /* (owned) (nullable): what was said last */
  int status;
} Guard;

static void
guard_clear (Guard *self)
{
  plimsoll_gate_options_clear (&self->options);
  g_free (self->every_word);
  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->stay, plimsoll_stay_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->ward);
  g_free (self->said);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guard, guard_clear)

/* `sentence` holds one %s for what the numbers say. The same limit is said once. */
static void
say (Guard *self, const char *sentence)
{
  const PlimsollGateView *view = plimsoll_gatekeeper_get_view (self->keeper);
  const char *id = view->limit != NULL ? plimsoll_limit_peek (view->limit)->id : "";
  g_autofree char *key = g_strconcat (sentence, id, NULL);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fit = NULL;

  if (self->options.is_quiet || g_strcmp0 (key, self->said) == 0)
    return;
  g_free (self->said);
  self->said = g_steal_pointer (&key);
  words = plimsoll_gatekeeper_dup_words (self->keeper);
  text = g_strconcat ("plimsoll: ", sentence, " ", words, NULL);
  fit = plimsoll_screen_dup_fit (&self->terminal->screen, text);
  g_string_append_printf (self->terminal->err, "%s\n", fit);
  self->terminal->flush (self->terminal->out, self->terminal->err, self->terminal->port_data);
}

/* Before the start. */
static void
look_whether_to_start (Guard *self)
{
  PlimsollLive *live = plimsoll_gatekeeper_get_live (self->keeper);
  const PlimsollGateView *view = plimsoll_gatekeeper_get_view (self->keeper);

  if (!plimsoll_gate_options_check_limit (&self->options, self->terminal, self->command,
                                          plimsoll_live_get_reports (live)))
    self->status = PLIMSOLL_EXIT_WRONG_USAGE;
  else if (view->state == PLIMSOLL_GATE_OPEN)
    self->status = 0;
  else if (view->state == PLIMSOLL_GATE_NO_LOGIN && plimsoll_live_is_complete (live)
           && !plimsoll_live_is_asking (live))
    {
      say (self, _ ("Not started."));
      self->status = PLIMSOLL_EXIT_SIGNED_OUT;
    }
  else
    {
      if (view->report != NULL)
        say (self, _ ("Waiting."));
      return;
    }
  plimsoll_stay_end (self->stay);
}

/* While it runs. */
static void
look_whether_to_pause (Guard *self)
{
  PlimsollGateState state = plimsoll_gatekeeper_get_view (self->keeper)->state;
  gboolean is_paused = plimsoll_ward_is_paused (self->ward);

  if (state == PLIMSOLL_GATE_CLOSED && !is_paused)
    {
      plimsoll_ward_pause (self->ward);
      say (self, _ ("Paused."));
    }
  else if (state == PLIMSOLL_GATE_OPEN && is_paused)
    {
      plimsoll_ward_continue (self->ward);
      say (self, _ ("Goes on."));
    }
}

static void
on_looked_cb (Guard *self)
{
  if (self->ward == NULL)
    look_whether_to_start (self);
  else if (self->may_pause && !plimsoll_ward_has_ended (self->ward))
    look_whether_to_pause (self);
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  Guard *self = user_data;

  say (self, _ ("Not started: the time is over."));
  self->status = PLIMSOLL_EXIT_STALE;
  plimsoll_stay_end (self->stay);
  return G_SOURCE_CONTINUE;
}

/* TRUE when the gate opened; else the status says why not. */
static gboolean
wait_for_start (Guard *self)
{
  guint timeout_id = 0;
  int ended_by = 0;

  self->status = -1;
  self->stay = plimsoll_stay_new (-1);
  if (self->timeout > 0)
    timeout_id =
        g_timeout_add_seconds ((guint) (self->timeout / G_TIME_SPAN_SECOND), on_time_over_cb, self);
  ended_by = plimsoll_stay_run (self->stay);
  g_clear_handle_id (&timeout_id, g_source_remove);
  g_clear_pointer (&self->stay, plimsoll_stay_free);
  if (ended_by != 0)
    self->status = SIGNAL_BASE + ended_by;
  return self->status == 0;
}

/* One signal to pass on: GLib hands a handler one pointer and not the number. */
typedef struct
{
  PlimsollWard *ward; /* borrowed */
  int number;
  guint id;
} Passage;

static gboolean
on_signal_cb (gpointer user_data)
{
  const Passage *passage = user_data;

  plimsoll_ward_signal (passage->ward, passage->number);
  return G_SOURCE_CONTINUE;
}

/* What was typed has reached the command already; two interrupts mean more than one to some. */
static gboolean
on_heard_already_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
on_every_cb (gpointer user_data)
{
  Guard *self = user_data;

  plimsoll_live_refresh (plimsoll_gatekeeper_get_live (self->keeper));
  return G_SOURCE_CONTINUE;
}

static void
on_ended_cb (Guard *self)
{
  g_main_loop_quit (self->loop);
}

/* Ends as the command did: with its status, or by its signal, so that whoever started us sees what
 * it would have seen. */
static int
end_like_ward (Guard *self)
{
  int wait_status = plimsoll_ward_get_wait_status (self->ward);

  if (WIFEXITED (wait_status))
    return WEXITSTATUS (wait_status);
  self->terminal->flush (self->terminal->out, self->terminal->err, self->terminal->port_data);
  signal (WTERMSIG (wait_status), SIG_DFL);
  raise (WTERMSIG (wait_status));
  return SIGNAL_BASE + WTERMSIG (wait_status);
}

static int
complain_about_start (Guard *self, const GError *error)
{
  g_autofree char *shown = plimsoll_text_redact (error->message);

  g_string_append_printf (self->terminal->err, "plimsoll: %s\n", shown);
  return g_error_matches (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT) ? STATUS_NOT_FOUND
                                                                     : STATUS_NOT_RUNNABLE;
}

static int
run_ward (Guard *self)
{
  g_autoptr (GError) error = NULL;
  Passage passages[G_N_ELEMENTS (PASSED_ON)];
  guint every_id = 0;

  self->ward = plimsoll_ward_start (self->words, self->may_pause, &error);
  if (self->ward == NULL)
    return complain_about_start (self, error);
  self->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect_swapped (self->ward, "ended", G_CALLBACK (on_ended_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (PASSED_ON); i++)
    {
      gboolean is_heard = PASSED_ON[i] == SIGINT && plimsoll_ward_hears_terminal (self->ward);

      passages[i] = (Passage){ .ward = self->ward, .number = PASSED_ON[i] };
      passages[i].id = g_unix_signal_add (
          PASSED_ON[i], is_heard ? on_heard_already_cb : on_signal_cb, &passages[i]);
    }
  if (self->every > 0)
    every_id =
        g_timeout_add_seconds ((guint) (self->every / G_TIME_SPAN_SECOND), on_every_cb, self);
  g_main_loop_run (self->loop);
  for (gsize i = 0; i < G_N_ELEMENTS (PASSED_ON); i++)
    g_source_remove (passages[i].id);
  g_clear_handle_id (&every_id, g_source_remove);
  return end_like_ward (self);
}

/* FALSE, and a word in `err`, when the options make no sense together. */
static gboolean
check_options (Guard *self)
{
  const char *mistake = NULL;

  if (self->words == NULL || self->words[0] == NULL)
    mistake = _ ("Say what to run, behind two dashes: plimsoll guard --below 90 -- CMD.");
  else if (self->options.below == NULL)
    mistake = _ ("Say how much may be used: --below PERCENT.");
  else if (self->every_word != NULL
           && (!plimsoll_span_parse (self->every_word, &self->every)
               || self->every < SHORTEST_EVERY))
    mistake = _ ("--every wants a length of time of a minute or more, such as 5m.");
  if (mistake == NULL)
    return plimsoll_gate_options_read (&self->options, self->terminal, self->command, &self->rule,
                                       &self->timeout);
  plimsoll_options_complain (self->terminal, self->command->name, mistake, NULL);
  return FALSE;
}

static PlimsollOptionsOutcome
parse_options (Guard *self, const char *const *words)
{
  const GOptionEntry own[] = {
    { "pause", 'P', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->may_pause,
      N_ ("Stop the command and all it started while the mark is passed; continue it after"),
      NULL },
    { "every", 'e', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->every_word,
      N_ ("While it runs, ask for new numbers this often, such as 2m (a minute at least)"),
      N_ ("TIME") },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_gate_options_parse (
      &self->options, self->terminal, self->command, own, G_N_ELEMENTS (own), words);

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome;
  return check_options (self) ? PLIMSOLL_OPTIONS_GO : PLIMSOLL_OPTIONS_WRONG;
}

PlimsollExit
plimsoll_guard_run (PlimsollTerminal *terminal,
                    const PlimsollCommand *command,
                    const char *const *words)
{
  g_auto (Guard) self = { .terminal = terminal, .command = command };
  g_autofree GStrv own = plimsoll_options_split (words, &self.words);
  PlimsollOptionsOutcome outcome = parse_options (&self, (const char *const *) own);
  g_autoptr (GPtrArray) targets = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  targets =
      plimsoll_choice_make (terminal, command->name, self.options.provider, self.options.account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  self.keeper = plimsoll_gatekeeper_new (
      terminal, targets,
      self.options.wants_direct ? PLIMSOLL_COLLECT_DIRECT : PLIMSOLL_COLLECT_DEFAULT, &self.rule);
  g_signal_connect_swapped (self.keeper, "looked", G_CALLBACK (on_looked_cb), &self);
  return (PlimsollExit) (wait_for_start (&self) ? run_ward (&self) : self.status);
}
