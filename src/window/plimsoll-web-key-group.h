/* plimsoll-web-key-group.h - a session key of claude.ai, pasted and handed over.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_WEB_KEY_GROUP (plimsoll_web_key_group_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollWebKeyGroup, plimsoll_web_key_group, PLIMSOLL, WEB_KEY_GROUP, AdwPreferencesGroup)

/* `program` is the path of `plimsoll`, which does the work. (transfer floating) */
GtkWidget *plimsoll_web_key_group_new (GSettings *settings, const char *program);

G_END_DECLS
