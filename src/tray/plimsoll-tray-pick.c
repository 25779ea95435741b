/* plimsoll-tray-pick.c - which account and which of its limits the icon shows.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The setting names where the wheel starts; each turn goes on to the next choice that any account
 * has. Choices are ids of limits, which are the same for all accounts of a provider. */

#include "plimsoll-tray-pick.h"

#include <math.h>

/* The one choice that is no limit's id. */
#define TIGHTEST ""

static const char *const BY_SETTING[] = { TIGHTEST, "session", "week" };

static gboolean
has_limit (GListModel *meters, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);
      PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);

      if (snapshot != NULL && plimsoll_snapshot_find_limit (snapshot, id) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
add_choice (GPtrArray *choices, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (choices, id, g_str_equal, NULL))
    g_ptr_array_add (choices, g_strdup (id));
}

/* (transfer full): the tightest, session and week, then all others in the order of the accounts. */
static GPtrArray *
list_choices (GListModel *meters)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (BY_SETTING); i++)
    {
      if (i == PLIMSOLL_TRAY_LIMIT_TIGHTEST || has_limit (meters, BY_SETTING[i]))
        add_choice (choices, BY_SETTING[i]);
    }
  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);
      PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
      guint n = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;

      for (guint j = 0; j < n; j++)
        add_choice (choices, plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, j))->id);
    }

  return choices;
}

/* (transfer full): where the wheel stands. */
static char *
choose_id (GListModel *meters, const PlimsollTraySettings *settings)
{
  g_autoptr (GPtrArray) choices = list_choices (meters);
  const char *start = BY_SETTING[CLAMP ((int) settings->limit, 0, 2)];
  guint index = 0;
  int n = (int) choices->len;

  g_ptr_array_find_with_equal_func (choices, start, g_str_equal, &index);
  index = (guint) ((((int) index + settings->scroll % n) % n + n) % n);
  return g_strdup (g_ptr_array_index (choices, index));
}

/* (transfer none) (nullable): an account without the limit in question shows its tightest; one
 * whose windows are all over, its first. */
static PlimsollLimit *
find_limit (PlimsollMeter *meter, const char *id, GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  PlimsollLimit *limit = NULL;

  if (snapshot == NULL || plimsoll_snapshot_get_n_limits (snapshot) == 0)
    return NULL;

  limit = plimsoll_snapshot_find_limit (snapshot, id);
  if (limit == NULL)
    limit = plimsoll_snapshot_find_tightest (snapshot, now);

  return limit != NULL ? limit : plimsoll_snapshot_get_limit (snapshot, 0);
}

/* What has a number goes before what has none, and a login to be mended before other trouble. */
static double
rank (PlimsollMeter *meter, PlimsollLimit *limit, GDateTime *now)
{
  double reading = limit != NULL ? plimsoll_limit_get_reading (limit, now) : (double) NAN;

  if (!isnan (reading))
    return reading;
  if (limit != NULL)
    return -1;

  return plimsoll_condition_is_login_trouble (plimsoll_meter_get_condition (meter)) ? -2 : -3;
}

PlimsollTrayPick
plimsoll_tray_pick_choose (GListModel *meters, const PlimsollTraySettings *settings, GDateTime *now)
{
  g_autofree char *id = choose_id (meters, settings);
  PlimsollTrayPick best = { 0 };
  double best_rank = -G_MAXDOUBLE;

  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);
      PlimsollLimit *limit = find_limit (meter, id, now);
      double meter_rank = rank (meter, limit, now);

      if (meter_rank <= best_rank)
        continue;
      plimsoll_tray_pick_clear (&best);
      best.meter = g_object_ref (meter);
      best.limit = limit != NULL ? plimsoll_limit_ref (limit) : NULL;
      best_rank = meter_rank;
    }

  return best;
}

void
plimsoll_tray_pick_clear (PlimsollTrayPick *self)
{
  g_clear_object (&self->meter);
  g_clear_pointer (&self->limit, plimsoll_limit_unref);
}
