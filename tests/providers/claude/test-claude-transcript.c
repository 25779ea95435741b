/* test-claude-transcript.c - what Claude Code answers when it is asked for its limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines as the real one said them, and lines that it should not say. */

#include "plimsoll-claude-transcript.h"

#define LIMITS                                                                           \
  "{\"five_hour\":{\"utilization\":41.5,\"resets_at\":\"2026-11-20T12:20:00Z\"},"        \
  "\"limits\":[{\"kind\":\"session\",\"group\":\"session\",\"percent\":42,"              \
  "\"severity\":\"normal\",\"resets_at\":\"2026-11-20T12:20:00Z\",\"is_active\":true}]," \
  "\"model_scoped\":[{\"display_name\":\"Fable\",\"utilization\":3.0,"                   \
  "\"resets_at\":\"2026-11-24T08:00:00Z\"}]}"
#define OLD_LIMITS "{\"five_hour\":{\"utilization\":41.5,\"resets_at\":\"2026-11-20T12:20:00Z\"}}"
#define ANSWER(available, limits)                                                  \
  "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\","          \
  "\"request_id\":\"usage-1\",\"response\":{\"session\":{},\"subscription_type\":" \
  "\"max\",\"rate_limits_available\":" available ",\"rate_limits\":" limits        \
  ",\"behaviors\":null}}}"

#define INIT_ANSWER                                                       \
  "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\"," \
  "\"request_id\":\"init-1\",\"response\":{\"rate_limits_available\":true}}}"

static gboolean
hear (PlimsollClaudeTranscript *transcript, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = plimsoll_json_parse_object (text, strlen (text), &error);

  g_assert_no_error (error);
  return plimsoll_claude_transcript_hear (transcript, json_node_get_object (node));
}

/* Numbers with the list are numbers; without it they are of an unknown age; none are none, whether
 * the login has no plan or the server refused; and an error is no answer to the question. */
static void
test_answers (void)
{
  static const struct
  {
    const char *line;
    PlimsollClaudeAnswer answer;
  } rows[] = {
    { ANSWER ("true", LIMITS), PLIMSOLL_CLAUDE_ANSWER_NUMBERS },
    { ANSWER ("true", OLD_LIMITS), PLIMSOLL_CLAUDE_ANSWER_OLD },
    { ANSWER ("true", "null"), PLIMSOLL_CLAUDE_ANSWER_FAILED },
    { ANSWER ("true", "{\"limits\":[]}"), PLIMSOLL_CLAUDE_ANSWER_FAILED },
    { ANSWER ("false", "null"), PLIMSOLL_CLAUDE_ANSWER_NO_PLAN },
    { ANSWER ("\"yes\"", "null"), PLIMSOLL_CLAUDE_ANSWER_UNKNOWN },
    { "{\"type\":\"control_response\",\"response\":{\"subtype\":\"error\","
      "\"request_id\":\"usage-1\",\"error\":\"Unknown subtype\"}}",
      PLIMSOLL_CLAUDE_ANSWER_UNKNOWN },
    { "{\"type\":\"control_response\",\"response\":{\"request_id\":\"usage-1\"}}",
      PLIMSOLL_CLAUDE_ANSWER_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollClaudeTranscript) transcript = plimsoll_claude_transcript_new ();

      g_test_message ("%s", rows[i].line);
      g_assert_false (hear (transcript, rows[i].line));
      g_assert_cmpint (transcript->answer, ==, rows[i].answer);
      g_assert_true ((transcript->usage != NULL)
                     == (rows[i].answer == PLIMSOLL_CLAUDE_ANSWER_NUMBERS));
    }
}

/* Lines that answer something else, or nothing, are skipped, and what comes after the answer
 * changes nothing. */
static void
test_noise (void)
{
  static const char *const noise[] = {
    "{}",
    "{\"type\":\"system\",\"subtype\":\"ui_invalidate\"}",
    "{\"type\":7,\"response\":[]}",
    "{\"type\":\"control_response\"}",
    "{\"type\":\"control_response\",\"response\":\"usage-1\"}",
    INIT_ANSWER,
    "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\",\"request_id\":1}}",
    "{\"type\":\"result\",\"response\":{\"request_id\":\"usage-1\",\"subtype\":\"success\"}}",
  };
  g_autoptr (PlimsollClaudeTranscript) transcript = plimsoll_claude_transcript_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (noise); i++)
    {
      g_assert_true (hear (transcript, noise[i]));
      g_assert_cmpint (transcript->answer, ==, PLIMSOLL_CLAUDE_ANSWER_NONE);
    }
  g_assert_false (hear (transcript, ANSWER ("true", LIMITS)));
  g_assert_false (hear (transcript, ANSWER ("false", "null")));
  g_assert_cmpint (transcript->answer, ==, PLIMSOLL_CLAUDE_ANSWER_NUMBERS);
}

/* The numbers are those of the server's body, and the models that only Claude Code names beside. */
static void
test_numbers (void)
{
  g_autoptr (PlimsollClaudeTranscript) transcript = plimsoll_claude_transcript_new ();
  GPtrArray *limits = NULL;

  hear (transcript, ANSWER ("true", LIMITS));
  limits = transcript->usage->limits;
  g_assert_cmpuint (limits->len, ==, 2);
  g_assert_cmpstr (plimsoll_limit_peek (limits->pdata[0])->id, ==, "session");
  g_assert_cmpfloat (plimsoll_limit_peek (limits->pdata[0])->used_percent, ==, 41.5);
  g_assert_cmpstr (plimsoll_limit_peek (limits->pdata[1])->title, ==, "Fable");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claude/transcript/answers", test_answers);
  g_test_add_func ("/claude/transcript/noise", test_noise);
  g_test_add_func ("/claude/transcript/numbers", test_numbers);
  return g_test_run ();
}
