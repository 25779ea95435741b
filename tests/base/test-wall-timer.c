/* test-wall-timer.c - a timer on the wall clock.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No test may set the machine's clock. What the kernel says when somebody does is put in its mouth
 * instead: this program is linked so that read() and timerfd_settime() pass through here first. */

#include "plimsoll-wall-timer.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

static gboolean says_clock_was_set_on_read;
static gboolean says_clock_was_set_on_set;
static guint n_reads;

ssize_t __real_read (int fd, void *bytes, size_t size);
ssize_t __wrap_read (int fd, void *bytes, size_t size);
int
__real_timerfd_settime (int fd, int flags, const struct itimerspec *to, struct itimerspec *from);
int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *to, struct itimerspec *from);

ssize_t
__wrap_read (int fd, void *bytes, size_t size)
{
  n_reads++;
  if (says_clock_was_set_on_read)
    {
      says_clock_was_set_on_read = FALSE;
      errno = ECANCELED;
      return -1;
    }

  return __real_read (fd, bytes, size);
}

int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *to, struct itimerspec *from)
{
  int result = __real_timerfd_settime (fd, flags, to, from);

  g_assert_cmpint (result, ==, 0);
  g_assert_cmpint (flags, ==, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
  if (says_clock_was_set_on_set)
    {
      says_clock_was_set_on_set = FALSE;
      errno = ECANCELED;
      return -1;
    }

  return result;
}

typedef struct
{
  PlimsollWallTimer *timer; /* (owned) */
  guint n_due;
  guint n_changed;
} Watch;

static void
on_due_cb (PlimsollWallTimer *timer, Watch *watch)
{
  watch->n_due++;
  g_assert_null (plimsoll_wall_timer_get_moment (timer));
}

static void
on_clock_changed_cb (PlimsollWallTimer *timer, Watch *watch)
{
  watch->n_changed++;
}

static void
set_up (Watch *watch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  *watch = (Watch){ .timer = plimsoll_wall_timer_new (&error) };
  g_assert_no_error (error);
  g_signal_connect (watch->timer, "due", G_CALLBACK (on_due_cb), watch);
  g_signal_connect (watch->timer, "clock-changed", G_CALLBACK (on_clock_changed_cb), watch);
  n_reads = 0;
}

static void
tear_down (Watch *watch, gconstpointer data)
{
  g_assert_finalize_object (watch->timer);
}

static void
set_in (Watch *watch, GTimeSpan span)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) moment = g_date_time_add (now, span);

  plimsoll_wall_timer_set (watch->timer, moment);
}

static void
run_everything (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* It tells when its moment has come, not before, and once. */
static void
test_due (Watch *watch, gconstpointer data)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) now = NULL;

  set_in (watch, 50 * G_TIME_SPAN_MILLISECOND);
  moment = g_date_time_ref (plimsoll_wall_timer_get_moment (watch->timer));
  while (watch->n_due == 0)
    g_main_context_iteration (NULL, TRUE);

  now = g_date_time_new_now_utc ();
  g_assert_cmpint (g_date_time_compare (now, moment), >=, 0);
  run_everything ();
  g_assert_cmpuint (watch->n_due, ==, 1);
}

/* A moment that passed, before 1970 too, is due at once; but only the main loop tells of it. */
static void
test_passed (Watch *watch, gconstpointer data)
{
  static const GTimeSpan spans[] = { -1, -G_TIME_SPAN_HOUR, -3650 * G_TIME_SPAN_DAY,
                                     -365000 * G_TIME_SPAN_DAY };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      set_in (watch, spans[i]);
      g_assert_cmpuint (watch->n_due, ==, i);
      run_everything ();
      g_assert_cmpuint (watch->n_due, ==, i + 1);
    }
}

/* What was set anew or unset is not told, even when its moment had come already. */
static void
test_set_anew (Watch *watch, gconstpointer data)
{
  set_in (watch, -G_TIME_SPAN_SECOND);
  set_in (watch, G_TIME_SPAN_HOUR);
  run_everything ();
  set_in (watch, -G_TIME_SPAN_SECOND);
  plimsoll_wall_timer_set (watch->timer, NULL);
  run_everything ();

  g_assert_cmpuint (watch->n_due, ==, 0);
}

/* While nothing is due nobody is woken, whether it is set to a far moment or to none. */
static void
test_idle (Watch *watch, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 50 * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    {
      run_everything ();
      g_usleep (5000);
    }
  g_assert_cmpuint (n_reads, ==, 0);

  set_in (watch, 2500000 * G_TIME_SPAN_DAY);
  run_everything ();
  g_assert_cmpuint (n_reads, ==, 0);
}

/* When the clock was set it says so, and stays set to its moment. */
static void
test_clock_changed (Watch *watch, gconstpointer data)
{
  set_in (watch, -G_TIME_SPAN_SECOND);
  says_clock_was_set_on_read = TRUE;
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (watch->n_changed, ==, 1);
  g_assert_cmpuint (watch->n_due, ==, 0);
  g_assert_nonnull (plimsoll_wall_timer_get_moment (watch->timer));

  run_everything ();
  g_assert_cmpuint (watch->n_changed, ==, 1);
  g_assert_cmpuint (watch->n_due, ==, 1);
}

/* A change of the clock that only setting the timer brings to light is told as well, once, from the
 * main loop. */
static void
test_clock_changed_while_setting (Watch *watch, gconstpointer data)
{
  says_clock_was_set_on_set = TRUE;
  set_in (watch, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (watch->n_changed, ==, 0);

  run_everything ();
  g_assert_cmpuint (watch->n_changed, ==, 1);
  g_assert_cmpuint (watch->n_due, ==, 0);
}

static void
on_due_let_go_cb (PlimsollWallTimer *timer, PlimsollWallTimer **owner)
{
  g_clear_object (owner);
}

/* The owner may let go of the timer from within the signal. */
static void
test_let_go (void)
{
  PlimsollWallTimer *timer = plimsoll_wall_timer_new (NULL);
  g_autoptr (GDateTime) past = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);

  g_signal_connect (timer, "due", G_CALLBACK (on_due_let_go_cb), &timer);
  plimsoll_wall_timer_set (timer, past);
  run_everything ();
  g_assert_null (timer);
}

#define add(name, function) g_test_add (name, Watch, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/base/wall-timer/due", test_due);
  add ("/base/wall-timer/passed", test_passed);
  add ("/base/wall-timer/set-anew", test_set_anew);
  add ("/base/wall-timer/idle", test_idle);
  add ("/base/wall-timer/clock-changed", test_clock_changed);
  add ("/base/wall-timer/clock-changed-while-setting", test_clock_changed_while_setting);
  g_test_add_func ("/base/wall-timer/let-go", test_let_go);
  return g_test_run ();
}
