/* plimsoll-claude-login-findings.h - what a doctor says about a Claude login itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-profile.h"

G_BEGIN_DECLS

/* Adds to `findings` (element-type PlimsollFinding): which login and why, who else may read it,
 * scopes, expiry, plan. Without a login only the first. */
void plimsoll_claude_login_findings_add (GPtrArray *findings,
                                         const PlimsollClaudeCredentials *credentials,
                                         const PlimsollClaudeProfile *profile,
                                         GDateTime *now);

G_END_DECLS
