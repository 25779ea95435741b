/* plimsoll-claude-settings.h - the status line in Claude Code's settings, as an edit of their text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-base-error.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the settings file of the login that `environment` names; NULL when
 * the folder is relative. */
char *plimsoll_claude_settings_dup_path (const char *const *environment, const char *home);

/* (transfer full) (nullable): `text` (nullable: no file yet) with our status line in it. `program`
 * is how a shell starts Plimsoll: quoted where it must be. A command that is there already is
 * wrapped. The same text when ours is there. NULL with error (PLIMSOLL_BASE_ERROR_MALFORMED), in
 * words for the person, when the text is damaged or says something that we would spoil. Nothing but
 * the one value is touched. */
char *plimsoll_claude_settings_install (const char *text, const char *program, GError **error);

/* TRUE when `text` is sound and its status line is ours, alone or around another command. */
gboolean plimsoll_claude_settings_has_ours (const char *text);

/* (transfer full) (nullable): the way back; a wrapped command is again what it was, to the byte. */
char *plimsoll_claude_settings_remove (const char *text, GError **error);

G_END_DECLS
