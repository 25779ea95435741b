/* plimsoll-file-watch.c - tells when one of a few files was replaced, appeared or went.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are replaced by renaming another over them, so it is the folder that must be watched, with
 * a mask so narrow that a busy folder does not wake us: finished writes, renames and removals, no
 * reads and no appends in progress. Where the folder is missing, its nearest existing ancestor is
 * watched until it appears. GFileMonitor would serve, but wakes for every event of the folder. */

#include "plimsoll-file-watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

#define FILE_EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
#define FOLDER_EVENTS (IN_CREATE | IN_MOVED_TO)
#define SELF_EVENTS (IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
/* Room for a few dozen events at a time; what does not fit is read in the next turn. */
#define BUFFER_BYTES 8192

/* One folder under watch. */
typedef struct
{
  int id; /* of inotify */
  GHashTable *names; /* (owned): names of our files in it */
  gboolean is_stand_in; /* an ancestor, watched until the folder below it appears */
} Folder;

struct _PlimsollFileWatch
{
  GObject parent_instance;

  char **paths; /* (owned) */
  guint settle_ms; /* */
  int fd; /* of inotify; -1 when the system gave none */
  guint source_id; /* 0 when there is none */
  guint settle_id; /* timeout that will tell; 0 when nothing happened */
  GPtrArray *folders; /* (owned) (element-type Folder) */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollFileWatch, plimsoll_file_watch, G_TYPE_OBJECT)

static void
folder_free (gpointer data)
{
  Folder *folder = data;

  g_hash_table_unref (folder->names);
  g_free (folder);
}

static Folder *
find_folder (PlimsollFileWatch *self, int id)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      Folder *folder = g_ptr_array_index (self->folders, i);

      if (folder->id == id)
        return folder;
    }

  return NULL;
}

/* The kernel gives the same id for the same folder: two files in one folder share an entry. */
static void
add_folder (PlimsollFileWatch *self, int id, const char *name, gboolean is_stand_in)
{
  Folder *folder = find_folder (self, id);

  if (folder == NULL)
    {
      folder = g_new0 (Folder, 1);
      folder->id = id;
      folder->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_ptr_array_add (self->folders, folder);
    }

  folder->is_stand_in |= is_stand_in;
  g_hash_table_add (folder->names, g_strdup (name));
}

static void
watch_path (PlimsollFileWatch *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  guint32 events = FILE_EVENTS;

  while (TRUE)
    {
      g_autofree char *parent = NULL;
      int id = inotify_add_watch (self->fd, folder, events | SELF_EVENTS | IN_MASK_ADD);

      if (id >= 0)
        {
          add_folder (self, id, name, events == FOLDER_EVENTS);
          return;
        }
      if (g_str_equal (folder, "/") || g_str_equal (folder, "."))
        return;

      g_free (name);
      name = g_path_get_basename (folder);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = g_steal_pointer (&parent);
      events = FOLDER_EVENTS;
    }
}

/* Lets go of all folders and takes them anew: they may have come, gone or been replaced. */
static void
watch_all (PlimsollFileWatch *self)
{
  for (guint i = 0; i < self->folders->len; i++)
    inotify_rm_watch (self->fd, ((Folder *) g_ptr_array_index (self->folders, i))->id);
  g_ptr_array_set_size (self->folders, 0);

  for (gsize i = 0; self->paths[i] != NULL; i++)
    {
      char target[PATH_MAX];

      watch_path (self, self->paths[i]);
      /* A link into another folder, as dotfile managers make them: the change happens there. */
      if (realpath (self->paths[i], target) != NULL && !g_str_equal (target, self->paths[i]))
        watch_path (self, target);
    }
}

static gboolean
on_settled_cb (gpointer user_data)
{
  PlimsollFileWatch *self = user_data;

  self->settle_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (PlimsollFileWatch *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (self->settle_ms, on_settled_cb, self);
}

/* TRUE when the folders must be taken anew. */
static gboolean
judge_event (PlimsollFileWatch *self, const struct inotify_event *event)
{
  Folder *folder = find_folder (self, event->wd);
  gboolean is_ours = FALSE;

  /* Too much happened to be told of: something of ours may have been in it. */
  if ((event->mask & IN_Q_OVERFLOW) != 0)
    {
      tell_soon (self);
      return TRUE;
    }
  /* IN_IGNORED also follows our own letting go; then the folder is not in the list any more. */
  if (folder == NULL)
    return FALSE;

  is_ours = event->len > 0 && g_hash_table_contains (folder->names, event->name);
  if ((event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0 || is_ours)
    {
      tell_soon (self);
      return (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0
             || folder->is_stand_in;
    }

  return FALSE;
}

static gboolean
on_readable_cb (gint fd, GIOCondition condition, gpointer user_data)
{
  PlimsollFileWatch *self = user_data;
  _Alignas(struct inotify_event) char buffer[BUFFER_BYTES];
  gboolean must_rewatch = FALSE;
  ssize_t got = read (fd, buffer, sizeof buffer);

  for (ssize_t at = 0; at < got;)
    {
      const struct inotify_event *event = (const void *) (buffer + at);

      must_rewatch |= judge_event (self, event);
      at += (ssize_t) (sizeof *event + event->len);
    }

  if (must_rewatch)
    watch_all (self);
  return G_SOURCE_CONTINUE;
}

static void
plimsoll_file_watch_finalize (GObject *object)
{
  PlimsollFileWatch *self = PLIMSOLL_FILE_WATCH (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->source_id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  g_ptr_array_unref (self->folders);
  g_strfreev (self->paths);
  G_OBJECT_CLASS (plimsoll_file_watch_parent_class)->finalize (object);
}

static void
plimsoll_file_watch_class_init (PlimsollFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_file_watch_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PLIMSOLL_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plimsoll_file_watch_init (PlimsollFileWatch *self)
{
  self->folders = g_ptr_array_new_with_free_func (folder_free);
  self->fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
}

PlimsollFileWatch *
plimsoll_file_watch_new (const char *const *paths, guint settle_ms)
{
  PlimsollFileWatch *self = g_object_new (PLIMSOLL_TYPE_FILE_WATCH, NULL);

  self->paths = g_strdupv ((char **) paths);
  self->settle_ms = settle_ms;
  if (self->fd < 0)
    {
      /* The user's share of inotify instances is used up: the schedule still finds changes. */
      g_debug ("No inotify: %s", g_strerror (errno));
      return self;
    }

  watch_all (self);
  self->source_id = g_unix_fd_add (self->fd, G_IO_IN, on_readable_cb, self);
  return self;
}
