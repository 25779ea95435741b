/* sim-lines.c - what a simulated server and a simulated program say, word for word.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers of a server are put together or copied here, with nothing in them that would tell of the
 * day of the test; what a program says instead of numbers is as the real ones were heard to say. */

#include "sim-lines.h"

#include <string.h>

/* (nullable): borrowed from `headers`. */
static const char *
find_header (const PlimsollHttpHeader *headers, const char *name)
{
  for (gsize i = 0; headers[i].name != NULL; i++)
    if (g_ascii_strcasecmp (headers[i].name, name) == 0)
      return headers[i].value;

  return NULL;
}

const char *
sim_lines_check_request (const char *uri, const PlimsollHttpHeader *headers, const char *address)
{
  const char *bearer = find_header (headers, "Authorization");

  if (!g_str_has_prefix (uri, address))
    g_error ("a request went to %s", uri);
  g_assert_true (bearer != NULL && g_str_has_prefix (bearer, "Bearer "));
  bearer += strlen ("Bearer ");
  g_assert_null (strstr (uri, bearer));
  for (gsize i = 0; headers[i].name != NULL; i++)
    if (g_ascii_strcasecmp (headers[i].name, "Authorization") != 0)
      g_assert_null (strstr (headers[i].value, bearer));

  return bearer;
}

PlimsollHttpReply *
sim_lines_make_reply (guint status, const char *body)
{
  PlimsollHttpReply *reply = g_new0 (PlimsollHttpReply, 1);

  reply->status = status;
  reply->content_type = g_strdup ("application/json");
  reply->body = g_bytes_new (body, strlen (body));
  return reply;
}

PlimsollHttpReply *
sim_lines_dup_reply (const PlimsollHttpReply *template)
{
  PlimsollHttpReply *reply = g_new0 (PlimsollHttpReply, 1);

  reply->status = template->status;
  reply->content_type = g_strdup (template->content_type);
  reply->location = g_strdup (template->location);
  reply->has_retry_after = template->has_retry_after;
  reply->retry_after = template->retry_after;
  reply->is_challenge = template->is_challenge;
  reply->body = g_bytes_ref (template->body);
  return reply;
}

char *
sim_lines_dup_claude (SimTruth *truth, SimProgram program, guint login, gint64 now)
{
  g_autofree char *body = NULL;

  switch (program)
    {
    case SIM_PROGRAM_GOOD:
      body = sim_truth_dup_claude (truth, login, now);
      break;
    case SIM_PROGRAM_EMPTY:
      body = g_strdup ("{\"limits\":[]}");
      break;
    case SIM_PROGRAM_OLD:
      return g_strdup ("{\"type\":\"control_response\",\"response\":{\"subtype\":\"error\","
                       "\"request_id\":\"usage-1\",\"error\":\"Unsupported\"}}");
    case SIM_PROGRAM_HAS_NONE:
    case SIM_PROGRAM_NO_PLAN:
    case SIM_PROGRAM_FAILS:
    default:
      body = g_strdup ("null");
    }

  return g_strdup_printf (
      "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\",\"request_id\":"
      "\"usage-1\",\"response\":{\"rate_limits_available\":%s,\"rate_limits\":%s}}}",
      program == SIM_PROGRAM_NO_PLAN ? "false" : "true", body);
}

char *
sim_lines_dup_codex (SimTruth *truth, SimProgram program, guint login, gint64 now)
{
  switch (program)
    {
    case SIM_PROGRAM_GOOD:
      return sim_truth_dup_codex_program (truth, login, now);
    case SIM_PROGRAM_EMPTY:
      return g_strdup ("{\"id\":2,\"result\":{}}");
    case SIM_PROGRAM_OLD:
      return g_strdup ("{\"id\":2,\"error\":{\"code\":-32601,\"message\":\"method not found\"}}");
    case SIM_PROGRAM_NO_PLAN:
      return g_strdup ("{\"id\":2,\"error\":{\"code\":-32600,\"message\":\"chatgpt authentication "
                       "required to read rate limits\"}}");
    case SIM_PROGRAM_HAS_NONE:
    case SIM_PROGRAM_FAILS:
    default:
      return g_strdup ("{\"id\":2,\"error\":{\"code\":-32603,\"message\":\"failed to fetch codex "
                       "rate limits: GET usage failed: 503 Service Unavailable; body=\"}}");
    }
}
