/* scenes.h - reports in every situation that the terminal has to put into words.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

/* Friday, 2026-11-20 12:05:00 UTC: the moment at which all scenes are looked at. */
GDateTime *scenes_now (void);

/* NULL-terminated names of all scenes. */
const char *const *scenes_list (void);

/* (transfer full) (element-type PlimsollReport): aborts on an unknown name. */
GPtrArray *scenes_make (const char *name);
