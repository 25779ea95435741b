/* plimsoll-tray-settings.h - what a person may choose about the tray.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-face.h"

G_BEGIN_DECLS

/* Which limit the icon shows; the values of the setting of the same name. */
typedef enum
{
  PLIMSOLL_TRAY_LIMIT_TIGHTEST,
  PLIMSOLL_TRAY_LIMIT_SESSION,
  PLIMSOLL_TRAY_LIMIT_WEEK,
} PlimsollTrayLimit;

typedef struct
{
  PlimsollTrayStyle style;
  PlimsollTrayLimit limit;
  PlimsollTrayColors colors;
  gboolean has_label; /* the percentage beside the icon too */
  gboolean shows_left; /* percentages are of what is left; pictures go on filling with use */
  int scroll; /* turns of the wheel, from `limit` on: tightest, session, week, each other limit */
} PlimsollTraySettings;

G_END_DECLS
