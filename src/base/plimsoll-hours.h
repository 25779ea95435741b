/* plimsoll-hours.h - the desktop's choice between 12 and 24 hours.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_HOURS_LOCALE, /* nobody chose: the locale decides */
  PLIMSOLL_HOURS_12,
  PLIMSOLL_HOURS_24,
} PlimsollHours;

/* Called once by a program's main, beside setlocale(): from now on clock times follow the desktop,
 * and a change there. Without it, or without such a setting, the locale decides. */
void plimsoll_hours_follow_desktop (void);

PlimsollHours plimsoll_hours_get (void);

/* What a setting of that name means: `format` is "12h" or "24h". It counts where somebody chose it,
 * or on a desktop that shows its own clock by it (`desktops`: XDG_CURRENT_DESKTOP, or NULL). */
PlimsollHours plimsoll_hours_decide (const char *format, gboolean is_chosen, const char *desktops);

G_END_DECLS
