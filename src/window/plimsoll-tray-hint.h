/* plimsoll-tray-hint.h - tells once that this desktop shows no tray icon.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-bus-client.h"

G_BEGIN_DECLS

/* TRUE when it has been told before, or when there is nowhere to remember that: then it is left to
 * `plimsoll doctor`. */
gboolean plimsoll_tray_hint_was_given (GSettings *settings);

/* Asks the service. NULL when the icon is shown, not wanted, or nothing is missing on this desktop;
 * else one translated sentence, which counts as told from here on. */
void plimsoll_tray_hint_find_async (PlimsollBusClient *client,
                                    GSettings *settings,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
const char *plimsoll_tray_hint_find_finish (GAsyncResult *result);

G_END_DECLS
