/* window-scenes.h - accounts in every condition, as tests and gallery put them on cards.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* Friday, 2026-11-20 12:05 UTC: "now" of all scenes. */
#define WINDOW_NOW "2026-11-20T12:05:00Z"

typedef struct
{
  const char *name; /* kebab-case: also the name of its picture */
  PlimsollCondition problem; /* FRESH: none */
  const char *retry_at; /* (nullable) */
  gboolean has_numbers;
  double session; /* used percent */
  const char *session_resets_at;
  int age_minutes; /* of the numbers */
  guint n_scoped; /* how many limits of models, with longer and longer names */
} WindowScene;

/* Ended by an entry without a name. */
extern const WindowScene WINDOW_SCENES[];

/* (transfer full): a clock that stands at WINDOW_NOW. */
PlimsollClock *window_clock_new (void);
/* (transfer full) */
PlimsollMeter *window_meter_new (const WindowScene *scene, const char *id, const char *name);
/* (transfer none): the scene of that name, which must be there. */
const WindowScene *window_scene_find (const char *name);
/* Gives the meter of a scene another reading of its session, seen at `now`. */
void window_meter_take_session (PlimsollMeter *meter, const WindowScene *scene, GDateTime *now);

G_END_DECLS
