/* test-claude-refusal.c - tests of what Claude's server means when it gives no numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of known refusals, the bodies as they were seen. What is sent over a socket is tested
 * elsewhere. */

#include <string.h>

#include "plimsoll-claude-refusal.h"

#define EXPIRED_BODY                                                                             \
  "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"OAuth access " \
  "token has expired. Re-authenticate to continue.\"},\"request_id\":null}"
#define OLD_EXPIRED_BODY                                                                          \
  "{\"error\":{\"message\":\"OAuth token has expired. Please obtain a new token or refresh your " \
  "existing token.\"}}"
#define INVALID_BODY                                                                        \
  "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"Invalid " \
  "authentication credentials\"},\"request_id\":\"req_1\"}"
#define SCOPE_BODY                                                                               \
  "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"OAuth token does " \
  "not meet scope requirement user:profile\"}}"
#define BROKEN_SCOPE_BODY \
  "{\"error\":{\"message\":\"OAuth token does not meet scope\\nrequirement\\nuser:profile\"}}"
#define FORBIDDEN_BODY "{\"error\":{\"type\":\"forbidden\",\"message\":\"Request not allowed\"}}"
#define HTML_BODY "<html><body><h1>403 Forbidden</h1></body></html>"

static PlimsollHttpReply
make_reply (guint status, GBytes *body)
{
  PlimsollHttpReply reply = { .status = status, .body = body };

  return reply;
}

static PlimsollProblem *
judge (guint status, const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  PlimsollHttpReply reply = make_reply (status, body);

  return plimsoll_claude_refusal_from_reply (&reply, now);
}

/* Each refusal that is known has its condition and speaks of what the person can do. */
static void
test_table (void)
{
  static const struct
  {
    guint status;
    const char *body;
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { 401, EXPIRED_BODY, PLIMSOLL_CONDITION_EXPIRED, "renews itself" },
    { 401, OLD_EXPIRED_BODY, PLIMSOLL_CONDITION_EXPIRED, "renews itself" },
    { 401, INVALID_BODY, PLIMSOLL_CONDITION_SIGNED_OUT, "Log in with Claude Code again" },
    { 401, "", PLIMSOLL_CONDITION_SIGNED_OUT, "Log in with Claude Code again" },
    { 403, SCOPE_BODY, PLIMSOLL_CONDITION_NO_SCOPE, "not \"setup-token\"" },
    { 403, BROKEN_SCOPE_BODY, PLIMSOLL_CONDITION_NO_SCOPE, "not \"setup-token\"" },
    { 403, FORBIDDEN_BODY, PLIMSOLL_CONDITION_BLOCKED, "Your login is fine" },
    { 403, HTML_BODY, PLIMSOLL_CONDITION_BLOCKED, "Your login is fine" },
    { 403, "", PLIMSOLL_CONDITION_BLOCKED, "Your login is fine" },
    { 403, "{\"error\":{\"message\":\"Off for your organization\"}}", PLIMSOLL_CONDITION_BLOCKED,
      "organization" },
    { 451, HTML_BODY, PLIMSOLL_CONDITION_BLOCKED, "region" },
    { 407, "", PLIMSOLL_CONDITION_OFFLINE, "proxy" },
    { 408, "", PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 424, "{\"error\":{\"message\":\"Upstream usage service unavailable\"}}",
      PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 425, "", PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 429, "{\"error\":{\"type\":\"rate_limit_error\"}}", PLIMSOLL_CONDITION_RATE_LIMITED,
      "quiet" },
    { 500, HTML_BODY, PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 503, "", PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 529, "{\"error\":{\"type\":\"overloaded_error\"}}", PLIMSOLL_CONDITION_TROUBLE,
      "having trouble" },
    { 400, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 404, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 409, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 418, "", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 301, "", PLIMSOLL_CONDITION_BLOCKED, "elsewhere" },
    { 302, HTML_BODY, PLIMSOLL_CONDITION_BLOCKED, "elsewhere" },
    { 200, "\n <!DOCTYPE html><html>", PLIMSOLL_CONDITION_BAD_REPLY, "web page" },
    { 200, "\xef\xbb\xbf<html>", PLIMSOLL_CONDITION_BAD_REPLY, "web page" },
    { 200, "", PLIMSOLL_CONDITION_BAD_REPLY, "empty" },
    { 200, " \r\n", PLIMSOLL_CONDITION_BAD_REPLY, "empty" },
    { 204, "", PLIMSOLL_CONDITION_BAD_REPLY, "empty" },
    { 100, "", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollProblem) problem = judge (rows[i].status, rows[i].body);

      g_test_message ("%u %s", rows[i].status, rows[i].body);
      g_assert_nonnull (problem);
      g_assert_cmpint (plimsoll_problem_get_condition (problem), ==, rows[i].condition);
      g_assert_nonnull (strstr (plimsoll_problem_get_message (problem), rows[i].words));
      g_assert_null (plimsoll_problem_get_retry_at (problem));
    }
}

/* A 200 that looks like JSON is for the parser to judge. */
static void
test_numbers (void)
{
  g_assert_null (judge (200, "{\"five_hour\":null}"));
  g_assert_null (judge (200, "  []"));
  g_assert_null (judge (200, "\xef\xbb\xbf{}"));
  g_assert_null (judge (200, "garbage"));
}

/* A refusal of the network never tells anybody to log in again. */
static void
test_blocked_blames_no_login (void)
{
  static const char *const bodies[] = { FORBIDDEN_BODY, HTML_BODY, "", "{}", "[]", "\"x\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PlimsollProblem) problem = judge (403, bodies[i]);

      g_assert_cmpint (plimsoll_problem_get_condition (problem), ==, PLIMSOLL_CONDITION_BLOCKED);
      g_assert_null (strstr (plimsoll_problem_get_message (problem), "Log in"));
    }
}

/* A challenge of the server's guard is a block, whatever its body says. */
static void
test_challenge (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"error\":{\"message\":\"x\"}}", 25);
  PlimsollHttpReply reply = make_reply (403, body);
  g_autoptr (PlimsollProblem) problem = NULL;

  reply.is_challenge = TRUE;
  problem = plimsoll_claude_refusal_from_reply (&reply, now);
  g_assert_nonnull (strstr (plimsoll_problem_get_message (problem), "Your login is fine"));
}

/* (transfer full) (nullable): seconds from now until the moment to try again, of a 429 or 503. */
static gint64
measure_wait (guint status, gboolean has_retry_after, GTimeSpan retry_after)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GBytes) body = g_bytes_new_static ("", 0);
  PlimsollHttpReply reply = make_reply (status, body);
  g_autoptr (PlimsollProblem) problem = NULL;
  GDateTime *retry_at = NULL;

  reply.has_retry_after = has_retry_after;
  reply.retry_after = retry_after;
  problem = plimsoll_claude_refusal_from_reply (&reply, now);
  retry_at = plimsoll_problem_get_retry_at (problem);
  return retry_at != NULL ? g_date_time_difference (retry_at, now) / G_TIME_SPAN_SECOND : -1;
}

/* A positive wait is honoured up to an hour; none, zero and garbage are never made into one. */
static void
test_retry_at (void)
{
  g_assert_cmpint (measure_wait (429, TRUE, 272 * G_TIME_SPAN_SECOND), ==, 272);
  g_assert_cmpint (measure_wait (429, TRUE, 3242 * G_TIME_SPAN_SECOND), ==, 3242);
  g_assert_cmpint (measure_wait (429, TRUE, G_TIME_SPAN_DAY), ==, 3600);
  g_assert_cmpint (measure_wait (429, TRUE, 0), ==, -1);
  g_assert_cmpint (measure_wait (429, FALSE, 0), ==, -1);
  g_assert_cmpint (measure_wait (503, TRUE, 60 * G_TIME_SPAN_SECOND), ==, 60);
  g_assert_cmpint (measure_wait (503, FALSE, 0), ==, -1);
  g_assert_cmpint (measure_wait (401, TRUE, 60 * G_TIME_SPAN_SECOND), ==, -1);
}

/* The sentence of a 429 names the clock time until which the server wants quiet. */
static void
test_quiet_until (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GBytes) body = g_bytes_new_static ("", 0);
  PlimsollHttpReply reply = make_reply (429, body);
  g_autoptr (PlimsollProblem) problem = NULL;

  reply.has_retry_after = TRUE;
  reply.retry_after = 5 * G_TIME_SPAN_MINUTE;
  problem = plimsoll_claude_refusal_from_reply (&reply, now);
  g_assert_nonnull (strstr (plimsoll_problem_get_message (problem), "quiet until 09:05"));
}

/* Nothing that a server says reaches the person, and nothing that it quotes either. */
static void
test_no_server_text (void)
{
  static const guint statuses[] = { 200, 302, 400, 401, 403, 408, 429, 500 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (PlimsollProblem) problem =
          judge (statuses[i], "<x>{\"error\":{\"message\":\"sk-ant-oat01-FAKE <b>hello</b>\"}}");
      g_autoptr (PlimsollProblem) other =
          judge (statuses[i], "{\"error\":{\"message\":\"sk-ant-oat01-FAKE <b>hello</b>\"}}");

      g_assert_null (strstr (plimsoll_problem_get_message (problem), "FAKE"));
      if (other != NULL)
        g_assert_null (strstr (plimsoll_problem_get_message (other), "FAKE"));
    }
}

static gboolean
wants_reread (guint status, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  PlimsollHttpReply reply = make_reply (status, body);

  return plimsoll_claude_refusal_wants_reread (&reply);
}

/* Only a login that is wrong may be another one in the file by now; an expired one is what it is.
 */
static void
test_reread (void)
{
  g_assert_true (wants_reread (401, INVALID_BODY));
  g_assert_true (wants_reread (401, ""));
  g_assert_false (wants_reread (401, EXPIRED_BODY));
  g_assert_false (wants_reread (403, SCOPE_BODY));
  g_assert_false (wants_reread (200, "{}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/claude-refusal/table", test_table);
  g_test_add_func ("/providers/claude-refusal/numbers", test_numbers);
  g_test_add_func ("/providers/claude-refusal/blocked-blames-no-login",
                   test_blocked_blames_no_login);
  g_test_add_func ("/providers/claude-refusal/challenge", test_challenge);
  g_test_add_func ("/providers/claude-refusal/retry-at", test_retry_at);
  g_test_add_func ("/providers/claude-refusal/quiet-until", test_quiet_until);
  g_test_add_func ("/providers/claude-refusal/no-server-text", test_no_server_text);
  g_test_add_func ("/providers/claude-refusal/reread", test_reread);

  return g_test_run ();
}
