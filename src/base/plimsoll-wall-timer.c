/* plimsoll-wall-timer.c - tells when a moment of the wall clock has come, and when that clock was
 * set. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib's timeouts count monotonic time, which stands still during suspend and knows nothing of a
 * clock that is set. A timerfd on CLOCK_REALTIME is right after both, and costs no wake-up in
 * between: an absolute expiry that passed while the machine slept is due on resume, and
 * TFD_TIMER_CANCEL_ON_SET makes a read fail with ECANCELED when the clock was set. The timer is
 * never disarmed, only set to a moment that nobody lives to see, because a disarmed one would not
 * tell of the clock either. */

#include "plimsoll-wall-timer.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "plimsoll-base-error.h"

/* 9999-12-31T23:59:59Z; the kernel takes it, and a GDateTime goes no further. */
#define NEVER_SECONDS G_GINT64_CONSTANT (253402300799)

struct _PlimsollWallTimer
{
  GObject parent_instance;

  int fd;
  GSource *source; /* (owned) (nullable) */
  GDateTime *moment; /* (owned) (nullable) */
  gboolean has_untold_change; /* the clock was set, and no read will tell of it */
};

enum
{
  DUE,
  CLOCK_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollWallTimer, plimsoll_wall_timer, G_TYPE_OBJECT)

/* An expiry of zero would disarm, one before 1970 is refused: both have passed, so the first second
 * will do. */
static void
arm (PlimsollWallTimer *self)
{
  struct itimerspec spec = { .it_value = { .tv_sec = NEVER_SECONDS } };

  if (self->moment != NULL)
    {
      spec.it_value.tv_sec = (time_t) MAX (g_date_time_to_unix (self->moment), 1);
      spec.it_value.tv_nsec = g_date_time_get_microsecond (self->moment) * 1000L;
    }

  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL) == 0)
    return;

  /* The clock was set just before this call. The timer runs nevertheless, but the kernel has told
   * of the change now and will not do so again: it is passed on from the main loop. */
  if (errno == ECANCELED)
    {
      self->has_untold_change = TRUE;
      g_source_set_ready_time (self->source, 0);
    }
  else
    g_critical ("A wall timer could not be set: %s", g_strerror (errno));
}

static gboolean
on_readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (PlimsollWallTimer) self = g_object_ref (PLIMSOLL_WALL_TIMER (user_data));
  guint64 n_expiries = 0;

  if (self->has_untold_change)
    {
      self->has_untold_change = FALSE;
      g_source_set_ready_time (self->source, -1);
      g_signal_emit (self, signals[CLOCK_CHANGED], 0);
      return G_SOURCE_CONTINUE;
    }

  if (read (fd, &n_expiries, sizeof n_expiries) == (ssize_t) sizeof n_expiries)
    {
      g_clear_pointer (&self->moment, g_date_time_unref);
      arm (self);
      g_signal_emit (self, signals[DUE], 0);
    }
  else if (errno == ECANCELED)
    {
      g_signal_emit (self, signals[CLOCK_CHANGED], 0);
    }

  /* EAGAIN: it was set anew between becoming readable and being read. */
  return G_SOURCE_CONTINUE;
}

static void
plimsoll_wall_timer_finalize (GObject *object)
{
  PlimsollWallTimer *self = PLIMSOLL_WALL_TIMER (object);

  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->moment, g_date_time_unref);
  G_OBJECT_CLASS (plimsoll_wall_timer_parent_class)->finalize (object);
}

static void
plimsoll_wall_timer_class_init (PlimsollWallTimerClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plimsoll_wall_timer_finalize;
  signals[DUE] = g_signal_new ("due", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOCK_CHANGED] =
      g_signal_new ("clock-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plimsoll_wall_timer_init (PlimsollWallTimer *self)
{
  self->fd = -1;
}

PlimsollWallTimer *
plimsoll_wall_timer_new (GError **error)
{
  g_autoptr (PlimsollWallTimer) self = g_object_new (PLIMSOLL_TYPE_WALL_TIMER, NULL);

  self->fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->fd < 0)
    {
      g_set_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNREADABLE,
                   "The system gives no timer: %s", g_strerror (errno));
      return NULL;
    }

  self->source = g_unix_fd_source_new (self->fd, G_IO_IN);
  g_source_set_static_name (self->source, "plimsoll-wall-timer");
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_readable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  arm (self);
  return g_steal_pointer (&self);
}

void
plimsoll_wall_timer_set (PlimsollWallTimer *self, GDateTime *moment)
{
  g_autoptr (GDateTime) before = NULL;

  g_return_if_fail (PLIMSOLL_IS_WALL_TIMER (self));

  before = g_steal_pointer (&self->moment);
  self->moment = moment != NULL ? g_date_time_ref (moment) : NULL;
  arm (self);
}

GDateTime *
plimsoll_wall_timer_get_moment (PlimsollWallTimer *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_WALL_TIMER (self), NULL);

  return self->moment;
}
