/* plimsoll-main-window.h - the window with the numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-live-accounts.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_MAIN_WINDOW (plimsoll_main_window_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollMainWindow, plimsoll_main_window, PLIMSOLL, MAIN_WINDOW, AdwApplicationWindow)

/* `settings` NULL: they are not installed, and what would change them is not offered. */
PlimsollMainWindow *plimsoll_main_window_new (GtkApplication *application,
                                              PlimsollLiveAccounts *accounts,
                                              PlimsollClock *clock,
                                              GSettings *settings);

/* Asks for new numbers of `account`, "" for all, and says what became of it. */
void plimsoll_main_window_refresh (PlimsollMainWindow *self, const char *account);

/* Says one sentence in passing. Plain text. */
void plimsoll_main_window_say (PlimsollMainWindow *self, const char *sentence);

/* (transfer none): the name of the page that is shown: "loading", "cards", "welcome", "no-service"
 * or "no-bus". */
const char *plimsoll_main_window_get_page (PlimsollMainWindow *self);

G_END_DECLS
