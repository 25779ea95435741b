/* plimsoll-logins.h - which logins are looked after, and what they are called, as the settings say
 * it. SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Every function leaves the settings alone when it fails. */

/* (transfer full) (nullable): the name under which `folder` was added, made from its own ("work"
 * for ".claude-work"); NULL when it is there already, or is no folder that can be one. */
char *plimsoll_logins_add (GSettings *settings, const char *folder);
/* FALSE when `new_name` is taken or cannot be part of an account's id. It goes on being switched
 * off when it was. */
gboolean plimsoll_logins_rename (GSettings *settings, const char *name, const char *new_name);
void plimsoll_logins_remove (GSettings *settings, const char *name);

/* (transfer full) (nullable): what the person calls the account; NULL when nothing was said. */
char *plimsoll_logins_dup_name (GSettings *settings, const char *account);
/* As one short line; what leaves nothing to show brings the usual name back. */
void plimsoll_logins_set_name (GSettings *settings, const char *account, const char *name);

gboolean plimsoll_logins_is_enabled (GSettings *settings, const char *account);
void plimsoll_logins_set_enabled (GSettings *settings, const char *account, gboolean is_enabled);

G_END_DECLS
