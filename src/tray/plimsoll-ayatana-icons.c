/* plimsoll-ayatana-icons.c - the tray's picture as a file, for hosts that are told a name only.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Ayatana library passes on the name of an icon and no pixels. The name is the path of a PNG in
 * the runtime folder, which is in memory, so that writing it blocks nobody; it is made of what the
 * picture shows. The picture before stays until the next one comes: a host may be about to read it.
 */

#include "plimsoll-ayatana-icons.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "plimsoll-file.h"

#define PREFIX "plimsoll-"
#define SUFFIX ".png"
/* Enough of a checksum for a name that nobody forges. */
#define NAME_LENGTH 16
#define BYTES_PER_PIXEL 4

struct _PlimsollAyatanaIcons
{
  char *folder; /* (owned) */
  char *path; /* (owned) (nullable): the newest */
  char *old_path; /* (owned) (nullable) */
};

/* Only what is named as ours are: nothing else that somebody put there is touched. */
static void
delete_pictures (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  if (dir == NULL)
    return;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

PlimsollAyatanaIcons *
plimsoll_ayatana_icons_new (const char *folder)
{
  PlimsollAyatanaIcons *self = g_new0 (PlimsollAyatanaIcons, 1);

  self->folder = g_strdup (folder);
  delete_pictures (folder);
  return self;
}

void
plimsoll_ayatana_icons_free (PlimsollAyatanaIcons *self)
{
  delete_pictures (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->old_path);
  g_free (self);
}

/* From A R G B to R G B A; both straight. */
static GBytes *
reorder (const guint8 *argb, gsize length)
{
  guint8 *rgba = g_malloc (length);

  for (gsize i = 0; i + BYTES_PER_PIXEL <= length; i += BYTES_PER_PIXEL)
    {
      rgba[i] = argb[i + 1];
      rgba[i + 1] = argb[i + 2];
      rgba[i + 2] = argb[i + 3];
      rgba[i + 3] = argb[i];
    }

  return g_bytes_new_take (rgba, length);
}

static gboolean
write_picture (const char *path, const guint8 *argb, int width, int height, GError **error)
{
  g_autoptr (GBytes) bytes = reorder (argb, (gsize) width * (gsize) height * BYTES_PER_PIXEL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, TRUE, 8,
                                                            width, height, width * BYTES_PER_PIXEL);
  g_autofree char *png = NULL;
  gsize length = 0;

  return gdk_pixbuf_save_to_buffer (pixbuf, &png, &length, "png", error, NULL)
         && plimsoll_file_write (path, png, length, error);
}

static void
take_path (PlimsollAyatanaIcons *self, char *path)
{
  /* It may be the one before that comes back. */
  if (self->old_path != NULL && !g_str_equal (self->old_path, path))
    g_unlink (self->old_path);
  g_free (self->old_path);
  self->old_path = self->path;
  self->path = path;
}

const char *
plimsoll_ayatana_icons_put (PlimsollAyatanaIcons *self, GVariant *icon, GError **error)
{
  gsize n = g_variant_n_children (icon);
  g_autoptr (GVariant) square = NULL;
  g_autoptr (GVariant) pixels = NULL;
  g_autofree char *checksum = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const guint8 *argb = NULL;
  gsize length = 0;
  int width = 0;
  int height = 0;

  g_return_val_if_fail (n > 0, NULL);

  square = g_variant_get_child_value (icon, n - 1);
  g_variant_get (square, "(ii@ay)", &width, &height, &pixels);
  argb = g_variant_get_fixed_array (pixels, &length, 1);
  g_return_val_if_fail (length == (gsize) width * (gsize) height * BYTES_PER_PIXEL, NULL);

  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, argb, length);
  name = g_strdup_printf (PREFIX "%.*s" SUFFIX, NAME_LENGTH, checksum);
  path = g_build_filename (self->folder, name, NULL);
  if (g_strcmp0 (path, self->path) == 0)
    return self->path;

  if (!write_picture (path, argb, width, height, error))
    return NULL;

  take_path (self, g_steal_pointer (&path));
  return self->path;
}
