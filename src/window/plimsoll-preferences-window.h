/* plimsoll-preferences-window.h - everything that a person may choose.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-live-accounts.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_PREFERENCES_WINDOW (plimsoll_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollPreferencesWindow,
                      plimsoll_preferences_window,
                      PLIMSOLL,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/* Brings it to the front when it is open already. `parent` may be NULL; `settings` NULL: they are
 * not installed, and the window says so. `program` is the path of `plimsoll`. (transfer none) */
PlimsollPreferencesWindow *plimsoll_preferences_window_show (GtkApplication *application,
                                                             GtkWindow *parent,
                                                             PlimsollLiveAccounts *accounts,
                                                             GSettings *settings,
                                                             const char *program);

G_END_DECLS
