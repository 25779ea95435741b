/* plimsoll-status-words.c - what is said of numbers that are missing, old, high or off.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terminal, tray and window say the same of the same trouble, so it is said here. What happened and
 * what to do comes with the problem; this adds when it is tried again and how old the numbers are
 * that are shown. */

#include "plimsoll-status-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-words.h"

/* One turn of the schedule: within it all numbers count as of the same time. */
#define SEEN_APART_FROM (5 * G_TIME_SPAN_MINUTE)

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* Providers name the moment themselves where the server did; it is not said twice. */
static void
append_next_try (GString *text, PlimsollProblem *problem, GDateTime *now, GTimeZone *zone)
{
  GDateTime *retry_at = plimsoll_problem_get_retry_at (problem);
  g_autofree char *clock = NULL;
  g_autofree char *sentence = NULL;

  if (retry_at == NULL || g_date_time_compare (retry_at, now) <= 0)
    return;

  clock = plimsoll_words_clock (retry_at, now, zone, PLIMSOLL_CLOCK_WORDS_PLAIN);
  if (strstr (plimsoll_problem_get_message (problem), clock) != NULL)
    return;

  /* Translators: %s is a clock time, "14:05". */
  sentence = g_strdup_printf (_ ("Next try at %s."), clock);
  append_sentence (text, sentence);
}

/* (transfer full): "Elevated errors (since 13:20)" */
static char *
describe_incident (PlimsollIncident *incident, GDateTime *now, GTimeZone *zone)
{
  GDateTime *since = plimsoll_incident_get_since (incident);
  g_autofree char *clock = NULL;

  if (since == NULL)
    return g_strdup (plimsoll_incident_get_title (incident));

  clock = plimsoll_words_clock (since, now, zone, PLIMSOLL_CLOCK_WORDS_PLAIN);
  /* Translators: the headline of an incident, in the provider's words, and a clock time. */
  return g_strdup_printf (_ ("%s (since %s)"), plimsoll_incident_get_title (incident), clock);
}

char *
plimsoll_status_words_page (PlimsollReport *report, GDateTime *now, GTimeZone *zone)
{
  PlimsollIncident *incident = plimsoll_report_get_incident (report);
  g_autofree char *what = incident != NULL ? describe_incident (incident, now, zone) : NULL;

  /* Translators: what the provider's own status page says; %s is its headline. */
  return what != NULL ? g_strdup_printf (_ ("Status page: %s"), what) : NULL;
}

static gboolean
is_in_trouble (PlimsollReport *report)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (report);

  return problem != NULL && plimsoll_problem_get_condition (problem) == PLIMSOLL_CONDITION_TROUBLE;
}

char *
plimsoll_status_words_incident (PlimsollReport *report, GDateTime *now, GTimeZone *zone)
{
  return is_in_trouble (report) ? NULL : plimsoll_status_words_page (report, now, zone);
}

char *
plimsoll_status_words_sentence (PlimsollReport *report,
                                PlimsollCondition condition,
                                GDateTime *now,
                                GTimeZone *zone)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  GString *text = NULL;

  if (condition == PLIMSOLL_CONDITION_FRESH)
    return NULL;

  text = g_string_new (NULL);
  if (problem != NULL)
    {
      append_sentence (text, plimsoll_problem_get_message (problem));
      append_next_try (text, problem, now, zone);
    }
  if (is_in_trouble (report) && plimsoll_report_get_incident (report) != NULL)
    {
      g_autofree char *words = plimsoll_status_words_page (report, now, zone);

      append_sentence (text, words);
      g_string_append_c (text, '.');
    }
  if (snapshot != NULL)
    {
      g_autofree char *clock = plimsoll_words_clock (plimsoll_snapshot_get_numbers_at (snapshot),
                                                     now, zone, PLIMSOLL_CLOCK_WORDS_PLAIN);
      /* Translators: %s is a clock time, "13:52", or a day and a time. */
      g_autofree char *sentence = g_strdup_printf (_ ("Showing numbers from %s."), clock);

      append_sentence (text, sentence);
    }

  return g_string_free (text, FALSE);
}

const char *
plimsoll_status_words_condition (PlimsollCondition condition)
{
  switch (condition)
    {
    case PLIMSOLL_CONDITION_LOADING:
      return _ ("Looking…");
    case PLIMSOLL_CONDITION_SIGNED_OUT:
      return _ ("No login found");
    case PLIMSOLL_CONDITION_EXPIRED:
      return _ ("Login expired");
    case PLIMSOLL_CONDITION_NO_SCOPE:
      return _ ("Login may not read its limits");
    case PLIMSOLL_CONDITION_RATE_LIMITED:
      return _ ("Rate limited");
    case PLIMSOLL_CONDITION_OFFLINE:
      return _ ("No connection");
    case PLIMSOLL_CONDITION_BLOCKED:
      return _ ("The network refuses access");
    case PLIMSOLL_CONDITION_TROUBLE:
      return _ ("The service is having trouble");
    case PLIMSOLL_CONDITION_BAD_REPLY:
      return _ ("The answer was not understood");
    case PLIMSOLL_CONDITION_FRESH:
    case PLIMSOLL_CONDITION_STALE:
    default:
      return NULL;
    }
}

const char *
plimsoll_status_words_severity (PlimsollSeverity severity)
{
  if (severity == PLIMSOLL_SEVERITY_CRITICAL)
    return _ ("critical");

  return severity == PLIMSOLL_SEVERITY_WARNING ? _ ("warning") : NULL;
}

char *
plimsoll_status_words_passed (GDateTime *resets_at, GDateTime *now, GTimeZone *zone)
{
  g_autofree char *clock = plimsoll_words_clock (resets_at, now, zone, PLIMSOLL_CLOCK_WORDS_PLAIN);

  /* Translators: %s is a clock time, "14:10". */
  return g_strdup_printf (_ ("Reset at %s — checking…"), clock);
}

char *
plimsoll_status_words_seen (PlimsollSnapshot *snapshot,
                            PlimsollLimit *limit,
                            GDateTime *now,
                            GTimeZone *zone)
{
  GDateTime *seen_at = plimsoll_snapshot_get_limit_observed_at (snapshot, limit);
  g_autofree char *clock = NULL;

  if (g_date_time_difference (seen_at, plimsoll_snapshot_get_numbers_at (snapshot))
          < SEEN_APART_FROM
      || plimsoll_limit_is_over (limit, now))
    return NULL;

  clock = plimsoll_words_clock (seen_at, now, zone, PLIMSOLL_CLOCK_WORDS_PLAIN);
  /* Translators: follows a limit that was seen later than the others; %s is a clock time. */
  return g_strdup_printf (_ ("seen %s"), clock);
}

/* Why spending is off, where that is news to the person; NULL for the many reasons that only say
 * that it never was on. */
static const char *
get_reason_words (const char *reason)
{
  if (g_strcmp0 (reason, "spend_limit_reached") == 0)
    return _ ("off, the spending limit is reached");
  if (g_strcmp0 (reason, "out_of_credits") == 0)
    return _ ("off, no credits left");

  return NULL;
}

char *
plimsoll_status_words_spend (PlimsollSpend *spend)
{
  const char *reason = NULL;
  g_autofree char *money = NULL;

  if (spend == NULL)
    return NULL;

  reason = plimsoll_spend_is_enabled (spend) ? NULL
                                             : get_reason_words (plimsoll_spend_get_reason (spend));
  money = plimsoll_money_words_of (plimsoll_spend_get_used (spend), plimsoll_spend_get_cap (spend));
  if (plimsoll_spend_is_enabled (spend))
    return g_steal_pointer (&money);

  return reason != NULL ? g_strdup_printf ("%s (%s)", money, reason) : NULL;
}

const char *
plimsoll_status_words_empty (PlimsollSnapshot *snapshot)
{
  if (plimsoll_snapshot_get_n_limits (snapshot) > 0
      || plimsoll_snapshot_get_spend (snapshot) != NULL)
    return NULL;

  return _ ("No limits are reported for this account.");
}

const char *
plimsoll_status_words_source (const char *source)
{
  static const struct
  {
    const char *source;
    const char *words;
  } rows[] = {
    /* Translators: where numbers come from; they follow their age, "2 min ago · from the usage
     * API". */
    { "oauth", N_ ("from the usage API") },
    { "cli", N_ ("from the installed program") },
    { "statusline", N_ ("from the status line") },
    { "cache", N_ ("as Claude Code last saw it") },
    { "web", N_ ("from claude.ai") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (source, rows[i].source))
      return _ (rows[i].words);

  return NULL;
}
