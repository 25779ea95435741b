/* plimsoll-about.h - the window that says what this is, and what to send with a report.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-live-accounts.h"

G_BEGIN_DECLS

void plimsoll_about_show (GtkWindow *parent, PlimsollLiveAccounts *accounts);

/* (transfer full): what helps to find a mistake: versions, desktop, conditions. No token, no e-mail
 * address, no path, no name that the person gave. */
char *plimsoll_about_dup_debug_info (PlimsollLiveAccounts *accounts);

G_END_DECLS
