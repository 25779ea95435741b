/* plimsoll-codex-refusal.c - what is meant when neither server nor program gives numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adds to the table that all servers share what OpenAI's means by "unauthorized" and "forbidden",
 * and reads the program's errors, which carry the server's status inside a sentence. No word of
 * either reaches the person. */

#include "plimsoll-codex-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-codex-readiness.h"
#include "plimsoll-refusal.h"
#include "plimsoll-text.h"

/* Enough for every known message; more is not looked at. */
#define LONGEST_MESSAGE 600
/* What the program says without a login that it could ask with. */
#define NO_LOGIN (-32600)

static const PlimsollRefusalVendor OPENAI = { "OpenAI", "status.openai.com" };

/* (transfer full) (nullable): one line in lower case. */
static char *
dup_lower (const char *text)
{
  g_autofree char *clean = plimsoll_text_clean (text, LONGEST_MESSAGE);

  return clean != NULL ? g_utf8_strdown (clean, -1) : NULL;
}

/* (transfer full) (nullable): what a refusal says for itself, wherever in it that stands; NULL for
 * what is no JSON, which is not OpenAI's. */
static char *
dup_message (const PlimsollHttpReply *reply)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, NULL);
  JsonObject *body = root != NULL ? json_node_get_object (root) : NULL;
  JsonObject *error = plimsoll_json_get_object (body, "error");
  JsonObject *detail = plimsoll_json_get_object (body, "detail");
  const char *const candidates[] = {
    plimsoll_json_get_string (error, "message"), plimsoll_json_get_string (error, "code"),
    plimsoll_json_get_string (detail, "code"),   plimsoll_json_get_string (detail, "message"),
    plimsoll_json_get_string (body, "detail"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (candidates[i] != NULL)
      return dup_lower (candidates[i]);

  return body != NULL ? g_strdup ("") : NULL;
}

static PlimsollProblem *
read_forbidden (const PlimsollHttpReply *reply)
{
  g_autofree char *message = dup_message (reply);

  if (message == NULL || reply->is_challenge || strstr (message, "region") != NULL
      || strstr (message, "country") != NULL)
    return plimsoll_refusal_new_blocked (&OPENAI);

  return plimsoll_problem_new (
      PLIMSOLL_CONDITION_BLOCKED,
      _ ("OpenAI does not let this Codex login read its limits. The workspace may have switched "
         "it off; ask who manages it."),
      NULL);
}

static PlimsollProblem *
read_unauthorized (const PlimsollHttpReply *reply)
{
  g_autofree char *message = dup_message (reply);

  return message != NULL && strstr (message, "expired") != NULL
             ? plimsoll_codex_readiness_refuse_expired ()
             : plimsoll_codex_readiness_refuse_unknown ();
}

PlimsollProblem *
plimsoll_codex_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now)
{
  switch (reply->status)
    {
    case 401:
      return read_unauthorized (reply);
    case 403:
    case 451: /* for legal reasons: the region */
      return read_forbidden (reply);
    default:
      return plimsoll_refusal_judge (reply, &OPENAI, now);
    }
}

/* The status in "… failed: 401 Unauthorized; …": before it stands an address, behind it the body,
 * both with numbers of their own. 0 for none. */
static guint
find_status (const char *message)
{
  static const char sign[] = "failed: ";
  const char *at = strstr (message, sign);
  guint64 number = 0;

  if (at == NULL || strspn (at + strlen (sign), "0123456789") != 3)
    return 0;

  number = g_ascii_strtoull (at + strlen (sign), NULL, 10);
  return number >= 400 && number <= 599 ? (guint) number : 0;
}

/* A login that Codex itself could not renew is over: only a person can make a new one. */
static gboolean
is_login_over (const char *message)
{
  static const char *const signs[] = { "log in again",  "login again",   "sign in again",
                                       "refresh_token", "refresh token", "not logged in" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (message, signs[i]) != NULL)
      return TRUE;

  return FALSE;
}

PlimsollProblem *
plimsoll_codex_refusal_from_program (JsonObject *error, GDateTime *now)
{
  g_autofree char *message = dup_lower (plimsoll_json_get_string (error, "message"));
  gint64 code = 0;
  guint status = 0;

  plimsoll_json_get_integer (error, "code", &code);
  if (message == NULL)
    return NULL;
  if (code == NO_LOGIN && strstr (message, "chatgpt authentication") != NULL)
    return plimsoll_codex_readiness_refuse_api_key ();
  if (code == NO_LOGIN && strstr (message, "authentication required") != NULL)
    return plimsoll_codex_readiness_refuse_signed_out ();

  status = find_status (message);
  if (is_login_over (message))
    return plimsoll_codex_readiness_refuse_unknown ();
  if (status == 401)
    return plimsoll_codex_readiness_refuse_unrenewed ();
  if (status == 403 || status == 451)
    return plimsoll_refusal_new_blocked (&OPENAI);
  if (status == 429)
    return plimsoll_refusal_new_rate_limited (&OPENAI, NULL, now);
  if (status >= 500 || status == 408 || status == 424 || status == 425)
    return plimsoll_refusal_new_trouble (&OPENAI, NULL);

  return NULL;
}

PlimsollProblem *
plimsoll_codex_refusal_new_bad_reply (void)
{
  return plimsoll_refusal_new_bad_reply ();
}
