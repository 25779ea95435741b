/* plimsoll-tray-icon.c - the tray's picture in all sizes, as it goes over D-Bus.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From painted pixels (native-endian words, premultiplied) to what StatusNotifierItem wants (bytes
 * A R G B, straight alpha). Hosts check the length of each square, some take the first that is
 * large enough and some the last, so the order is part of the promise. */

#include "plimsoll-tray-icon.h"

#include "plimsoll-tray-painter.h"

/* What panels draw: 16 to 24 by themselves, the rest for scaled screens. */
static const int SIZES[] = { 16, 22, 24, 32, 48, 64 };

struct _PlimsollTrayIconCache
{
  PlimsollTrayFace face; /* what `icon` shows */
  GVariant *icon; /* (owned) (nullable) */
};

static guint32
divide_by_alpha (guint32 channel, guint32 alpha)
{
  return MIN (255, (channel * 255 + alpha / 2) / alpha);
}

static guint32
to_network_straight (guint32 pixel)
{
  guint32 alpha = pixel >> 24;
  guint32 straight = 0;

  if (alpha != 0)
    straight = alpha << 24 | divide_by_alpha (pixel >> 16 & 0xff, alpha) << 16
               | divide_by_alpha (pixel >> 8 & 0xff, alpha) << 8
               | divide_by_alpha (pixel & 0xff, alpha);

  return GUINT32_TO_BE (straight);
}

/* (transfer floating) */
static GVariant *
make_square (const PlimsollTrayFace *face, int size)
{
  gsize n = (gsize) size * (gsize) size;
  guint32 *pixels = g_new (guint32, n);
  GVariant *bytes = NULL;

  plimsoll_tray_painter_paint (face, pixels, size);
  for (gsize i = 0; i < n; i++)
    pixels[i] = to_network_straight (pixels[i]);

  bytes = g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING, pixels, n * sizeof *pixels, TRUE,
                                   g_free, pixels);
  return g_variant_new ("(ii@ay)", size, size, bytes);
}

GVariant *
plimsoll_tray_icon_make (const PlimsollTrayFace *face)
{
  GVariantBuilder squares;

  g_variant_builder_init (&squares, PLIMSOLL_TRAY_ICON_TYPE);
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    g_variant_builder_add_value (&squares, make_square (face, SIZES[i]));

  return g_variant_builder_end (&squares);
}

PlimsollTrayIconCache *
plimsoll_tray_icon_cache_new (void)
{
  return g_new0 (PlimsollTrayIconCache, 1);
}

void
plimsoll_tray_icon_cache_free (PlimsollTrayIconCache *self)
{
  g_clear_pointer (&self->icon, g_variant_unref);
  g_free (self);
}

GVariant *
plimsoll_tray_icon_cache_get (PlimsollTrayIconCache *self, const PlimsollTrayFace *face)
{
  if (self->icon == NULL || !plimsoll_tray_face_equal (&self->face, face))
    {
      g_clear_pointer (&self->icon, g_variant_unref);
      self->face = *face;
      self->icon = g_variant_ref_sink (plimsoll_tray_icon_make (face));
    }

  return self->icon;
}
