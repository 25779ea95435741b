/* plimsoll-claude-state.c - one member out of Claude Code's big state file.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `.claude.json` holds whole conversations and can grow to many megabytes, and Claude Code rewrites
 * it all the time. Parsing it would cost more memory than all the rest of a probe, and one torn
 * byte at its end would cost the account's name at its beginning. So the text is skimmed for one
 * member, and only that is parsed, with all the limits on input. The skimming itself promises
 * nothing about the text around it. */

#include "plimsoll-claude-state.h"

#include "plimsoll-claude-skim.h"
#include "plimsoll-json.h"

JsonNode *
plimsoll_claude_state_find_object (const char *data, gsize length, const char *key)
{
  PlimsollClaudeMember member;

  if (!plimsoll_claude_skim_find (data, length, key, &member))
    return NULL;

  return plimsoll_json_parse_object (member.value, (gsize) (member.end - member.value), NULL);
}
