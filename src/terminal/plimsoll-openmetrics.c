/* plimsoll-openmetrics.c - reports as metrics that a monitoring system collects.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A contract with dashboards: names and labels stay. All are gauges, also where OpenMetrics has
 * finer types (`info`, `stateset`): node_exporter and promtool read the older text format, which
 * knows none of them and would refuse the whole file; so one text is right for both. What is not
 * known has no sample, and there is never an address or a token in it. Help is not translated:
 * collectors compare it, and it would change with the language of whoever asked.
 *
 * https://github.com/OpenObservability/OpenMetrics/blob/main/specification/OpenMetrics.md */
#include "plimsoll-openmetrics.h"

#include <math.h>
#include <string.h>

#include "plimsoll-config.h"
#include "plimsoll-moment.h"
#include "plimsoll-report.h"
#include "plimsoll-show-words.h"

#define PREFIX "plimsoll_"
#define PERCENT 100.0

/* What one family is written with. */
typedef struct
{
  GString *out; /* borrowed */
  GDateTime *now; /* borrowed */
  const char *name; /* of the family */
} Pen;

static void
append_escaped (GString *out, const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case '\\':
      case '"':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      default:
        g_string_append_c (out, *p);
      }
}

static void
append_label (GString *out, const char *name, const char *value)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append_printf (out, "%s=\"", name);
  append_escaped (out, value);
  g_string_append_c (out, '"');
}

/* The beginning of a sample, up to the labels that only some have. */
static void
begin (const Pen *pen, PlimsollReport *report)
{
  PlimsollAccount *account = plimsoll_report_get_account (report);

  g_string_append_printf (pen->out, PREFIX "%s{", pen->name);
  append_label (pen->out, "account", plimsoll_account_get_id (account));
  append_label (pen->out, "provider", plimsoll_account_get_provider (account));
}

static void
begin_limit (const Pen *pen, PlimsollReport *report, PlimsollLimit *limit)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

  begin (pen, report);
  append_label (pen->out, "limit", fields->id);
  append_label (pen->out, "scope", fields->scope != NULL ? fields->scope : "");
}

static void
end (const Pen *pen, const char *value)
{
  g_string_append_printf (pen->out, "} %s\n", value);
}

static void
end_double (const Pen *pen, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* 15 digits: 61 % is 0.61 and not 0.60999999999999999. */
  end (pen, g_ascii_formatd (text, sizeof text, "%.15g", value));
}

static void
end_integer (const Pen *pen, gint64 value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  end (pen, text);
}

/* One for each family: the samples of one account. */

static void
append_account (const Pen *pen, PlimsollReport *report)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  const char *plan = snapshot != NULL ? plimsoll_snapshot_get_plan (snapshot) : NULL;

  begin (pen, report);
  append_label (pen->out, "name", plimsoll_account_get_name (plimsoll_report_get_account (report)));
  append_label (pen->out, "plan", plan != NULL ? plan : "");
  end (pen, "1");
}

static void
append_condition (const Pen *pen, PlimsollReport *report)
{
  PlimsollCondition is = plimsoll_report_get_condition (report, pen->now, PLIMSOLL_SHOW_FRESH_FOR);

  /* All of them, so that one that ends is seen to end. */
  for (int i = PLIMSOLL_CONDITION_LOADING; i <= PLIMSOLL_CONDITION_BAD_REPLY; i++)
    {
      begin (pen, report);
      append_label (pen->out, "condition", plimsoll_condition_to_word ((PlimsollCondition) i));
      end (pen, (PlimsollCondition) i == is ? "1" : "0");
    }
}

static void
append_observed (const Pen *pen, PlimsollReport *report)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  if (snapshot == NULL)
    return;
  begin (pen, report);
  end_integer (pen, plimsoll_moment_to_unix (plimsoll_snapshot_get_observed_at (snapshot)));
}

static void
append_used (const Pen *pen, PlimsollReport *report, PlimsollLimit *limit)
{
  double reading = plimsoll_limit_get_reading (limit, pen->now);

  if (!isfinite (reading))
    return;
  begin_limit (pen, report, limit);
  end_double (pen, reading / PERCENT);
}

static void
append_reset (const Pen *pen, PlimsollReport *report, PlimsollLimit *limit)
{
  GDateTime *resets_at = plimsoll_limit_peek (limit)->resets_at;

  if (resets_at == NULL)
    return;
  begin_limit (pen, report, limit);
  end_integer (pen, plimsoll_moment_to_unix (resets_at));
}

static void
append_window (const Pen *pen, PlimsollReport *report, PlimsollLimit *limit)
{
  GTimeSpan window = plimsoll_limit_peek (limit)->window;

  if (window <= 0)
    return;
  begin_limit (pen, report, limit);
  end_integer (pen, window / G_TIME_SPAN_SECOND);
}

/* (nullable) */
static PlimsollSpend *
get_spend (PlimsollReport *report)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  return snapshot != NULL ? plimsoll_snapshot_get_spend (snapshot) : NULL;
}

static void
append_spend_enabled (const Pen *pen, PlimsollReport *report)
{
  PlimsollSpend *spend = get_spend (report);

  if (spend == NULL)
    return;
  begin (pen, report);
  end (pen, plimsoll_spend_is_enabled (spend) ? "1" : "0");
}

/* Minor units are made units as text: no amount goes through a floating point number here. */
static void
append_money (const Pen *pen, PlimsollReport *report, PlimsollMoney *money)
{
  g_autofree char *amount = NULL;

  if (money == NULL)
    return;
  amount = plimsoll_money_format (money);
  begin (pen, report);
  append_label (pen->out, "currency", plimsoll_money_get_currency (money));
  end (pen, amount);
}

static void
append_spend_used (const Pen *pen, PlimsollReport *report)
{
  PlimsollSpend *spend = get_spend (report);

  append_money (pen, report, spend != NULL ? plimsoll_spend_get_used (spend) : NULL);
}

static void
append_spend_cap (const Pen *pen, PlimsollReport *report)
{
  PlimsollSpend *spend = get_spend (report);

  append_money (pen, report, spend != NULL ? plimsoll_spend_get_cap (spend) : NULL);
}

typedef struct
{
  const char *name; /* without the prefix; ends in the unit, as OpenMetrics wants it */
  const char *unit; /* (nullable) */
  const char *help;
  /* One of the two. */
  void (*append) (const Pen *pen, PlimsollReport *report);
  void (*append_limit) (const Pen *pen, PlimsollReport *report, PlimsollLimit *limit);
} Family;

static const Family FAMILIES[] = {
  { "account_info", NULL, "An account, its name and its plan; the value is 1.", append_account,
    NULL },
  { "condition", NULL, "1 for the condition that the numbers of an account are in.",
    append_condition, NULL },
  { "observed_timestamp_seconds", "seconds", "When the numbers of an account were seen.",
    append_observed, NULL },
  { "used_ratio", "ratio", "How much of a limit is used; 1 is all of it.", NULL, append_used },
  { "reset_timestamp_seconds", "seconds", "When a limit comes back.", NULL, append_reset },
  { "window_seconds", "seconds", "How long the window of a limit is.", NULL, append_window },
  { "spend_enabled", NULL, "Whether money beyond the plan may be spent.", append_spend_enabled,
    NULL },
  { "spend_used", NULL, "Money spent beyond the plan, in whole units of the currency.",
    append_spend_used, NULL },
  { "spend_cap", NULL, "Money that may be spent beyond the plan.", append_spend_cap, NULL },
};

static void
append_head (GString *out,
             const char *name,
             const char *unit,
             const char *help,
             PlimsollOpenmetricsForm form)
{
  g_string_append_printf (out, "# HELP " PREFIX "%s %s\n", name, help);
  g_string_append_printf (out, "# TYPE " PREFIX "%s gauge\n", name);
  if (unit != NULL && form == PLIMSOLL_OPENMETRICS_FULL)
    g_string_append_printf (out, "# UNIT " PREFIX "%s %s\n", name, unit);
}

static void
append_samples (const Pen *pen, const Family *family, PlimsollReport *report)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  if (family->append != NULL)
    {
      family->append (pen, report);
      return;
    }
  for (guint i = 0; snapshot != NULL && i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    family->append_limit (pen, report, plimsoll_snapshot_get_limit (snapshot, i));
}

void
plimsoll_openmetrics_append (GString *out,
                             GPtrArray *reports,
                             GDateTime *now,
                             PlimsollOpenmetricsForm form)
{
  append_head (out, "build_info", NULL, "The version of Plimsoll; the value is 1.", form);
  g_string_append (out, PREFIX "build_info{version=\"" PLIMSOLL_VERSION "\"} 1\n");
  for (gsize i = 0; i < G_N_ELEMENTS (FAMILIES); i++)
    {
      g_autoptr (GString) samples = g_string_new (NULL);
      const Pen pen = { .out = samples, .now = now, .name = FAMILIES[i].name };

      for (guint j = 0; j < reports->len; j++)
        append_samples (&pen, &FAMILIES[i], g_ptr_array_index (reports, j));
      if (samples->len == 0)
        continue;
      append_head (out, FAMILIES[i].name, FAMILIES[i].unit, FAMILIES[i].help, form);
      g_string_append_len (out, samples->str, (gssize) samples->len);
    }
  if (form == PLIMSOLL_OPENMETRICS_FULL)
    g_string_append (out, "# EOF\n");
}

static void
lower (GTimeSpan *least, GTimeSpan span)
{
  if (span > 0)
    *least = MIN (*least, span);
}

GTimeSpan
plimsoll_openmetrics_next_change (GPtrArray *reports, GDateTime *now)
{
  GTimeSpan least = G_MAXINT64;

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReport *report = g_ptr_array_index (reports, i);
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

      if (snapshot == NULL)
        continue;
      /* Fresh ends; so does a window, whose reading goes then. */
      lower (&least, PLIMSOLL_SHOW_FRESH_FOR - plimsoll_snapshot_get_age (snapshot, now));
      for (guint j = 0; j < plimsoll_snapshot_get_n_limits (snapshot); j++)
        {
          PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, j);
          GDateTime *resets_at = plimsoll_limit_peek (limit)->resets_at;

          if (resets_at != NULL)
            lower (&least, g_date_time_difference (resets_at, now));
        }
    }
  return least;
}

/* The weight of `type` among what is accepted, 0 when it is not named. Wildcards do not count:
 * whoever names nothing, as a browser does, wants something to look at. */
static double
weigh (const char *accept, const char *type)
{
  g_auto (GStrv) ranges = g_strsplit (accept, ",", -1);
  double best = 0;

  for (gsize i = 0; ranges[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (ranges[i], ";", -1);
      double weight = 1;

      if (parts[0] == NULL || g_ascii_strcasecmp (g_strstrip (parts[0]), type) != 0)
        continue;
      for (gsize j = 1; parts[j] != NULL; j++)
        {
          const char *part = g_strstrip (parts[j]);

          if (g_ascii_strncasecmp (part, "q=", 2) == 0)
            weight = g_ascii_strtod (part + 2, NULL);
        }
      best = MAX (best, weight);
    }
  return best;
}

PlimsollOpenmetricsForm
plimsoll_openmetrics_negotiate (const char *accept)
{
  double full = accept != NULL ? weigh (accept, "application/openmetrics-text") : 0;

  return full > 0 && full >= weigh (accept, "text/plain") ? PLIMSOLL_OPENMETRICS_FULL
                                                          : PLIMSOLL_OPENMETRICS_PLAIN;
}

const char *
plimsoll_openmetrics_get_type (PlimsollOpenmetricsForm form)
{
  return form == PLIMSOLL_OPENMETRICS_FULL
             ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
             : "text/plain; version=0.0.4; charset=utf-8";
}
