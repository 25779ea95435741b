/* plimsoll-tray-none.c - a build without a tray: `-Dtray=none`.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the contract and says truthfully that there is no tray in it, so that nobody looks for the
 * fault on the desktop. */

#include "plimsoll-tray.h"

struct _PlimsollTray
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PlimsollTray, plimsoll_tray, G_TYPE_OBJECT)

static void
plimsoll_tray_class_init (PlimsollTrayClass *klass)
{
}

static void
plimsoll_tray_init (PlimsollTray *self)
{
}

PlimsollTray *
plimsoll_tray_new (GDBusConnection *connection,
                   const PlimsollTrayCallbacks *callbacks,
                   gpointer user_data)
{
  return g_object_new (PLIMSOLL_TYPE_TRAY, NULL);
}

void
plimsoll_tray_set_state (PlimsollTray *self, const PlimsollTrayState *state)
{
}

PlimsollTrayPresence
plimsoll_tray_get_presence (PlimsollTray *self)
{
  return PLIMSOLL_TRAY_NOT_BUILT;
}
