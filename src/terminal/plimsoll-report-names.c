/* plimsoll-report-names.c - the names of a template that speaks of one account.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * {plan}, {session.percent}, {tightest.title}: what the table and the JSON know, in the same words.
 * Of a window whose reset has passed there is no reading, here as everywhere. */
#include "plimsoll-report-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-moment.h"
#include "plimsoll-pace.h"
#include "plimsoll-status-words.h"
#include "plimsoll-words.h"

/* Everything that a field may ask. */
typedef struct
{
  const PlimsollReportScene *scene;
  PlimsollSnapshot *snapshot; /* (nullable) */
  PlimsollLimit *limit; /* (nullable) */
} Question;

typedef struct
{
  const char *name;
  void (*say) (const Question *question, PlimsollTemplateValue *value);
} Field;

static GDateTime *
get_now (const Question *question)
{
  return question->scene->moment->now;
}

static void
lower (PlimsollTemplateValue *value, GTimeSpan span)
{
  if (span > 0)
    value->changes_in = MIN (value->changes_in, span);
}

/* The condition rests on the age of the numbers. */
static PlimsollCondition
get_condition (const Question *question, PlimsollTemplateValue *value)
{
  if (question->snapshot != NULL)
    lower (value, PLIMSOLL_SHOW_FRESH_FOR
                      - plimsoll_snapshot_get_age (question->snapshot, get_now (question)) + 1);
  return plimsoll_report_get_condition (question->scene->report, get_now (question),
                                        PLIMSOLL_SHOW_FRESH_FOR);
}

static void
say_account (const Question *question, PlimsollTemplateValue *value)
{
  value->text =
      g_strdup (plimsoll_account_get_id (plimsoll_report_get_account (question->scene->report)));
}

static void
say_name (const Question *question, PlimsollTemplateValue *value)
{
  value->text =
      g_strdup (plimsoll_account_get_name (plimsoll_report_get_account (question->scene->report)));
}

static void
say_plan (const Question *question, PlimsollTemplateValue *value)
{
  if (question->snapshot != NULL)
    value->text = g_strdup (plimsoll_snapshot_get_plan (question->snapshot));
}

static void
say_source (const Question *question, PlimsollTemplateValue *value)
{
  if (question->snapshot != NULL)
    value->text = g_strdup (plimsoll_snapshot_get_source (question->snapshot));
}

static void
say_condition (const Question *question, PlimsollTemplateValue *value)
{
  value->text = g_strdup (plimsoll_condition_to_word (get_condition (question, value)));
}

/* Known while something is wrong; for {?stale}. */
static void
say_stale (const Question *question, PlimsollTemplateValue *value)
{
  if (get_condition (question, value) != PLIMSOLL_CONDITION_FRESH)
    say_condition (question, value);
}

static void
say_message (const Question *question, PlimsollTemplateValue *value)
{
  value->text =
      plimsoll_status_words_sentence (question->scene->report, get_condition (question, value),
                                      get_now (question), question->scene->moment->zone);
  lower (value,
         plimsoll_words_clock_next_change (get_now (question), question->scene->moment->zone));
}

/* The same in a few words, for where there is no room; known while there are no numbers to show. */
static void
say_status (const Question *question, PlimsollTemplateValue *value)
{
  PlimsollCondition condition = get_condition (question, value);

  if (question->snapshot == NULL)
    value->text = g_strdup (condition == PLIMSOLL_CONDITION_LOADING
                                ? _ ("Loading")
                                : plimsoll_status_words_condition (condition));
}

static void
say_age (const Question *question, PlimsollTemplateValue *value)
{
  GTimeSpan age = 0;

  if (question->snapshot == NULL)
    return;
  age = plimsoll_snapshot_get_age (question->snapshot, get_now (question));
  value->text = plimsoll_words_age (age);
  lower (value, plimsoll_words_age_next_change (age));
  value->number = (double) (age / G_TIME_SPAN_SECOND);
}

static void
say_spend (const Question *question, PlimsollTemplateValue *value)
{
  PlimsollSpend *spend =
      question->snapshot != NULL ? plimsoll_snapshot_get_spend (question->snapshot) : NULL;

  if (spend != NULL)
    value->text = plimsoll_status_words_spend (spend);
}

static const Field ACCOUNT_FIELDS[] = {
  { "account", say_account }, { "name", say_name },           { "plan", say_plan },
  { "source", say_source },   { "condition", say_condition }, { "stale", say_stale },
  { "message", say_message }, { "status", say_status },       { "age", say_age },
  { "spend", say_spend },
};

static double
get_reading (const Question *question)
{
  return question->limit != NULL ? plimsoll_limit_get_reading (question->limit, get_now (question))
                                 : (double) NAN;
}

static void
say_percent_of (double percent, PlimsollTemplateValue *value)
{
  if (isnan (percent))
    return;
  value->text = plimsoll_words_percent (percent);
  value->number = percent;
}

static void
say_percent (const Question *question, PlimsollTemplateValue *value)
{
  say_percent_of (get_reading (question), value);
}

static void
say_left (const Question *question, PlimsollTemplateValue *value)
{
  double reading = get_reading (question);

  say_percent_of (isnan (reading) ? reading : MAX (0, 100 - reading), value);
}

/* The bare number, for other programs. */
static void
say_used (const Question *question, PlimsollTemplateValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double reading = get_reading (question);

  if (isnan (reading))
    return;
  value->text = g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.0f", reading));
  value->number = reading;
}

static void
say_title (const Question *question, PlimsollTemplateValue *value)
{
  if (question->limit != NULL)
    value->text = g_strdup (plimsoll_limit_peek (question->limit)->title);
}

static void
say_id (const Question *question, PlimsollTemplateValue *value)
{
  if (question->limit != NULL)
    value->text = g_strdup (plimsoll_limit_peek (question->limit)->id);
}

static void
say_severity (const Question *question, PlimsollTemplateValue *value)
{
  if (!isnan (get_reading (question)))
    value->text =
        g_strdup (plimsoll_severity_to_word (plimsoll_limit_peek (question->limit)->severity));
}

/* (nullable): the end of a window that still runs. */
static GDateTime *
get_reset (const Question *question)
{
  if (question->limit == NULL || plimsoll_limit_is_over (question->limit, get_now (question)))
    return NULL;
  return plimsoll_limit_peek (question->limit)->resets_at;
}

static void
say_resets_in (const Question *question, PlimsollTemplateValue *value)
{
  GDateTime *reset = get_reset (question);
  GTimeSpan left = 0;

  if (reset == NULL)
    return;
  left = g_date_time_difference (reset, get_now (question));
  value->text = plimsoll_words_length (left);
  lower (value, plimsoll_words_length_next_change (left));
  value->number = (double) (left / G_TIME_SPAN_SECOND);
}

static void
say_resets_at (const Question *question, PlimsollTemplateValue *value)
{
  GDateTime *reset = get_reset (question);

  if (reset == NULL)
    return;
  value->text = plimsoll_words_clock (reset, get_now (question), question->scene->moment->zone,
                                      PLIMSOLL_CLOCK_WORDS_SHORT);
  lower (value,
         plimsoll_words_clock_next_change (get_now (question), question->scene->moment->zone));
  value->number = (double) plimsoll_moment_to_unix (reset);
}

/* For other programs: UTC, always in the same form. */
static void
say_reset (const Question *question, PlimsollTemplateValue *value)
{
  GDateTime *reset = get_reset (question);

  if (reset == NULL)
    return;
  value->text = plimsoll_moment_format (reset);
  value->number = (double) plimsoll_moment_to_unix (reset);
}

/* FALSE for old numbers as well: time has gone on since, use maybe too. */
static gboolean
compute_pace (const Question *question, PlimsollTemplateValue *value, PlimsollPace *pace)
{
  /* It moves with every moment; its words are rounded to what a minute may change. */
  lower (value, G_TIME_SPAN_MINUTE);
  return question->limit != NULL && get_condition (question, value) == PLIMSOLL_CONDITION_FRESH
         && plimsoll_pace_compute (question->limit, get_now (question), pace);
}

static void
say_pace (const Question *question, PlimsollTemplateValue *value)
{
  PlimsollPace pace;

  if (!compute_pace (question, value, &pace))
    return;
  value->text = plimsoll_pace_words (&pace);
  value->number = pace.delta_percent;
}

static void
say_forecast (const Question *question, PlimsollTemplateValue *value)
{
  PlimsollPace pace;

  if (compute_pace (question, value, &pace))
    value->text =
        plimsoll_pace_forecast_words (&pace, get_now (question), question->scene->moment->zone);
}

static const Field LIMIT_FIELDS[] = {
  { "percent", say_percent },
  { "left", say_left },
  { "used", say_used },
  { "title", say_title },
  { "id", say_id },
  { "severity", say_severity },
  { "resets_in", say_resets_in },
  { "resets_at", say_resets_at },
  { "reset", say_reset },
  { "pace", say_pace },
  { "forecast", say_forecast },
};

static const char *const USUAL_LIMITS[] = { "session", "week", "tightest" };

static gboolean
say_field (const Field *fields,
           gsize n_fields,
           const char *name,
           const Question *question,
           PlimsollTemplateValue *value)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].name, name))
      {
        fields[i].say (question, value);
        return TRUE;
      }
  return FALSE;
}

/* A limit that this account does not have now is one it may have tomorrow: the usual ones, and
 * those of a kind with names of their own. */
static gboolean
is_likely_limit (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (USUAL_LIMITS); i++)
    if (g_str_equal (USUAL_LIMITS[i], id))
      return TRUE;
  return strchr (id, ':') != NULL || g_str_equal (id, "month");
}

/* A reading ends with its window; with any window, another limit may be the tightest. */
static void
lower_to_reset (const Question *question, PlimsollTemplateValue *value)
{
  for (guint i = 0;
       question->snapshot != NULL && i < plimsoll_snapshot_get_n_limits (question->snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (question->snapshot, i);
      GDateTime *reset = plimsoll_limit_peek (limit)->resets_at;

      if (reset != NULL)
        lower (value, g_date_time_difference (reset, get_now (question)));
    }
}

static gboolean
look_up_limit (const char *id, const char *field, Question *question, PlimsollTemplateValue *value)
{
  if (question->snapshot != NULL)
    question->limit = g_str_equal (id, "tightest")
                          ? plimsoll_snapshot_find_tightest (question->snapshot, get_now (question))
                          : plimsoll_snapshot_find_limit (question->snapshot, id);
  if (question->limit == NULL && !is_likely_limit (id))
    return FALSE;
  lower_to_reset (question, value);
  return say_field (LIMIT_FIELDS, G_N_ELEMENTS (LIMIT_FIELDS), field, question, value);
}

gboolean
plimsoll_report_names_look_up (const char *name, PlimsollTemplateValue *value, gpointer user_data)
{
  const PlimsollReportScene *scene = user_data;
  Question question = { .scene = scene, .snapshot = plimsoll_report_get_snapshot (scene->report) };
  const char *dot = strrchr (name, '.');
  g_autofree char *id = NULL;

  if (dot == NULL)
    return say_field (ACCOUNT_FIELDS, G_N_ELEMENTS (ACCOUNT_FIELDS), name, &question, value);
  id = g_strndup (name, (gsize) (dot - name));
  return look_up_limit (id, dot + 1, &question, value);
}

GStrv
plimsoll_report_names_dup_list (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ACCOUNT_FIELDS); i++)
    g_ptr_array_add (list, g_strdup (ACCOUNT_FIELDS[i].name));
  for (gsize i = 0; i < G_N_ELEMENTS (USUAL_LIMITS); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (LIMIT_FIELDS); j++)
      g_ptr_array_add (list, g_strdup_printf ("%s.%s", USUAL_LIMITS[i], LIMIT_FIELDS[j].name));
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

gboolean
plimsoll_report_names_fill (GString *out,
                            const char *template,
                            const PlimsollReportScene *scene,
                            const PlimsollTemplateNames *how,
                            char **mistake)
{
  g_auto (GStrv) list = plimsoll_report_names_dup_list ();
  PlimsollTemplateNames names = *how;

  names.lookup = plimsoll_report_names_look_up;
  names.user_data = (gpointer) scene;
  names.names = (const char *const *) list;
  return plimsoll_template_append (out, template, &names, mistake);
}
