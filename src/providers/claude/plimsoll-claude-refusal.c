/* plimsoll-claude-refusal.c - what Claude's server means when it does not give numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table from status and body to condition and sentence. Three rules are dear: a refusal
 * that the network makes is never called a login that is over; no text of the server reaches the
 * person; and a number for when to try again is never invented. */

#include "plimsoll-claude-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-claude-readiness.h"
#include "plimsoll-json.h"
#include "plimsoll-text.h"
#include "plimsoll-words.h"

/* Longer waits were never seen; one would be a mistake of the server's that silences us for a day.
 */
#define LONGEST_WAIT G_TIME_SPAN_HOUR
/* Enough for every known message; more is not looked at. */
#define LONGEST_MESSAGE 300

/* The body's first byte that is no blank; NUL when there is none. */
static char
find_first_byte (const PlimsollHttpReply *reply)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  gsize i = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length ? data[i] : '\0';
}

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

/* (transfer full) (nullable) */
static GDateTime *
find_retry_at (const PlimsollHttpReply *reply, GDateTime *now)
{
  if (!reply->has_retry_after || reply->retry_after <= 0)
    return NULL;

  return g_date_time_add (now, MIN (reply->retry_after, LONGEST_WAIT));
}

static PlimsollProblem *
refuse (PlimsollCondition condition, const char *message)
{
  return plimsoll_problem_new (condition, message, NULL);
}

static PlimsollProblem *
read_unauthorized (const PlimsollHttpReply *reply)
{
  if (says (reply, "expired"))
    return plimsoll_claude_readiness_refuse_expired ();

  return refuse (
      PLIMSOLL_CONDITION_SIGNED_OUT,
      _ ("Anthropic no longer knows this Claude login. Log in with Claude Code again and "
         "Plimsoll picks it up by itself."));
}

static PlimsollProblem *
read_forbidden (const PlimsollHttpReply *reply)
{
  g_autofree char *message = dup_message (reply);

  if (message != NULL && strstr (message, "scope requirement") != NULL)
    return plimsoll_claude_readiness_refuse_scope ();
  if (message == NULL || reply->is_challenge || strstr (message, "request not allowed") != NULL)
    return refuse (
        PLIMSOLL_CONDITION_BLOCKED,
        _ ("The network refuses access to Anthropic (proxy or region). Your login is fine; "
           "try another network."));

  return refuse (PLIMSOLL_CONDITION_BLOCKED,
                 _ ("Anthropic does not let this login read its limits. The organization may have "
                    "switched it off; ask who manages it."));
}

static PlimsollProblem *
read_rate_limit (const PlimsollHttpReply *reply, GDateTime *now)
{
  g_autoptr (GDateTime) retry_at = find_retry_at (reply, now);
  g_autofree char *clock = NULL;
  g_autofree char *message = NULL;

  if (retry_at == NULL)
    return refuse (PLIMSOLL_CONDITION_RATE_LIMITED,
                   _ ("Anthropic asks for quiet for a while. Plimsoll tries again by itself."));

  clock = plimsoll_words_clock (retry_at, now, NULL, PLIMSOLL_CLOCK_WORDS_SHORT);
  message = g_strdup_printf (
      /* Translators: %s is a clock time such as 14:05 */
      _ ("Anthropic asks for quiet until %s. Plimsoll tries again by itself."), clock);
  return plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, message, retry_at);
}

static PlimsollProblem *
read_trouble (const PlimsollHttpReply *reply, GDateTime *now)
{
  g_autoptr (GDateTime) retry_at = find_retry_at (reply, now);

  return plimsoll_problem_new (PLIMSOLL_CONDITION_TROUBLE,
                               _ ("Anthropic's service is having trouble. Plimsoll tries again by "
                                  "itself; status.claude.com may say more."),
                               retry_at);
}

/* (nullable) */
static PlimsollProblem *
read_success (const PlimsollHttpReply *reply)
{
  char first = find_first_byte (reply);

  if (first == '<')
    return refuse (
        PLIMSOLL_CONDITION_BAD_REPLY,
        _ ("A web page came instead of numbers. The network may want a login first: open any "
           "page in a browser."));
  if (reply->status != 200 || first == '\0')
    return refuse (PLIMSOLL_CONDITION_BAD_REPLY,
                   _ ("The answer was empty. Trying again may help; if it stays, an update may."));

  return NULL;
}

static PlimsollProblem *
read_redirect (void)
{
  return refuse (
      PLIMSOLL_CONDITION_BLOCKED,
      _ ("The network leads the request elsewhere, and it was not followed. It may want a "
         "login first: open any page in a browser."));
}

PlimsollProblem *
plimsoll_claude_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now)
{
  guint status = reply->status;

  if (status >= 200 && status < 300)
    return read_success (reply);
  if (status >= 300 && status < 400)
    return read_redirect ();
  if (status >= 500)
    return read_trouble (reply, now);

  switch (status)
    {
    case 401:
      return read_unauthorized (reply);
    case 403:
    case 451: /* for legal reasons: the region */
      return read_forbidden (reply);
    case 407:
      return refuse (PLIMSOLL_CONDITION_OFFLINE,
                     _ ("No connection: the proxy wants a name and a password. Put them into the "
                        "proxy settings."));
    case 408:
    case 424:
    case 425:
      return read_trouble (reply, now);
    case 429:
      return read_rate_limit (reply, now);
    default:
      return refuse (PLIMSOLL_CONDITION_BAD_REPLY,
                     _ ("The answer was not understood. It may have changed; an update may help."));
    }
}

gboolean
plimsoll_claude_refusal_wants_reread (const PlimsollHttpReply *reply)
{
  return reply->status == 401 && !says (reply, "expired");
}
