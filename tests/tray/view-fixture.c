/* view-fixture.c - meters for a tray's view, and what it made of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real meters that took real reports; nothing stands in for anything. */

#include "view-fixture.h"

#include "plimsoll-moment.h"

#define FRESH_FOR (10 * G_TIME_SPAN_MINUTE)

const Limit USUAL[] = { SESSION (42), WEEK (17), END };

void
view_fixture_set_up (Fixture *f, gconstpointer data)
{
  f->meters = g_list_store_new (PLIMSOLL_TYPE_METER);
  f->zone = g_time_zone_new_utc ();
}

void
view_fixture_tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->view, plimsoll_tray_view_free);
  g_clear_object (&f->meters);
  g_clear_pointer (&f->zone, g_time_zone_unref);
}

static PlimsollLimit *
make_limit (const Limit *limit)
{
  g_autoptr (GDateTime) resets_at =
      limit->resets_at != NULL ? plimsoll_moment_parse (limit->resets_at) : NULL;
  PlimsollLimitFields fields = { 0 };

  fields.id = limit->id;
  fields.title = limit->title;
  fields.kind = limit->kind;
  fields.used_percent = limit->percent;
  fields.severity = plimsoll_severity_from_percent (limit->percent);
  fields.resets_at = resets_at;
  return plimsoll_limit_new (&fields);
}

PlimsollSnapshot *
view_fixture_make_snapshot (const Limit *limits, const char *observed_at, PlimsollSpend *spend)
{
  g_autoptr (GDateTime) seen = plimsoll_moment_parse (observed_at);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollSnapshotFields fields = { 0 };

  for (const Limit *limit = limits; limit->id != NULL; limit++)
    g_ptr_array_add (list, make_limit (limit));
  fields.source = "oauth";
  fields.observed_at = seen;
  fields.plan = "Max 20x";
  fields.limits = list;
  fields.spend = spend;
  return plimsoll_snapshot_new (&fields);
}

void
view_fixture_add_meter (Fixture *f,
                        const char *id,
                        const char *name,
                        PlimsollSnapshot *snapshot,
                        PlimsollProblem *problem,
                        const char *now)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new (id, "claude", name);
  g_autoptr (PlimsollMeter) meter = plimsoll_meter_new (account, FRESH_FOR);
  g_autoptr (GDateTime) moment = plimsoll_moment_parse (now);

  if (snapshot != NULL || problem != NULL)
    {
      g_autoptr (PlimsollReport) report = plimsoll_report_new (account, NULL, snapshot, problem);

      plimsoll_meter_take (meter, report, moment);
    }
  g_list_store_append (f->meters, meter);
}

void
view_fixture_add_limits (Fixture *f, const char *id, const char *name, const Limit *limits)
{
  g_autoptr (PlimsollSnapshot) snapshot = view_fixture_make_snapshot (limits, NOW, NULL);

  view_fixture_add_meter (f, id, name, snapshot, NULL, NOW);
}

void
view_fixture_look_at (Fixture *f, const char *now)
{
  g_autoptr (GDateTime) moment = plimsoll_moment_parse (now);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->meters)); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (G_LIST_MODEL (f->meters), i);

      plimsoll_meter_look_at_clock (meter, moment);
    }
  g_clear_pointer (&f->view, plimsoll_tray_view_free);
  f->view = plimsoll_tray_view_new (G_LIST_MODEL (f->meters), &f->settings, moment, f->zone);
  plimsoll_tray_view_fill_state (f->view, NULL, &f->state);
}

char *
view_fixture_print_rows (Fixture *f)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < f->state.n_rows; i++)
    {
      const PlimsollTrayRow *row = &f->state.rows[i];
      const char *kind = row->is_command ? (row->is_enabled ? "+" : "x") : "-";

      g_string_append_printf (text, "%s %s %s\n", row->key, kind,
                              row->label != NULL ? row->label : "────");
    }

  return g_string_free (text, FALSE);
}

const char *
view_fixture_find_label (Fixture *f, const char *key)
{
  for (gsize i = 0; i < f->state.n_rows; i++)
    {
      if (g_str_equal (f->state.rows[i].key, key))
        return f->state.rows[i].label;
    }

  return NULL;
}
