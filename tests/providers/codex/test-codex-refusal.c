/* test-codex-refusal.c - tests of what OpenAI's server means when it gives no numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each status over a real socket, to the condition and the sentence a person reads. */

#include <string.h>

#include "codex-world.h"
#include "harness-server.h"
#include "plimsoll-moment.h"

#define HTML "<!DOCTYPE html><html><body>Just a moment...</body></html>"

/* Each refusal has its condition and speaks of what the person can do. */
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
    { 401, "{\"detail\":\"Unauthorized\"}", PLIMSOLL_CONDITION_SIGNED_OUT, "Run \"codex login\"" },
    { 401, "{\"error\":{\"message\":\"Provided authentication token is expired.\"}}",
      PLIMSOLL_CONDITION_EXPIRED, "Run any Codex command" },
    { 401, "{\"error\":{\"code\":\"token_expired\"}}", PLIMSOLL_CONDITION_EXPIRED,
      "Run any Codex command" },
    { 401, HTML, PLIMSOLL_CONDITION_SIGNED_OUT, "Run \"codex login\"" },
    { 403, HTML, PLIMSOLL_CONDITION_BLOCKED, "Your login is fine" },
    { 403, "", PLIMSOLL_CONDITION_BLOCKED, "Your login is fine" },
    { 403, "{\"error\":{\"code\":\"unsupported_country_region_territory\"}}",
      PLIMSOLL_CONDITION_BLOCKED, "region" },
    { 403, "{\"detail\":{\"code\":\"workspace_off\"}}", PLIMSOLL_CONDITION_BLOCKED,
      "ask who manages it" },
    { 451, HTML, PLIMSOLL_CONDITION_BLOCKED, "region" },
    { 407, "", PLIMSOLL_CONDITION_OFFLINE, "proxy" },
    { 408, "", PLIMSOLL_CONDITION_TROUBLE, "status.openai.com" },
    { 424, "{}", PLIMSOLL_CONDITION_TROUBLE, "status.openai.com" },
    { 425, "", PLIMSOLL_CONDITION_TROUBLE, "OpenAI's service" },
    { 429, "{}", PLIMSOLL_CONDITION_RATE_LIMITED, "OpenAI asks for quiet" },
    { 500, HTML, PLIMSOLL_CONDITION_TROUBLE, "OpenAI's service" },
    { 529, "", PLIMSOLL_CONDITION_TROUBLE, "OpenAI's service" },
    { 302, "", PLIMSOLL_CONDITION_BLOCKED, "not followed" },
    { 200, HTML, PLIMSOLL_CONDITION_BAD_REPLY, "web page" },
    { 200, "", PLIMSOLL_CONDITION_BAD_REPLY, "empty" },
    { 200, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 200, "[1]", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 200, "{\"rate_limit\":{\"primary_window\":", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 204, "", PLIMSOLL_CONDITION_BAD_REPLY, "empty" },
    { 400, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 404, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 409, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = harness_server_new (NULL);
      g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
      g_autoptr (PlimsollReport) report = NULL;

      g_test_message ("%u %s", rows[i].status, rows[i].body);
      harness_server_answer (server, rows[i].status, "application/json", rows[i].body);
      codex_world_log_in (world, CODEX_WORLD_TOKEN);
      report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_cmpuint (harness_server_count (server), ==, 1);
    }
}

/* The moment to try again is the server's, and never invented. */
static void
test_retry_after (void)
{
  static const struct
  {
    const char *retry_after; /* NULL: none */
    const char *retry_at; /* NULL: none */
  } rows[] = { { "300", "2026-11-20T09:05:00Z" },
               { "99999", "2026-11-20T10:00:00Z" },
               { "0", NULL },
               { "soon", NULL },
               { NULL, NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = harness_server_new (NULL);
      g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
      g_autoptr (PlimsollReport) report = NULL;
      GDateTime *retry_at = NULL;
      g_autofree char *text = NULL;

      harness_server_answer (server, 429, "application/json", "{}");
      if (rows[i].retry_after != NULL)
        harness_server_add_header (server, "Retry-After", rows[i].retry_after);
      codex_world_log_in (world, CODEX_WORLD_TOKEN);
      report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      retry_at = plimsoll_problem_get_retry_at (plimsoll_report_get_problem (report));
      text = retry_at != NULL ? plimsoll_moment_format (retry_at) : NULL;
      g_assert_cmpstr (text, ==, rows[i].retry_at);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codex/refusal/table", test_table);
  g_test_add_func ("/codex/refusal/retry-after", test_retry_after);
  return g_test_run ();
}
