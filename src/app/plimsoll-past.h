/* plimsoll-past.h - how a limit was used before, from the service or from its database.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-via-service.h"

G_BEGIN_DECLS

/* Fills the terminal's port; `via` is a PlimsollViaService. */
GVariant *plimsoll_past_read (
    const char *account, const char *limit, gint64 from, gint64 to, guint points, gpointer via);

G_END_DECLS
