/* plimsoll-show-json.c - reports as JSON, the form that data/plimsoll-show.schema.json describes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A contract with scripts: members come in a fixed order and are all there, null where there is no
 * value. What may not be shown to a person is null here too: the number of a window whose reset has
 * passed, and the pace of numbers that are not fresh. */

#include "plimsoll-show-json.h"

#include <math.h>

#include "plimsoll-json-text.h"
#include "plimsoll-pace.h"

#define SCHEMA_VERSION 1
/* A forecast finer than a tenth of a percent would be a pretence. */
#define FORECAST_STEPS 10.0

static double
round_forecast (double percent)
{
  return round (percent * FORECAST_STEPS) / FORECAST_STEPS;
}

static void
add_pace (JsonBuilder *builder,
          PlimsollLimit *limit,
          gboolean is_fresh,
          const PlimsollShowMoment *moment)
{
  PlimsollPace pace = { 0 };
  g_autoptr (GDateTime) empty_at = NULL;

  json_builder_set_member_name (builder, "pace");
  if (!is_fresh || !plimsoll_pace_compute (limit, moment->now, &pace))
    {
      json_builder_add_null_value (builder);
      return;
    }

  if (!pace.lasts)
    empty_at = g_date_time_add (moment->now, pace.empty_in);

  json_builder_begin_object (builder);
  plimsoll_json_text_add_number (builder, "expected_percent",
                                 round_forecast (pace.expected_percent));
  plimsoll_json_text_add_number (builder, "delta_percent", round_forecast (pace.delta_percent));
  plimsoll_json_text_add_bool (builder, "lasts", pace.lasts);
  plimsoll_json_text_add_moment (builder, "empty_at", empty_at);
  json_builder_end_object (builder);
}

static void
add_limit (JsonBuilder *builder,
           PlimsollReport *report,
           PlimsollLimit *limit,
           const PlimsollShowMoment *moment)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  gboolean is_fresh =
      plimsoll_report_is_limit_fresh (report, limit, moment->now, PLIMSOLL_SHOW_FRESH_FOR);

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "id", fields->id);
  plimsoll_json_text_add_string (builder, "title", fields->title);
  plimsoll_json_text_add_string (builder, "kind", plimsoll_limit_kind_to_word (fields->kind));
  plimsoll_json_text_add_string (builder, "scope", fields->scope);
  plimsoll_json_text_add_number (builder, "used_percent",
                                 plimsoll_limit_get_reading (limit, moment->now));
  plimsoll_json_text_add_moment (builder, "resets_at", fields->resets_at);
  json_builder_set_member_name (builder, "window_seconds");
  if (fields->window > 0)
    json_builder_add_int_value (builder, fields->window / G_TIME_SPAN_SECOND);
  else
    json_builder_add_null_value (builder);
  plimsoll_json_text_add_string (builder, "severity", plimsoll_severity_to_word (fields->severity));
  plimsoll_json_text_add_bool (builder, "binding", fields->is_binding);
  add_pace (builder, limit, is_fresh, moment);
  plimsoll_json_text_add_string (builder, "source",
                                 plimsoll_snapshot_get_limit_source (snapshot, limit));
  plimsoll_json_text_add_moment (builder, "observed_at",
                                 plimsoll_snapshot_get_limit_observed_at (snapshot, limit));
  json_builder_end_object (builder);
}

static void
add_limits (JsonBuilder *builder, PlimsollReport *report, const PlimsollShowMoment *moment)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  guint n_limits = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;

  json_builder_set_member_name (builder, "limits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_limits; i++)
    add_limit (builder, report, plimsoll_snapshot_get_limit (snapshot, i), moment);
  json_builder_end_array (builder);
}

static void
add_spend (JsonBuilder *builder, PlimsollSnapshot *snapshot)
{
  PlimsollSpend *spend = snapshot != NULL ? plimsoll_snapshot_get_spend (snapshot) : NULL;
  PlimsollMoney *cap = spend != NULL ? plimsoll_spend_get_cap (spend) : NULL;
  g_autofree char *used_text = NULL;
  g_autofree char *cap_text = cap != NULL ? plimsoll_money_format (cap) : NULL;

  json_builder_set_member_name (builder, "spend");
  if (spend == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  used_text = plimsoll_money_format (plimsoll_spend_get_used (spend));
  json_builder_begin_object (builder);
  plimsoll_json_text_add_bool (builder, "enabled", plimsoll_spend_is_enabled (spend));
  plimsoll_json_text_add_string (builder, "used", used_text);
  plimsoll_json_text_add_string (builder, "cap", cap_text);
  plimsoll_json_text_add_string (builder, "currency",
                                 plimsoll_money_get_currency (plimsoll_spend_get_used (spend)));
  plimsoll_json_text_add_number (builder, "used_percent", plimsoll_spend_get_used_percent (spend));
  plimsoll_json_text_add_moment (builder, "observed_at",
                                 plimsoll_snapshot_get_spend_observed_at (snapshot));
  json_builder_end_object (builder);
}

static void
add_error (JsonBuilder *builder, PlimsollProblem *problem)
{
  json_builder_set_member_name (builder, "error");
  if (problem == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (
      builder, "code", plimsoll_condition_to_word (plimsoll_problem_get_condition (problem)));
  plimsoll_json_text_add_string (builder, "message", plimsoll_problem_get_message (problem));
  json_builder_end_object (builder);
}

static void
add_incident (JsonBuilder *builder, PlimsollIncident *incident)
{
  json_builder_set_member_name (builder, "incident");
  if (incident == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "title", plimsoll_incident_get_title (incident));
  plimsoll_json_text_add_string (builder, "impact",
                                 plimsoll_impact_to_word (plimsoll_incident_get_impact (incident)));
  plimsoll_json_text_add_moment (builder, "since", plimsoll_incident_get_since (incident));
  json_builder_end_object (builder);
}

/* Where the numbers come from, and how old they are. A clock that was set back makes nothing
 * younger than now. */
static void
add_origin (JsonBuilder *builder, PlimsollSnapshot *snapshot, const PlimsollShowMoment *moment)
{
  GTimeSpan age = 0;

  if (snapshot == NULL)
    {
      plimsoll_json_text_add_string (builder, "source", NULL);
      plimsoll_json_text_add_string (builder, "observed_at", NULL);
      plimsoll_json_text_add_string (builder, "age_seconds", NULL);
      return;
    }

  age = plimsoll_snapshot_get_age (snapshot, moment->now);
  plimsoll_json_text_add_string (builder, "source", plimsoll_snapshot_get_source (snapshot));
  plimsoll_json_text_add_moment (builder, "observed_at",
                                 plimsoll_snapshot_get_numbers_at (snapshot));
  json_builder_set_member_name (builder, "age_seconds");
  json_builder_add_int_value (builder, MAX (age, 0) / G_TIME_SPAN_SECOND);
}

static void
add_account (JsonBuilder *builder,
             PlimsollReport *report,
             const PlimsollShowMoment *moment,
             gboolean with_identity)
{
  PlimsollAccount *account = plimsoll_report_get_account (report);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  PlimsollCondition condition =
      plimsoll_report_get_condition (report, moment->now, PLIMSOLL_SHOW_FRESH_FOR);
  g_autofree char *message = plimsoll_show_words_sentence (report, moment);

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "id", plimsoll_account_get_id (account));
  plimsoll_json_text_add_string (builder, "provider", plimsoll_account_get_provider (account));
  plimsoll_json_text_add_string (builder, "name", plimsoll_account_get_name (account));
  plimsoll_json_text_add_string (builder, "plan",
                                 snapshot != NULL ? plimsoll_snapshot_get_plan (snapshot) : NULL);
  if (with_identity)
    plimsoll_json_text_add_string (
        builder, "identity", snapshot != NULL ? plimsoll_snapshot_get_identity (snapshot) : NULL);
  plimsoll_json_text_add_string (builder, "condition", plimsoll_condition_to_word (condition));
  plimsoll_json_text_add_string (builder, "message", message);
  add_origin (builder, snapshot, moment);
  plimsoll_json_text_add_moment (builder, "retry_at",
                                 problem != NULL ? plimsoll_problem_get_retry_at (problem) : NULL);
  add_limits (builder, report, moment);
  add_spend (builder, snapshot);
  add_error (builder, problem);
  add_incident (builder, plimsoll_report_get_incident (report));
  json_builder_end_object (builder);
}

void
plimsoll_show_json_append (GString *out,
                           GPtrArray *reports,
                           const PlimsollShowMoment *moment,
                           gboolean with_identity)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, SCHEMA_VERSION);
  plimsoll_json_text_add_moment (builder, "generated_at", moment->now);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reports->len; i++)
    add_account (builder, g_ptr_array_index (reports, i), moment, with_identity);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  plimsoll_json_text_append (out, builder);
}
