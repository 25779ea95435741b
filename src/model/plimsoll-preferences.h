/* plimsoll-preferences.h - the person's settings as programs without a window read them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signal: `changed`, with the key that changed as detail. */
#define PLIMSOLL_TYPE_PREFERENCES (plimsoll_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollPreferences, plimsoll_preferences, PLIMSOLL, PREFERENCES, GObject)

/* Never fails: without an installed schema every key has its default, and nothing changes. */
PlimsollPreferences *plimsoll_preferences_new (void);

GTimeSpan plimsoll_preferences_get_interval (PlimsollPreferences *self);
gboolean plimsoll_preferences_get_demo (PlimsollPreferences *self);
/* Whether status pages are asked. */
gboolean plimsoll_preferences_get_incidents (PlimsollPreferences *self);
/* Whether people read what is left, and not what is used. */
gboolean plimsoll_preferences_get_show_left (PlimsollPreferences *self);
gboolean plimsoll_preferences_get_show_identity (PlimsollPreferences *self);
/* (transfer full): "" when Plimsoll's own is wanted. */
char *plimsoll_preferences_dup_user_agent (PlimsollPreferences *self);
/* (transfer full): a{ss}, name to folder; only names and absolute folders that make sense. */
GVariant *plimsoll_preferences_dup_config_directories (PlimsollPreferences *self);
/* (transfer full): a{ss}, id of an account to the name that the person gave it; only what can be
 * both, on one line and cut at PLIMSOLL_ACCOUNT_LONGEST_NAME. */
GVariant *plimsoll_preferences_dup_account_names (PlimsollPreferences *self);
/* (transfer full): who is asked for Claude's numbers, best first; "auto" is the usual order. */
GStrv plimsoll_preferences_dup_claude_sources (PlimsollPreferences *self);
/* (transfer full): "" when it is to be looked for. */
char *plimsoll_preferences_dup_claude_program (PlimsollPreferences *self);
/* (transfer full): a{ss}: for each account with a session key of claude.ai in the keyring, the uuid
 * of the organization that is meant, or "" for the one that fits best. */
GVariant *plimsoll_preferences_dup_web_organizations (PlimsollPreferences *self);
/* `organization` NULL: there is no key any more. Written when it returns. */
void plimsoll_preferences_set_web_organization (PlimsollPreferences *self,
                                                const char *account,
                                                const char *organization);
/* (transfer full): ids of accounts that are not to be asked. */
GStrv plimsoll_preferences_dup_disabled (PlimsollPreferences *self);
gboolean plimsoll_preferences_is_enabled (PlimsollPreferences *self, const char *account);

/* The flags of the schema, in its order. */
guint plimsoll_preferences_get_alerts (PlimsollPreferences *self);
/* (transfer full) (element-type guint): 1 to 100, ascending, each once. */
GArray *plimsoll_preferences_dup_thresholds (PlimsollPreferences *self);
/* FALSE when quiet hours are off; else minutes after midnight. */
gboolean plimsoll_preferences_get_quiet_hours (PlimsollPreferences *self, guint *from, guint *to);

gboolean plimsoll_preferences_get_tray (PlimsollPreferences *self);
int plimsoll_preferences_get_tray_style (PlimsollPreferences *self);
int plimsoll_preferences_get_tray_limit (PlimsollPreferences *self);
int plimsoll_preferences_get_tray_colors (PlimsollPreferences *self);
gboolean plimsoll_preferences_get_tray_label (PlimsollPreferences *self);

G_END_DECLS
