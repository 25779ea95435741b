/* plimsoll-origin.h - which addresses a token may be sent to.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE for https to any host, and for http to 127.0.0.0/8, ::1 and localhost; no user part, no
 * query. */
gboolean plimsoll_origin_is_safe (const char *base_url);

/* TRUE when `base_url` names this very machine: asking there needs no network. */
gboolean plimsoll_origin_is_local (const char *base_url);

/* (transfer full) (nullable): `base_url` without trailing slash, joined with `path`; NULL when not
 * safe. */
char *plimsoll_origin_join (const char *base_url, const char *path);

G_END_DECLS
