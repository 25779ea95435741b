/* plimsoll-claude-feed-findings.h - what a doctor says about the status line of a Claude login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-home.h"

G_BEGIN_DECLS

/* Adds to `findings` (element-type PlimsollFinding) whether Claude Code's settings have our status
 * line in them, and how old what it left in `feed_path` is. Nothing without a `feed_path`
 * (nullable). */
void plimsoll_claude_feed_findings_add (GPtrArray *findings,
                                        const PlimsollClaudeHome *home,
                                        const char *feed_path,
                                        GDateTime *now);

G_END_DECLS
