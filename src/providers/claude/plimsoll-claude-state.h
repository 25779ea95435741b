/* plimsoll-claude-state.h - one member out of Claude Code's big state file.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the object that the top-level member `key` of `data` holds, found
 * without parsing anything else; NULL when there is none, it is no object, or the text ends before
 * it does. Of several members of that name the first is taken. Get it with json_node_get_object().
 */
JsonNode *plimsoll_claude_state_find_object (const char *data, gsize length, const char *key);

G_END_DECLS
