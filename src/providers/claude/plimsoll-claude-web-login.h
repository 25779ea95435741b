/* plimsoll-claude-web-login.h - a session key that a person hands over, tried and kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-web.h"

G_BEGIN_DECLS

/* How long a key that was made just now is given, and how often it is tried. */
#define PLIMSOLL_CLAUDE_WEB_LOGIN_PAUSE (5 * G_TIME_SPAN_SECOND)
#define PLIMSOLL_CLAUDE_WEB_LOGIN_TRIES 3

/* Asks claude.ai once with `key`, a few times while that does not know it yet, and puts it into the
 * keyring if that gives numbers; else nothing is stored. `organization` (nullable) is the uuid of
 * the one that is meant. */
void plimsoll_claude_web_login_async (gpointer owner,
                                      const PlimsollClaudeErrand *errand,
                                      PlimsollSecret *key,
                                      const char *organization,
                                      GTimeSpan pause,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) (nullable): with `usage` it is stored, with `problem` it is not. NULL with an
 * error of the keyring, or when cancelled. */
PlimsollClaudeWebAnswer *plimsoll_claude_web_login_finish (GAsyncResult *result, GError **error);

G_END_DECLS
