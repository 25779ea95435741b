/* plimsoll-stay.c - the main loop of a command that stays until it is told to go.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bar's helper must end when the bar does, and a full-screen view must put the terminal right
 * before it ends: so signals are events here, and so is a reader that goes away. Without that look
 * a follower would find out only at its next line, which may be hours off. */
#include "plimsoll-stay.h"

#include <glib-unix.h>
#include <signal.h>

static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP };

/* One signal and whose it is: GLib hands a handler one pointer and not the number. */
typedef struct
{
  PlimsollStay *stay; /* borrowed */
  int number;
  guint id; /* of the source */
} Watch;

struct _PlimsollStay
{
  GMainLoop *loop; /* (owned) */
  Watch watches[G_N_ELEMENTS (SIGNALS)];
  guint reader_id;
  gboolean is_ended;
  int ended_by; /* the signal, or 0 */
};

void
plimsoll_stay_end (PlimsollStay *self)
{
  self->is_ended = TRUE;
  g_main_loop_quit (self->loop);
}

static gboolean
on_signal_cb (gpointer user_data)
{
  const Watch *watch = user_data;

  watch->stay->ended_by = watch->number;
  plimsoll_stay_end (watch->stay);
  return G_SOURCE_CONTINUE;
}

/* Only hang-up and error are waited for: they are told without asking. */
static gboolean
on_reader_gone_cb (int fd, GIOCondition condition, gpointer user_data)
{
  PlimsollStay *self = user_data;

  self->reader_id = 0;
  plimsoll_stay_end (self);
  return G_SOURCE_REMOVE;
}

PlimsollStay *
plimsoll_stay_new (int out_fd)
{
  PlimsollStay *self = g_new0 (PlimsollStay, 1);

  self->loop = g_main_loop_new (NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    {
      self->watches[i] = (Watch){ .stay = self, .number = SIGNALS[i] };
      self->watches[i].id = g_unix_signal_add (SIGNALS[i], on_signal_cb, &self->watches[i]);
    }
  if (out_fd >= 0)
    self->reader_id = g_unix_fd_add (out_fd, G_IO_HUP | G_IO_ERR, on_reader_gone_cb, self);
  return self;
}

void
plimsoll_stay_free (PlimsollStay *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    g_source_remove (self->watches[i].id);
  if (self->reader_id != 0)
    g_source_remove (self->reader_id);
  g_main_loop_unref (self->loop);
  g_free (self);
}

int
plimsoll_stay_run (PlimsollStay *self)
{
  if (!self->is_ended)
    g_main_loop_run (self->loop);
  return self->ended_by;
}
