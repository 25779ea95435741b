/* plimsoll-application.h - the window program: one instance, what it can do, when it ends.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-clock.h"

G_BEGIN_DECLS

/* Actions, also for the tray over D-Bus: toggle, refresh, preferences, shortcuts, about, quit. */
#define PLIMSOLL_TYPE_APPLICATION (plimsoll_application_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollApplication, plimsoll_application, PLIMSOLL, APPLICATION, AdwApplication)

/* Ends `linger_ms` after its last window was closed; until then opening again is instant. `program`
 * is the path of `plimsoll`. */
PlimsollApplication *
plimsoll_application_new (PlimsollClock *clock, guint linger_ms, const char *program);

/* FALSE when it runs without a session bus: it can show that, and nothing else. */
gboolean plimsoll_application_has_bus (PlimsollApplication *self);

/* (transfer none) (nullable): once it was opened. */
GtkWindow *plimsoll_application_get_main_window (PlimsollApplication *self);

G_END_DECLS
