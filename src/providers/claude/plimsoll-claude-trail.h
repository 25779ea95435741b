/* plimsoll-claude-trail.h - what was tried to get numbers, and what came of it, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_CLAUDE_STEP_ASKED, /* and answered, with numbers or not */
  PLIMSOLL_CLAUDE_STEP_HELD_BACK, /* the login is not fit, or nothing may be sent */
  PLIMSOLL_CLAUDE_STEP_COOLING, /* it refused before and wants quiet */
  PLIMSOLL_CLAUDE_STEP_RESTING, /* its numbers of a short while ago still do */
  PLIMSOLL_CLAUDE_STEP_ABSENT, /* there is none on this machine */
} PlimsollClaudeStep;

/* A list that grows. */
typedef struct _PlimsollClaudeTrail PlimsollClaudeTrail;

/* (transfer full) */
PlimsollClaudeTrail *plimsoll_claude_trail_new (void);
void plimsoll_claude_trail_free (PlimsollClaudeTrail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeTrail, plimsoll_claude_trail_free)

/* `report` (nullable) is what came of it. */
void plimsoll_claude_trail_add (PlimsollClaudeTrail *self,
                                const char *source,
                                PlimsollClaudeStep step,
                                PlimsollReport *report);

guint plimsoll_claude_trail_get_length (PlimsollClaudeTrail *self);

/* (transfer full): "asked the OAuth endpoint: rate limited until 14:05; asked Claude Code instead:
 * Session 42 %". */
char *plimsoll_claude_trail_say (PlimsollClaudeTrail *self, GDateTime *now);

G_END_DECLS
