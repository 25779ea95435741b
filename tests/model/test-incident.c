/* test-incident.c - trouble that a provider itself tells of.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Its words, its way through a pipe, a report and a meter, and what is said of it. */

#include "plimsoll-incident.h"

#include "plimsoll-codec.h"
#include "plimsoll-meter.h"
#include "plimsoll-status-words.h"
#include "samples.h"

/* (transfer full): a minute after SAMPLE_START. */
static PlimsollIncident *
sample (const char *title)
{
  g_autoptr (GDateTime) since = sample_moment (60);

  return plimsoll_incident_new (title, PLIMSOLL_IMPACT_MAJOR, since);
}

/* (transfer full) */
static PlimsollReport *
with_incident (PlimsollReport *report, const char *title)
{
  g_autoptr (PlimsollReport) bare = report;
  g_autoptr (PlimsollIncident) incident = sample (title);

  return plimsoll_report_dup_with_incident (bare, incident);
}

/* The provider's words become one line of plain text that fits, and nothing of them is no incident.
 */
static void
test_words_of_others (void)
{
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autoptr (PlimsollIncident) hostile =
      plimsoll_incident_new ("Login\n\033[31mfails\u202e <b>now</b>", PLIMSOLL_IMPACT_MINOR, NULL);
  g_autoptr (PlimsollIncident) cut = plimsoll_incident_new (endless, PLIMSOLL_IMPACT_MINOR, NULL);

  g_assert_cmpstr (plimsoll_incident_get_title (hostile), ==, "Login [31mfails <b>now</b>");
  g_assert_cmpuint (g_utf8_strlen (plimsoll_incident_get_title (cut), -1), <=, 90);
  g_assert_null (plimsoll_incident_new ("\n\t ", PLIMSOLL_IMPACT_MINOR, NULL));
  g_assert_null (plimsoll_incident_new (NULL, PLIMSOLL_IMPACT_MINOR, NULL));
}

/* Through the probe's pipe it arrives as it left, and so does its absence. */
static void
test_pipe (void)
{
  g_autoptr (PlimsollIncident) incident = sample ("Elevated errors");
  g_autoptr (GBytes) bytes = plimsoll_incident_to_bytes (incident);
  g_autoptr (GBytes) none = plimsoll_incident_to_bytes (NULL);
  g_autoptr (PlimsollIncident) arrived = NULL;
  PlimsollIncident *nothing = incident;

  g_assert_true (plimsoll_incident_from_bytes (bytes, &arrived, NULL));
  g_assert_true (plimsoll_incident_equal (incident, arrived));
  g_assert_true (plimsoll_incident_from_bytes (none, &nothing, NULL));
  g_assert_null (nothing);
}

/* Bytes that are no answer are an error and not "all is well". */
static void
test_bad_bytes (void)
{
  static const char *const TEXTS[] = { "(false, @a{sv} {})x", "", "no" };
  g_autoptr (GVariant) no_title =
      g_variant_ref_sink (g_variant_new_parsed ("(true, {'impact': <'major'>})"));
  g_autoptr (GVariant) bad_word =
      g_variant_ref_sink (g_variant_new_parsed ("(true, {'title': <'A'>, 'impact': <'awful'>})"));
  g_autoptr (GBytes) first = g_variant_get_data_as_bytes (no_title);
  g_autoptr (GBytes) second = g_variant_get_data_as_bytes (bad_word);
  PlimsollIncident *incident = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (TEXTS[i], strlen (TEXTS[i]));
      g_autoptr (GError) error = NULL;

      g_assert_false (plimsoll_incident_from_bytes (bytes, &incident, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  g_assert_false (plimsoll_incident_from_bytes (first, &incident, NULL));
  g_assert_false (plimsoll_incident_from_bytes (second, &incident, NULL));
}

/* With a report it travels over the bus, and a report without one has none. */
static void
test_in_report (void)
{
  g_autoptr (PlimsollReport) report =
      with_incident (sample_report (sample_snapshot (0, NULL, 0), NULL), "Elevated errors");
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
  g_autoptr (PlimsollReport) arrived = plimsoll_codec_report_from_bytes (bytes, NULL);
  g_autoptr (PlimsollReport) bare = plimsoll_report_dup_with_incident (arrived, NULL);

  g_assert_true (plimsoll_incident_equal (plimsoll_report_get_incident (report),
                                          plimsoll_report_get_incident (arrived)));
  g_assert_null (plimsoll_report_get_incident (bare));
}

static void
count (guint *n)
{
  (*n)++;
}

/* A meter keeps its incident through everything that comes, and tells once of each change. */
static void
test_in_meter (void)
{
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (PlimsollMeter) meter = plimsoll_meter_new (account, G_TIME_SPAN_HOUR);
  g_autoptr (PlimsollReport) first = sample_report (sample_snapshot (0, NULL, 0), NULL);
  g_autoptr (PlimsollReport) second =
      sample_report (NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE));
  g_autoptr (PlimsollReport) held = NULL;
  g_autoptr (PlimsollReport) over = NULL;
  g_autoptr (PlimsollIncident) incident = sample ("Elevated errors");
  g_autoptr (PlimsollIncident) same = sample ("Elevated errors");
  g_autoptr (GDateTime) now = sample_moment (60);
  guint n_told = 0;

  g_signal_connect_swapped (meter, "notify::incident", G_CALLBACK (count), &n_told);
  plimsoll_meter_set_incident (meter, incident);
  plimsoll_meter_take (meter, first, now);
  plimsoll_meter_set_incident (meter, same);
  plimsoll_meter_take (meter, second, now);
  held = plimsoll_meter_dup_report (meter);
  g_assert_true (plimsoll_report_get_incident (held) == incident);
  g_assert_nonnull (plimsoll_report_get_snapshot (held));

  plimsoll_meter_set_incident (meter, NULL);
  over = plimsoll_meter_dup_report (meter);
  g_assert_null (plimsoll_report_get_incident (over));
  g_assert_cmpuint (n_told, ==, 2);
}

/* Where the server is in trouble the sentence says what its page says; elsewhere that is said
 * apart, and never twice. */
static void
test_words (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = sample_moment (120);
  g_autoptr (PlimsollReport) well =
      with_incident (sample_report (sample_snapshot (0, NULL, 0), NULL), "Elevated errors");
  g_autoptr (PlimsollReport) trouble = with_incident (
      sample_report (NULL, sample_problem (PLIMSOLL_CONDITION_TROUBLE)), "Elevated errors");
  g_autofree char *apart = plimsoll_status_words_incident (well, now, zone);
  g_autofree char *sentence =
      plimsoll_status_words_sentence (trouble, PLIMSOLL_CONDITION_TROUBLE, now, zone);

  g_assert_cmpstr (apart, ==, "Status page: Elevated errors (since 09:01)");
  g_assert_true (g_str_has_suffix (sentence, " Status page: Elevated errors (since 09:01)."));
  g_assert_null (plimsoll_status_words_incident (trouble, now, zone));
  g_assert_null (plimsoll_status_words_sentence (well, PLIMSOLL_CONDITION_FRESH, now, zone));
}

/* The pages that are known are https, and nobody else has one. */
static void
test_pages (void)
{
  g_assert_cmpstr (plimsoll_status_page_find ("claude")->address, ==, "https://status.claude.com");
  g_assert_cmpstr (plimsoll_status_page_find ("codex")->address, ==, "https://status.openai.com");
  g_assert_null (plimsoll_status_page_find ("demo"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/incident/words-of-others", test_words_of_others);
  g_test_add_func ("/model/incident/pipe", test_pipe);
  g_test_add_func ("/model/incident/bad-bytes", test_bad_bytes);
  g_test_add_func ("/model/incident/in-report", test_in_report);
  g_test_add_func ("/model/incident/in-meter", test_in_meter);
  g_test_add_func ("/model/incident/words", test_words);
  g_test_add_func ("/model/incident/pages", test_pages);
  return g_test_run ();
}
