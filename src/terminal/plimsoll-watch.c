/* plimsoll-watch.c - the command that shows everything live, on the whole screen.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Waits for three things: numbers, keys, and the moment at which time alone changes a word; then
 * draws, and writes the characters that differ. Of those there are none most of the time. Needs a
 * terminal on both sides: into a pipe it says so and ends with 64, for one table that never changes
 * would be taken for the live view that was asked for. */
#include "plimsoll-watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <unistd.h>

#include "plimsoll-choice.h"
#include "plimsoll-nudge.h"
#include "plimsoll-show-json.h"
#include "plimsoll-stay.h"
#include "plimsoll-tty.h"
#include "plimsoll-watch-view.h"
#include "plimsoll-words.h"

#define SIGNAL_BASE 128

/* For the rest of a key that a slow line tears apart; less than a person waits after Escape. */
#define QUIET_MS 60u

/* A reading each five minutes for a day; longer spans are coarser. */
#define MOST_POINTS 600u

typedef struct
{
  PlimsollTerminal *terminal; /* borrowed */
  const PlimsollCommand *command;
  char *provider; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  char *window_word; /* (owned) (nullable) */
  gboolean wants_direct;
  gboolean wants_json;
  gboolean is_mouse_off;
  PlimsollTtyKind kind;
  PlimsollWatchState state;
  PlimsollWatchDrawn drawn;
  PlimsollSheet *sheet; /* (owned) (nullable): what stands on the screen; NULL: unknown */
  PlimsollKeys keys;
  guint quiet_id; /* while the rest of a key is waited for */
  guint draw_id; /* while a drawing is due */
  guint key_id;
  guint resize_id;
  char *json; /* (owned) (nullable): made when the page is opened and when numbers come */
  GHashTable *past; /* (owned) (element-type utf8 GVariant): what was looked up since they came */
  gboolean may_look_back; /* the first picture does not wait for the past */
  PlimsollLive *live; /* (owned) */
  PlimsollStay *stay; /* (owned) */
  PlimsollWallTimer *timer; /* (owned) (nullable) */
} Watch;

static void
watch_clear (Watch *self)
{
  guint *ids[] = { &self->quiet_id, &self->draw_id, &self->key_id, &self->resize_id };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_clear_handle_id (ids[i], g_source_remove);
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  plimsoll_nudge_clear (&self->timer, self);
  g_clear_object (&self->live);
  g_clear_pointer (&self->stay, plimsoll_stay_free);
  g_clear_pointer (&self->past, g_hash_table_unref);
  g_clear_pointer (&self->sheet, plimsoll_sheet_free);
  plimsoll_watch_drawn_clear (&self->drawn);
  g_free (self->json);
  g_free (self->provider);
  g_free (self->account);
  g_free (self->window_word);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

/* (transfer none) (nullable): asks once for each limit and span until there are other numbers. */
static GVariant *
look_back (const char *account, const char *limit, PlimsollWatchSpan span, gpointer user_data)
{
  Watch *self = user_data;
  g_autofree char *key = g_strdup_printf ("%s %s %u", account, limit, (guint) span);
  GVariant *samples = g_hash_table_lookup (self->past, key);
  g_autoptr (GDateTime) now = NULL;
  gint64 to = 0;

  if (samples != NULL || !self->may_look_back || self->terminal->history == NULL)
    return samples;
  now = plimsoll_clock_now (self->terminal->clock);
  to = g_date_time_to_unix (now);
  samples = self->terminal->history (account, limit, to - plimsoll_watch_span_get_seconds (span),
                                     to, MOST_POINTS, self->terminal->port_data);
  g_hash_table_insert (self->past, g_steal_pointer (&key), samples);
  return samples;
}

/* (transfer full) (element-type PlimsollReport): the window that is looked at. */
static GPtrArray *
select_reports (Watch *self)
{
  GPtrArray *whole = plimsoll_live_get_reports (self->live);
  GPtrArray *selected = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);

  for (guint i = 0; i < whole->len; i++)
    g_ptr_array_add (
        selected, plimsoll_show_select (g_ptr_array_index (whole, i), self->state.window, FALSE));
  return selected;
}

static void
write_json (Watch *self, GPtrArray *reports, const PlimsollShowMoment *moment)
{
  GString *text = g_string_new (NULL);

  plimsoll_show_json_append (text, reports, moment, FALSE);
  self->json = g_string_free (text, FALSE);
}

/* A first reading may be on the screen before it is in the store. */
static gboolean
is_nothing (gpointer key, gpointer samples, gpointer user_data)
{
  return g_variant_n_children (samples) == 0;
}

static void
draw (Watch *self)
{
  PlimsollTerminal *terminal = self->terminal;
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  PlimsollShowMoment moment = { .now = now, .zone = terminal->zone };
  g_autoptr (GPtrArray) reports = select_reports (self);
  PlimsollWatchScene scene = { .reports = reports,
                               .state = &self->state,
                               .screen = &terminal->screen,
                               .moment = &moment,
                               .is_asking = plimsoll_live_is_asking (self->live),
                               .is_complete = plimsoll_live_is_complete (self->live),
                               .past = look_back,
                               .past_data = self };
  g_autoptr (PlimsollSheet) before = g_steal_pointer (&self->sheet);
  guint width = 0;
  guint height = 0;

  if (self->state.page == PLIMSOLL_WATCH_JSON && self->json == NULL)
    write_json (self, reports, &moment);
  scene.json = self->json;
  g_hash_table_foreach_remove (self->past, is_nothing, NULL);
  plimsoll_tty_get_size (&width, &height);
  self->sheet = plimsoll_watch_view_draw (&scene, width, height, &self->drawn);
  self->state.top = self->drawn.top;
  plimsoll_nudge_set (self->timer, terminal->clock, self->drawn.changes_in);
  plimsoll_painter_append (terminal->out, before, self->sheet, self->kind.colors);
  if (terminal->out->len > 0
      && !terminal->flush (terminal->out, terminal->err, terminal->port_data))
    plimsoll_stay_end (self->stay);
}

static gboolean on_key_cb (int fd, GIOCondition condition, gpointer user_data);

static gboolean
on_draw_cb (gpointer user_data)
{
  Watch *self = user_data;

  self->draw_id = 0;
  /* In the background nothing is shown, and keys are the shell's; fg brings both back. */
  if (!plimsoll_tty_is_ours ())
    return G_SOURCE_REMOVE;
  if (self->key_id == 0)
    self->key_id = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_key_cb, self);
  draw (self);
  return G_SOURCE_REMOVE;
}

/* Whatever comes together, such as a storm of new sizes, is drawn once. */
static void
plan_drawing (Watch *self)
{
  if (self->draw_id == 0)
    self->draw_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_draw_cb, self, NULL);
}

static void
on_changed_cb (Watch *self)
{
  g_hash_table_remove_all (self->past);
  g_clear_pointer (&self->json, g_free);
  plan_drawing (self);
}

/* Also when we were stopped meanwhile, and others wrote on the screen. */
static gboolean
on_resize_cb (gpointer user_data)
{
  Watch *self = user_data;

  g_clear_pointer (&self->sheet, plimsoll_sheet_free);
  plan_drawing (self);
  return G_SOURCE_CONTINUE;
}

static void
take_key (Watch *self, const PlimsollKey *key)
{
  PlimsollWatchState before = self->state;

  switch (plimsoll_watch_state_take_key (&self->state, key, &self->drawn))
    {
    case PLIMSOLL_WATCH_QUIT:
      plimsoll_stay_end (self->stay);
      break;
    case PLIMSOLL_WATCH_REFRESH:
      plimsoll_live_refresh (self->live);
      break;
    case PLIMSOLL_WATCH_REPAINT:
      on_resize_cb (self);
      break;
    case PLIMSOLL_WATCH_DRAW:
      if (before.page != self->state.page || before.window != self->state.window)
        g_clear_pointer (&self->json, g_free);
      /* At once: the next key is about what is on the screen then. */
      draw (self);
      break;
    case PLIMSOLL_WATCH_NOTHING:
    default:
      break;
    }
}

static gboolean
on_quiet_cb (gpointer user_data)
{
  Watch *self = user_data;
  PlimsollKey key = { 0 };

  self->quiet_id = 0;
  while (plimsoll_keys_next (&self->keys, TRUE, &key))
    take_key (self, &key);
  return G_SOURCE_REMOVE;
}

static gboolean
on_key_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Watch *self = user_data;
  guint8 bytes[PLIMSOLL_KEYS_BYTES * 4];
  ssize_t length = 0;
  PlimsollKey key = { 0 };

  if (!plimsoll_tty_is_ours ())
    {
      self->key_id = 0;
      return G_SOURCE_REMOVE;
    }
  length = read (fd, bytes, sizeof bytes);
  if (length < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if (length <= 0)
    {
      /* The terminal is gone. */
      self->key_id = 0;
      plimsoll_stay_end (self->stay);
      return G_SOURCE_REMOVE;
    }
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  for (gsize done = 0; done < (gsize) length;)
    {
      done += plimsoll_keys_push (&self->keys, bytes + done, (gsize) length - done);
      while (plimsoll_keys_next (&self->keys, FALSE, &key))
        take_key (self, &key);
    }
  if (plimsoll_keys_is_waiting (&self->keys))
    self->quiet_id = g_timeout_add (QUIET_MS, on_quiet_cb, self);
  return G_SOURCE_CONTINUE;
}

static void
connect_all (Watch *self, GPtrArray *targets)
{
  PlimsollCollectFlags flags =
      self->wants_direct ? PLIMSOLL_COLLECT_DIRECT : PLIMSOLL_COLLECT_DEFAULT;

  self->past =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->stay = plimsoll_stay_new (-1);
  self->timer = plimsoll_nudge_new ((PlimsollNudgeFunc) plan_drawing, self);
  self->live = self->terminal->follow (targets, flags, self->terminal->port_data);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (on_changed_cb), self);
  self->resize_id = g_unix_signal_add (SIGWINCH, on_resize_cb, self);
}

/* A person who presses Ctrl+C leaves as with q; other signals are told to whoever sent them. */
static PlimsollExit
watch (Watch *self, GPtrArray *targets)
{
  int ended_by = 0;

  connect_all (self, targets);
  if (!plimsoll_tty_enter (self->kind.has_mouse && !self->is_mouse_off))
    return PLIMSOLL_EXIT_CANNOT_WRITE;
  draw (self);
  self->may_look_back = TRUE;
  plan_drawing (self);
  ended_by = plimsoll_stay_run (self->stay);
  plimsoll_tty_leave ();
  return ended_by == 0 || ended_by == SIGINT ? PLIMSOLL_EXIT_FRESH
                                             : (PlimsollExit) (SIGNAL_BASE + ended_by);
}

static PlimsollOptionsOutcome
parse_options (Watch *self, const char *const *words)
{
  const GOptionEntry entries[] = {
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->provider,
      N_ ("Only the accounts of one provider"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->account,
      N_ ("Only one account, such as claude:default"), N_ ("ACCOUNT") },
    { "window", 'w', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->window_word,
      N_ ("Begin with only sessions (5h) or weeks (7d)"), "5h|7d" },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_json,
      N_ ("Begin with the page of JSON"), NULL },
    { "direct", 'd', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_direct,
      N_ ("Obtain the numbers without the service"), NULL },
    { "no-mouse", 'm', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_mouse_off,
      N_ ("Leave the mouse to the terminal"), NULL },
    { NULL },
  };

  return plimsoll_options_parse (self->terminal, self->command, entries, words);
}

/* FALSE, and a word in `err`, when there is no terminal that a live view could be on. */
static gboolean
check_terminal (Watch *self)
{
  const char *mistake = NULL;

  self->kind = plimsoll_tty_judge (self->terminal->environment);
  if (!self->terminal->screen.is_terminal || isatty (STDIN_FILENO) != 1)
    mistake = _ ("watch needs a terminal for itself. 'plimsoll show' writes the numbers once, "
                 "'plimsoll bar' a line at each change.");
  else if (!self->kind.is_usable)
    mistake = _ ("This terminal (by its TERM) cannot show a full screen. 'plimsoll show' works "
                 "everywhere.");
  if (mistake != NULL)
    plimsoll_options_complain (self->terminal, self->command->name, mistake, NULL);
  return mistake == NULL;
}

PlimsollExit
plimsoll_watch_run (PlimsollTerminal *terminal,
                    const PlimsollCommand *command,
                    const char *const *words)
{
  g_auto (Watch) self = { .terminal = terminal, .command = command };
  PlimsollOptionsOutcome outcome = parse_options (&self, words);
  g_autoptr (GPtrArray) targets = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  if (self.window_word != NULL
      && !plimsoll_options_read_window (terminal, command, self.window_word, &self.state.window))
    return PLIMSOLL_EXIT_WRONG_USAGE;
  targets = plimsoll_choice_make (terminal, command->name, self.provider, self.account);
  if (targets == NULL || !check_terminal (&self))
    return PLIMSOLL_EXIT_WRONG_USAGE;
  if (self.wants_json)
    self.state.page = PLIMSOLL_WATCH_JSON;
  return watch (&self, targets);
}
