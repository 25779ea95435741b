/* plimsoll-tray-view.c - what the tray says about the meters, as of one moment.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From meters, settings, time and zone to a value: the face to paint, all texts and rows, and when
 * to look again. Same input, same view; it asks no clock, keeps no signal, knows no D-Bus. */

#include "plimsoll-tray-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-tray-pick.h"
#include "plimsoll-tray-rows.h"
#include "plimsoll-tray-words.h"

/* KDE cuts a description after this many. */
#define MOST_TOOLTIP_LINES 8

struct _PlimsollTrayView
{
  PlimsollTrayFace face;
  char *title; /* (owned) */
  char *tooltip; /* (owned) */
  char *label; /* (owned) */
  GArray *rows; /* (owned) (element-type PlimsollTrayRow): texts are of `row_texts` */
  GPtrArray *row_texts; /* (owned) (element-type PlimsollTrayRow) */
  char *shown_limit; /* (owned) (nullable) */
  GDateTime *next_change; /* (owned) (nullable) */
};

/* Remembers `moment` (transfer full) (nullable) when it is to come and none sooner is known. */
static void
note_change (PlimsollTrayView *self, GDateTime *moment, GDateTime *now)
{
  gboolean is_sooner =
      moment != NULL && g_date_time_compare (moment, now) > 0
      && (self->next_change == NULL || g_date_time_compare (moment, self->next_change) < 0);

  if (is_sooner)
    {
      g_clear_pointer (&self->next_change, g_date_time_unref);
      self->next_change = g_date_time_ref (moment);
    }
  g_clear_pointer (&moment, g_date_time_unref);
}

/* (transfer full) (nullable): when "14:10" becomes "3 Dec", and "Tue 09:59" a plain "09:59". */
static GDateTime *
find_end_of_day (const PlimsollTrayHere *here)
{
  g_autoptr (GTimeZone) zone =
      here->zone != NULL ? g_time_zone_ref (here->zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) today = g_date_time_to_timezone (here->now, zone);
  g_autoptr (GDateTime) tomorrow = today != NULL ? g_date_time_add_days (today, 1) : NULL;

  if (tomorrow == NULL)
    return NULL;

  return g_date_time_new (zone, g_date_time_get_year (tomorrow), g_date_time_get_month (tomorrow),
                          g_date_time_get_day_of_month (tomorrow), 0, 0, 0);
}

static void
note_changes_of_meter (PlimsollTrayView *self, PlimsollMeter *meter, const PlimsollTrayHere *here)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);
  GDateTime *retry_at = problem != NULL ? plimsoll_problem_get_retry_at (problem) : NULL;
  guint n = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;

  if (retry_at != NULL)
    note_change (self, g_date_time_ref (retry_at), here->now);
  for (guint i = 0; i < n; i++)
    {
      GDateTime *resets_at =
          plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, i))->resets_at;

      if (resets_at != NULL)
        note_change (self, g_date_time_ref (resets_at), here->now);
    }
  if (snapshot != NULL || retry_at != NULL)
    note_change (self, find_end_of_day (here), here->now);
}

static PlimsollTrayReading
read_limit (PlimsollLimit *limit, GDateTime *now)
{
  PlimsollTrayReading reading = { (double) NAN, PLIMSOLL_SEVERITY_NORMAL };
  double percent = limit != NULL ? plimsoll_limit_get_reading (limit, now) : (double) NAN;

  if (isnan (percent))
    return reading;

  reading.used_percent = plimsoll_tray_face_round (CLAMP (percent, 0, 100));
  reading.severity = plimsoll_limit_peek (limit)->severity;
  return reading;
}

/* A login that was taken away makes old numbers worthless; one that only ran out does not. */
static gboolean
is_signed_out (PlimsollMeter *meter)
{
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);
  PlimsollCondition condition =
      problem != NULL ? plimsoll_problem_get_condition (problem) : PLIMSOLL_CONDITION_LOADING;

  return condition == PLIMSOLL_CONDITION_SIGNED_OUT
         || (plimsoll_condition_is_login_trouble (condition)
             && plimsoll_meter_get_snapshot (meter) == NULL);
}

static PlimsollTrayMood
choose_mood (const PlimsollTrayPick *pick, PlimsollTrayReading shown, GDateTime *now)
{
  PlimsollCondition condition = PLIMSOLL_CONDITION_LOADING;

  if (pick->meter != NULL)
    condition = plimsoll_meter_get_condition (pick->meter);
  if (pick->meter != NULL && is_signed_out (pick->meter))
    return PLIMSOLL_TRAY_MOOD_SIGNED_OUT;
  /* What is used up stays so until it resets, however old the news. */
  if (shown.used_percent >= 100)
    return PLIMSOLL_TRAY_MOOD_USED_UP;
  if (condition == PLIMSOLL_CONDITION_LOADING)
    return PLIMSOLL_TRAY_MOOD_LOADING;
  /* Of an account in trouble the shown limit may have come by another way. */
  if (condition == PLIMSOLL_CONDITION_FRESH
      || (pick->limit != NULL && plimsoll_meter_is_limit_fresh (pick->meter, pick->limit, now)))
    return PLIMSOLL_TRAY_MOOD_FRESH;

  return PLIMSOLL_TRAY_MOOD_STALE;
}

static void
make_face (PlimsollTrayView *self,
           const PlimsollTrayPick *pick,
           const PlimsollTraySettings *settings,
           GDateTime *now)
{
  PlimsollTrayFace *face = &self->face;
  PlimsollSnapshot *snapshot =
      pick->meter != NULL ? plimsoll_meter_get_snapshot (pick->meter) : NULL;
  PlimsollLimit *session = NULL;
  PlimsollLimit *week = NULL;

  if (snapshot != NULL)
    {
      session = plimsoll_snapshot_find_limit (snapshot, "session");
      week = plimsoll_snapshot_find_limit (snapshot, "week");
    }
  face->style = settings->style;
  face->colors = settings->colors;
  face->shows_left = settings->shows_left;
  face->shown = read_limit (pick->limit, now);
  face->session = read_limit (session, now);
  face->week = read_limit (week, now);
  face->mood = choose_mood (pick, face->shown, now);
  if (face->mood == PLIMSOLL_TRAY_MOOD_USED_UP
      && plimsoll_limit_peek (pick->limit)->resets_at != NULL)
    note_change (self,
                 plimsoll_tray_words_countdown (plimsoll_limit_peek (pick->limit)->resets_at, now,
                                                face->countdown),
                 now);
}

/* All of the account that is shown, and one line for each other, as many as a tooltip has. */
static char *
make_tooltip (GListModel *meters, PlimsollMeter *shown, const PlimsollTrayHere *here)
{
  GString *others = g_string_new (NULL);
  g_autofree char *own = NULL;
  g_autofree char *tail = NULL;
  guint room = MOST_TOOLTIP_LINES;

  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);
      g_autofree char *title = NULL;

      /* Half of the lines are the shown account's by right. */
      if (meter == shown || room <= MOST_TOOLTIP_LINES / 2)
        continue;
      title = plimsoll_tray_words_title (meter, NULL, here);
      g_string_append_printf (others, "\n%s", title);
      room--;
    }

  tail = g_string_free (others, FALSE);
  own = shown != NULL ? plimsoll_tray_rows_make_lines (shown, here, room) : g_strdup ("");
  return g_strconcat (own, tail, NULL);
}

static void
make_texts (PlimsollTrayView *self,
            GListModel *meters,
            const PlimsollTrayPick *pick,
            const PlimsollTraySettings *settings,
            const PlimsollTrayHere *here)
{
  self->title = pick->meter != NULL ? plimsoll_tray_words_title (pick->meter, pick->limit, here)
                                    : g_strdup ("Plimsoll");
  self->tooltip = make_tooltip (meters, pick->meter, here);
  self->label = settings->has_label && pick->limit != NULL
                    ? plimsoll_tray_words_number (pick->limit, here)
                    : g_strdup ("");
  self->row_texts = plimsoll_tray_rows_make (meters, here);
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (PlimsollTrayRow), self->row_texts->len);
  for (guint i = 0; i < self->row_texts->len; i++)
    g_array_append_vals (self->rows, g_ptr_array_index (self->row_texts, i), 1);
}

PlimsollTrayView *
plimsoll_tray_view_new (GListModel *meters,
                        const PlimsollTraySettings *settings,
                        GDateTime *now,
                        GTimeZone *zone)
{
  PlimsollTrayView *self = g_new0 (PlimsollTrayView, 1);
  const PlimsollTrayHere here = { now, zone, settings->shows_left };
  g_auto (PlimsollTrayPick) pick = plimsoll_tray_pick_choose (meters, settings, now);

  if (pick.limit != NULL)
    self->shown_limit = g_strdup (plimsoll_limit_peek (pick.limit)->id);
  make_face (self, &pick, settings, now);
  make_texts (self, meters, &pick, settings, &here);
  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);

      note_changes_of_meter (self, meter, &here);
    }

  return self;
}

void
plimsoll_tray_view_free (PlimsollTrayView *self)
{
  g_free (self->title);
  g_free (self->tooltip);
  g_free (self->label);
  g_free (self->shown_limit);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->row_texts);
  g_clear_pointer (&self->next_change, g_date_time_unref);
  g_free (self);
}

const PlimsollTrayFace *
plimsoll_tray_view_get_face (PlimsollTrayView *self)
{
  return &self->face;
}

const char *
plimsoll_tray_view_get_shown_limit (PlimsollTrayView *self)
{
  return self->shown_limit;
}

GDateTime *
plimsoll_tray_view_get_next_change (PlimsollTrayView *self)
{
  return self->next_change;
}

void
plimsoll_tray_view_fill_state (PlimsollTrayView *self, GVariant *icon, PlimsollTrayState *state)
{
  *state = (PlimsollTrayState){ 0 };
  state->icon = icon;
  state->wants_attention = self->face.mood == PLIMSOLL_TRAY_MOOD_USED_UP
                           || self->face.mood == PLIMSOLL_TRAY_MOOD_SIGNED_OUT;
  state->title = self->title;
  state->tooltip = self->tooltip;
  state->label = self->label;
  /* Translators: the longest percentage, to keep room for it. */
  state->label_guide = self->label[0] != '\0' ? _ ("100 %") : "";
  state->rows = (const PlimsollTrayRow *) (gconstpointer) self->rows->data;
  state->n_rows = self->rows->len;
}
