/* plimsoll-claude-refusal.c - what Claude's server means when it does not give numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adds to the table that all servers share what Anthropic's own means by "unauthorized" and
 * "forbidden", told apart by words in the body. None of those words reaches the person. */

#include "plimsoll-claude-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-claude-readiness.h"
#include "plimsoll-json.h"
#include "plimsoll-refusal.h"
#include "plimsoll-text.h"

/* Enough for every known message; more is not looked at. */
#define LONGEST_MESSAGE 300

static const PlimsollRefusalVendor ANTHROPIC = { "Anthropic", "status.claude.com" };

/* (transfer full) (nullable): `error.message` on one line in lower case; line breaks stand anywhere
 * in it. */
static char *
dup_message (const PlimsollHttpReply *reply)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, NULL);
  JsonObject *error = NULL;
  g_autofree char *clean = NULL;

  if (root == NULL)
    return NULL;

  error = plimsoll_json_get_object (json_node_get_object (root), "error");
  clean = plimsoll_text_clean (plimsoll_json_get_string (error, "message"), LONGEST_MESSAGE);
  return clean != NULL ? g_utf8_strdown (clean, -1) : NULL;
}

static gboolean
says (const PlimsollHttpReply *reply, const char *words)
{
  g_autofree char *message = dup_message (reply);

  return message != NULL && strstr (message, words) != NULL;
}

static PlimsollProblem *
read_unauthorized (const PlimsollHttpReply *reply)
{
  if (says (reply, "expired"))
    return plimsoll_claude_readiness_refuse_expired ();

  return plimsoll_problem_new (
      PLIMSOLL_CONDITION_SIGNED_OUT,
      _ ("Anthropic no longer knows this Claude login. Log in with Claude Code again and "
         "Plimsoll picks it up by itself."),
      NULL);
}

static PlimsollProblem *
read_forbidden (const PlimsollHttpReply *reply)
{
  g_autofree char *message = dup_message (reply);

  if (message != NULL && strstr (message, "scope requirement") != NULL)
    return plimsoll_claude_readiness_refuse_scope ();
  if (message == NULL || reply->is_challenge || strstr (message, "request not allowed") != NULL)
    return plimsoll_refusal_new_blocked (&ANTHROPIC);

  return plimsoll_problem_new (
      PLIMSOLL_CONDITION_BLOCKED,
      _ ("Anthropic does not let this login read its limits. The organization may have "
         "switched it off; ask who manages it."),
      NULL);
}

PlimsollProblem *
plimsoll_claude_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now)
{
  switch (reply->status)
    {
    case 401:
      return read_unauthorized (reply);
    case 403:
    case 451: /* for legal reasons: the region */
      return read_forbidden (reply);
    default:
      return plimsoll_refusal_judge (reply, &ANTHROPIC, now);
    }
}

gboolean
plimsoll_claude_refusal_wants_reread (const PlimsollHttpReply *reply)
{
  return reply->status == 401 && !says (reply, "expired");
}
