/* plimsoll-placement.c - puts a window beside the pointer, where the platform allows it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A click on the tray is answered where the eye is. Best effort: a window manager that knows better
 * is right, and without X11 this does nothing. */

#include "plimsoll-placement.h"

#ifdef PLIMSOLL_HAS_X11
#include <gdk/x11/gdkx.h>
#endif

/* Between pointer and window, so that the tray icon stays in sight. */
#define GAP 16

#ifdef PLIMSOLL_HAS_X11
#define ANCHOR "plimsoll-anchor"
/* How long after the click the window still grows by itself: a service that starts takes this long
 * at worst to know its accounts. */
#define SETTLE (4 * G_TIME_SPAN_SECOND)
#endif

GdkRectangle
plimsoll_placement_beside (int pointer_x, int pointer_y, const GdkRectangle *area, int w, int h)
{
  gboolean is_upper_half = pointer_y < area->y + area->height / 2;
  int x = pointer_x - w / 2;
  int y = is_upper_half ? pointer_y + GAP : pointer_y - GAP - h;

  /* The lower bound counts last: a title bar out of reach is worse than a hidden foot. */
  x = MAX (MIN (x, area->x + area->width - w), area->x);
  y = MAX (MIN (y, area->y + area->height - h), area->y);
  return (GdkRectangle){ .x = x, .y = y, .width = w, .height = h };
}

#ifdef PLIMSOLL_HAS_X11
/* FALSE when the pointer is on another screen. Device pixels. */
static gboolean
find_pointer (Display *xdisplay, int *x, int *y)
{
  Window root = DefaultRootWindow (xdisplay);
  Window unused_window = None;
  int unused = 0;
  unsigned int unused_mask = 0;

  return XQueryPointer (xdisplay, root, &unused_window, &unused_window, x, y, &unused, &unused,
                        &unused_mask)
         != False;
}

/* (transfer full) (nullable): the monitor with this point, in application pixels. */
static GdkMonitor *
find_monitor (GdkDisplay *display, int x, int y)
{
  GListModel *monitors = gdk_display_get_monitors (display);
  guint n_monitors = g_list_model_get_n_items (monitors);

  for (guint i = 0; i < n_monitors; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      if (gdk_rectangle_contains_point (&geometry, x, y))
        return g_steal_pointer (&monitor);
    }

  return g_list_model_get_item (monitors, 0);
}

/* Where a surface was put, and until when it is put there again. */
typedef struct
{
  int x; /* of the pointer at the click; device pixels */
  int y;
  gint64 until; /* monotonic time */
} Anchor;

static void
move_x11 (GdkSurface *surface, const Anchor *anchor)
{
  GdkDisplay *display = gdk_surface_get_display (surface);
  int scale = gdk_surface_get_scale_factor (surface);
  int x = anchor->x / scale;
  int y = anchor->y / scale;
  GdkRectangle area;
  GdkRectangle place;
  g_autoptr (GdkMonitor) monitor = find_monitor (display, x, y);

  if (monitor == NULL)
    return;

  gdk_x11_monitor_get_workarea (monitor, &area);
  place = plimsoll_placement_beside (x, y, &area, gdk_surface_get_width (surface),
                                     gdk_surface_get_height (surface));
  XMoveWindow (gdk_x11_display_get_xdisplay (display), gdk_x11_surface_get_xid (surface),
               place.x * scale, place.y * scale);
}

/* The first numbers arrive after the window does and make it taller: over a panel at the bottom it
 * must then grow upwards. Later it belongs to the person, who may have moved it. */
static void
on_height_changed_cb (GdkSurface *surface)
{
  const Anchor *anchor = g_object_get_data (G_OBJECT (surface), ANCHOR);

  if (g_get_monotonic_time () < anchor->until)
    move_x11 (surface, anchor);
}

static void
put_beside_pointer (GdkDisplay *display, GdkSurface *surface)
{
  Anchor *anchor = g_object_get_data (G_OBJECT (surface), ANCHOR);

  if (anchor == NULL)
    {
      anchor = g_new0 (Anchor, 1);
      g_object_set_data_full (G_OBJECT (surface), ANCHOR, anchor, g_free);
      g_signal_connect (surface, "notify::height", G_CALLBACK (on_height_changed_cb), NULL);
    }

  anchor->until = 0;
  if (!find_pointer (gdk_x11_display_get_xdisplay (display), &anchor->x, &anchor->y))
    return;

  anchor->until = g_get_monotonic_time () + SETTLE;
  move_x11 (surface, anchor);
}
#endif

void
plimsoll_placement_move (GtkWindow *window)
{
#ifdef PLIMSOLL_HAS_X11
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (GDK_IS_X11_DISPLAY (display) && surface != NULL)
    put_beside_pointer (display, surface);
#endif
}
