/* plimsoll-tray-face.h - the picture in the tray: what it says.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-severity.h"

G_BEGIN_DECLS

/* The three enumerations have the values of the settings of the same names. */
typedef enum
{
  PLIMSOLL_TRAY_STYLE_RING, /* the mark: the arc is what is used, the line its level */
  PLIMSOLL_TRAY_STYLE_BARS, /* session over week */
  PLIMSOLL_TRAY_STYLE_NUMBER, /* percent in figures over a level */
} PlimsollTrayStyle;

typedef enum
{
  PLIMSOLL_TRAY_COLORS_COLOR, /* coloured, with an edge that shows on every panel */
  PLIMSOLL_TRAY_COLORS_LIGHT, /* dark ink for a light panel */
  PLIMSOLL_TRAY_COLORS_DARK, /* light ink for a dark panel */
} PlimsollTrayColors;

typedef enum
{
  PLIMSOLL_TRAY_MOOD_LOADING, /* nothing known yet: three dots */
  PLIMSOLL_TRAY_MOOD_FRESH,
  PLIMSOLL_TRAY_MOOD_STALE, /* grey and dashed */
  PLIMSOLL_TRAY_MOOD_SIGNED_OUT, /* an exclamation mark */
  PLIMSOLL_TRAY_MOOD_USED_UP, /* the countdown on a plate across the full mark */
} PlimsollTrayMood;

typedef struct
{
  double used_percent; /* NAN when not known; above 100 it is drawn as 100 */
  PlimsollSeverity severity;
} PlimsollTrayReading;

/* "45m" is the longest that can be read at 16 px. */
#define PLIMSOLL_TRAY_COUNTDOWN_SIZE 4u

/* All that is drawn. A plain value: two equal ones give the same picture. */
typedef struct
{
  PlimsollTrayStyle style;
  PlimsollTrayColors colors;
  PlimsollTrayMood mood;
  PlimsollTrayReading shown; /* ring and number */
  PlimsollTrayReading session; /* bars */
  PlimsollTrayReading week;
  gboolean shows_left; /* the number is of what is left */
  char countdown[PLIMSOLL_TRAY_COUNTDOWN_SIZE]; /* digits and one of d, h, m; "" when not known */
} PlimsollTrayFace;

/* Percent as it is said everywhere: whole; 99.6 is not yet 100, and a little is not nothing. */
double plimsoll_tray_face_round (double percent);

gboolean plimsoll_tray_face_equal (const PlimsollTrayFace *a, const PlimsollTrayFace *b);

G_END_DECLS
