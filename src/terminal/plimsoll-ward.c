/* plimsoll-ward.c - a command that is run, stopped and continued on behalf of the person.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command shall not notice that it is guarded. It gets back what we took from ourselves (core
 * files, the meaning of SIGPIPE), and where it can be stopped it is a job as a shell makes them: a
 * process group of its own that owns the terminal while it runs. Ctrl+Z then stops us as well, so
 * that the shell gets its prompt, and `fg` continues both.
 *
 * Should we be killed, the kernel continues a stopped command: a process nobody knows of must not
 * sleep for ever. */
#include "plimsoll-ward.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plimsoll-harden.h"

struct _PlimsollWard
{
  GObject parent_instance;

  pid_t pid;
  gboolean has_group;
  gboolean has_terminal; /* the group owns the terminal while it runs */
  gboolean is_paused; /* by us */
  gboolean has_ended;
  int wait_status;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollWard, plimsoll_ward, G_TYPE_OBJECT)

static void
plimsoll_ward_class_init (PlimsollWardClass *klass)
{
  signals[SIGNAL_ENDED] = g_signal_new ("ended", PLIMSOLL_TYPE_WARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
plimsoll_ward_init (PlimsollWard *self)
{
}

/* Gives the terminal to a process group. SIGTTOU would stop whoever does that from behind. */
static void
give_terminal (pid_t group)
{
  void (*before) (int) = signal (SIGTTOU, SIG_IGN);

  (void) tcsetpgrp (STDIN_FILENO, group);
  signal (SIGTTOU, before);
}

/* Runs between fork and exec: only what is safe there. */
static void
on_before_exec_cb (gpointer user_data)
{
  const PlimsollWard *self = user_data;

  plimsoll_harden_undo ();
  (void) prctl (PR_SET_PDEATHSIG, SIGCONT, 0, 0, 0);
  if (!self->has_group)
    return;
  (void) setpgid (0, 0);
  if (self->has_terminal)
    give_terminal (getpid ());
}

static void
take_terminal_back (PlimsollWard *self)
{
  if (self->has_terminal)
    give_terminal (getpgrp ());
}

/* The person pressed Ctrl+Z: the shell waits for us to stop too. When it continues us, on we go. */
static void
stop_with_it (PlimsollWard *self)
{
  take_terminal_back (self);
  raise (SIGSTOP);
  if (self->has_terminal)
    give_terminal (self->pid);
  if (!self->is_paused)
    (void) kill (-self->pid, SIGCONT);
}

/* What the listener heard, on its way to the main context. */
typedef struct
{
  PlimsollWard *ward; /* (owned) */
  int wait_status;
} News;

static gboolean
on_news_cb (gpointer user_data)
{
  g_autofree News *news = user_data;
  g_autoptr (PlimsollWard) self = news->ward;

  if (WIFSTOPPED (news->wait_status))
    {
      if (self->has_group && WSTOPSIG (news->wait_status) == SIGTSTP)
        stop_with_it (self);
      return G_SOURCE_REMOVE;
    }
  self->has_ended = TRUE;
  self->wait_status = news->wait_status;
  take_terminal_back (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  return G_SOURCE_REMOVE;
}

/* GLib's own watches tell of ends alone; a job is also stopped. So a thread of its own waits. */
static gpointer
listen_to_child (gpointer user_data)
{
  g_autoptr (PlimsollWard) self = user_data;
  gboolean has_ended = FALSE;

  while (!has_ended)
    {
      int wait_status = 0;
      News *news = NULL;

      if (waitpid (self->pid, &wait_status, WUNTRACED) != self->pid)
        {
          if (errno == EINTR)
            continue;
          break;
        }
      has_ended = !WIFSTOPPED (wait_status);
      news = g_new0 (News, 1);
      news->ward = g_object_ref (self);
      news->wait_status = wait_status;
      g_idle_add_full (G_PRIORITY_HIGH, on_news_cb, news, NULL);
    }
  return NULL;
}

PlimsollWard *
plimsoll_ward_start (const char *const *words, gboolean in_own_group, GError **error)
{
  g_autoptr (PlimsollWard) self = g_object_new (PLIMSOLL_TYPE_WARD, NULL);
  GPid pid = 0;

  self->has_group = in_own_group;
  self->has_terminal = in_own_group && tcgetpgrp (STDIN_FILENO) == getpgrp ();
  if (!g_spawn_async (NULL, (char **) words, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CHILD_INHERITS_STDIN
                          | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                      on_before_exec_cb, self, &pid, error))
    return NULL;
  self->pid = pid;
  /* Here too: whoever comes first makes the group, and neither may come too late. */
  if (in_own_group)
    (void) setpgid (pid, pid);
  g_thread_unref (g_thread_new ("ward", listen_to_child, g_object_ref (self)));
  return g_steal_pointer (&self);
}

/* The command alone, or all of its group. */
static void
send (PlimsollWard *self, int number)
{
  if (!self->has_ended)
    (void) kill (self->has_group ? -self->pid : self->pid, number);
}

void
plimsoll_ward_signal (PlimsollWard *self, int number)
{
  send (self, number);
  if (self->is_paused)
    plimsoll_ward_continue (self);
}

gboolean
plimsoll_ward_hears_terminal (PlimsollWard *self)
{
  return self->has_terminal || (!self->has_group && tcgetpgrp (STDIN_FILENO) == getpgrp ());
}

void
plimsoll_ward_pause (PlimsollWard *self)
{
  g_return_if_fail (self->has_group);
  self->is_paused = TRUE;
  send (self, SIGSTOP);
}

void
plimsoll_ward_continue (PlimsollWard *self)
{
  self->is_paused = FALSE;
  send (self, SIGCONT);
}

gboolean
plimsoll_ward_is_paused (PlimsollWard *self)
{
  return self->is_paused;
}

gboolean
plimsoll_ward_has_ended (PlimsollWard *self)
{
  return self->has_ended;
}

int
plimsoll_ward_get_wait_status (PlimsollWard *self)
{
  return self->wait_status;
}
