/* plimsoll-page-server.h - pages over HTTP, for `plimsoll export --listen`.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-terminal.h"

G_BEGIN_DECLS

/* Fills the terminal's port. */
GObject *plimsoll_page_server_listen (
    GSocketAddress *address, PlimsollPageFunc page, gpointer page_data, char **uri, GError **error);

G_END_DECLS
