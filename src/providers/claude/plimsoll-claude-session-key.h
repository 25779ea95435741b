/* plimsoll-claude-session-key.h - a session key of claude.ai: its shape, and how it is renewed.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-secret.h"

G_BEGIN_DECLS

/* The name of the cookie. */
#define PLIMSOLL_CLAUDE_SESSION_KEY_COOKIE "sessionKey"

/* (transfer full) (nullable): the key in what a person pasted, which may have blanks, quotes or the
 * cookie's name around it. NULL when there is no well-formed one. */
PlimsollSecret *plimsoll_claude_session_key_from_text (const char *text);

/* (transfer full) (nullable): the key that an answer of `host` renews ours with. `cookies`
 * (nullable) are the values of its "Set-Cookie" headers. NULL when none is a well-formed key meant
 * for that host. */
PlimsollSecret *
plimsoll_claude_session_key_find_renewal (const char *const *cookies, const char *host);

G_END_DECLS
