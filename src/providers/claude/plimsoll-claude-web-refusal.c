/* plimsoll-claude-web-refusal.c - what claude.ai means when it does not give numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two refusals look alike and mean the opposite: a key that is over, and Cloudflare in front of the
 * server that takes us for what we are, no browser. Only the first is the key's fault, and only the
 * first may make a person fetch a new one. */

#include "plimsoll-claude-web-refusal.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-json.h"
#include "plimsoll-refusal.h"

/* Where a word of the body decides, it stands in its first part. */
#define LOOKED_AT_BYTES 8192

static const PlimsollRefusalVendor VENDOR = { "claude.ai", "status.claude.com" };

static gboolean
has_word (const PlimsollHttpReply *reply, const char *word)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);

  return length > 0 && g_strstr_len (data, (gssize) MIN (length, LOOKED_AT_BYTES), word) != NULL;
}

static gboolean
is_json (const PlimsollHttpReply *reply)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, NULL);

  return root != NULL;
}

static PlimsollProblem *
refuse (PlimsollCondition condition, const char *message)
{
  return plimsoll_problem_new (condition, message, NULL);
}

static PlimsollProblem *
refuse_challenge (void)
{
  return refuse (
      PLIMSOLL_CONDITION_BLOCKED,
      _ ("claude.ai wants to check a browser (Cloudflare), which Plimsoll is not. The session key "
         "may be fine. It may be due to the name under which Plimsoll asks, which is its own "
         "unless you set another."));
}

static PlimsollProblem *
refuse_key (void)
{
  return refuse (
      PLIMSOLL_CONDITION_SIGNED_OUT,
      _ ("claude.ai no longer knows this session key. Copy a new one from your browser into the "
         "preferences, or into `plimsoll login claude-web`."));
}

gboolean
plimsoll_claude_web_refusal_is_too_new (const PlimsollHttpReply *reply)
{
  return reply->status == 401 && has_word (reply, "E3000");
}

static PlimsollProblem *
read_forbidden (const PlimsollHttpReply *reply)
{
  if (!is_json (reply))
    return has_word (reply, "Just a moment") ? refuse_challenge ()
                                             : plimsoll_refusal_new_blocked (&VENDOR);
  if (has_word (reply, "account_session_invalid"))
    return refuse_key ();

  return refuse (PLIMSOLL_CONDITION_BLOCKED,
                 _ ("claude.ai does not let this session key read the limits of its "
                    "organization. Choose another one with `plimsoll login claude-web "
                    "--organization`, or ask who manages it."));
}

PlimsollProblem *
plimsoll_claude_web_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now)
{
  if (reply->is_challenge)
    return refuse_challenge ();

  switch (reply->status)
    {
    case 401:
      return plimsoll_claude_web_refusal_is_too_new (reply)
                 ? refuse (PLIMSOLL_CONDITION_TROUBLE,
                           _ ("claude.ai does not know this session key yet; a new one takes it "
                              "some seconds. Plimsoll tries again by itself."))
                 : refuse_key ();
    case 403:
    case 451: /* for legal reasons: the region */
      return read_forbidden (reply);
    default:
      return plimsoll_refusal_judge (reply, &VENDOR, now);
    }
}
