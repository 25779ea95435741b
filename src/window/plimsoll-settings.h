/* plimsoll-settings.h - the settings as a window binds to them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL when the schema is not installed, or is one of an older release
 * that lacks a key we bind to: GSettings would end the process over it. */
GSettings *plimsoll_settings_new (void);

/* The name of the enumeration `key` and the number of the row that shows it are the same thing:
 * binds both, for as long as `row` lives. `property` is of type guint, counted from 0. */
void plimsoll_settings_bind_choice (GSettings *settings,
                                    const char *key,
                                    GObject *row,
                                    const char *property);

/* Binds a switch to one flag of a flags key, counted from 0 in the order of the schema. */
void plimsoll_settings_bind_flag (
    GSettings *settings, const char *key, guint number, GObject *object, const char *property);

G_END_DECLS
