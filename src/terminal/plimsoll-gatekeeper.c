/* plimsoll-gatekeeper.c - watches a gate and tells when it opens or closes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sleeps until something can have changed: numbers come with the live feed, and a wall timer is set
 * to the next reset. Nothing is polled here. What follows from a look is the command's business. */
#include "plimsoll-gatekeeper.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-status-words.h"
#include "plimsoll-show-words.h"
#include "plimsoll-wall-timer.h"
#include "plimsoll-words.h"

struct _PlimsollGatekeeper
{
  GObject parent_instance;

  PlimsollTerminal *terminal; /* borrowed */
  PlimsollGateRule rule;
  PlimsollLive *live; /* (owned) */
  PlimsollWallTimer *timer; /* (owned) (nullable): NULL when the system gave none */
  PlimsollGateView view; /* borrowed from the live feed's reports */
  guint first_look_id;
};

enum
{
  SIGNAL_LOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollGatekeeper, plimsoll_gatekeeper, G_TYPE_OBJECT)

static void
plimsoll_gatekeeper_dispose (GObject *object)
{
  PlimsollGatekeeper *self = PLIMSOLL_GATEKEEPER (object);

  g_clear_handle_id (&self->first_look_id, g_source_remove);
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_clear_object (&self->live);
  g_clear_object (&self->timer);
  G_OBJECT_CLASS (plimsoll_gatekeeper_parent_class)->dispose (object);
}

static void
plimsoll_gatekeeper_class_init (PlimsollGatekeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_gatekeeper_dispose;
  signals[SIGNAL_LOOKED] = g_signal_new ("looked", PLIMSOLL_TYPE_GATEKEEPER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plimsoll_gatekeeper_init (PlimsollGatekeeper *self)
{
}

static void
look (PlimsollGatekeeper *self)
{
  GPtrArray *reports = plimsoll_live_get_reports (self->live);
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  g_autoptr (GDateTime) next = plimsoll_gate_dup_next_look (reports, now);
  g_autoptr (GDateTime) system_next = NULL;

  self->view = plimsoll_gate_look (reports, &self->rule, now);
  if (next != NULL)
    system_next = plimsoll_clock_to_system (self->terminal->clock, next);
  if (self->timer != NULL)
    plimsoll_wall_timer_set (self->timer, system_next);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
}

static gboolean
on_first_look_cb (gpointer user_data)
{
  PlimsollGatekeeper *self = user_data;

  self->first_look_id = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

PlimsollGatekeeper *
plimsoll_gatekeeper_new (PlimsollTerminal *terminal,
                         GPtrArray *targets,
                         PlimsollCollectFlags flags,
                         const PlimsollGateRule *rule)
{
  PlimsollGatekeeper *self = g_object_new (PLIMSOLL_TYPE_GATEKEEPER, NULL);

  self->terminal = terminal;
  self->rule = *rule;
  self->view.state = PLIMSOLL_GATE_UNKNOWN;
  self->live = terminal->follow (targets, flags, terminal->port_data);
  self->timer = plimsoll_wall_timer_new (NULL);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (look), self);
  if (self->timer != NULL)
    {
      g_signal_connect_swapped (self->timer, "due", G_CALLBACK (look), self);
      g_signal_connect_swapped (self->timer, "clock-changed", G_CALLBACK (look), self);
    }
  self->first_look_id = g_idle_add (on_first_look_cb, self);
  return self;
}

const PlimsollGateView *
plimsoll_gatekeeper_get_view (PlimsollGatekeeper *self)
{
  return &self->view;
}

PlimsollLive *
plimsoll_gatekeeper_get_live (PlimsollGatekeeper *self)
{
  return self->live;
}

static char *
dup_limit_words (PlimsollGatekeeper *self, GDateTime *now)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (self->view.limit);
  const char *name = plimsoll_account_get_name (plimsoll_report_get_account (self->view.report));
  g_autofree char *percent =
      plimsoll_words_percent (plimsoll_limit_get_reading (self->view.limit, now));
  g_autofree char *until = NULL;

  if (fields->resets_at == NULL)
    /* Translators: account, limit, percentage: "Claude: Session 93 % used". */
    return g_strdup_printf (_ ("%s: %s %s used"), name, fields->title, percent);
  until = plimsoll_words_clock (fields->resets_at, now, self->terminal->zone,
                                PLIMSOLL_CLOCK_WORDS_PLAIN);
  /* Translators: account, limit, percentage, clock time: "Claude: Session 93 % used, resets 14:10".
   */
  return g_strdup_printf (_ ("%s: %s %s used, resets %s"), name, fields->title, percent, until);
}

char *
plimsoll_gatekeeper_dup_words (PlimsollGatekeeper *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  g_autofree char *sentence = NULL;

  if (self->view.report == NULL)
    return g_strdup (_ ("No numbers yet."));
  if (self->view.limit != NULL && self->view.state != PLIMSOLL_GATE_UNKNOWN)
    return dup_limit_words (self, now);
  sentence = plimsoll_status_words_sentence (
      self->view.report,
      plimsoll_report_get_condition (self->view.report, now, PLIMSOLL_SHOW_FRESH_FOR), now,
      self->terminal->zone);
  return sentence != NULL ? g_steal_pointer (&sentence) : g_strdup (_ ("No numbers yet."));
}
