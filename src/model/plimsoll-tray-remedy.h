/* plimsoll-tray-remedy.h - what to do on a desktop that shows no tray icon.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-finding.h"

G_BEGIN_DECLS

/* (nullable): one translated sentence for a desktop as `$XDG_CURRENT_DESKTOP` names it,
 * "ubuntu:GNOME"; a general one for a desktop nobody here knows. NULL without a desktop (`desktop`
 * NULL or ""), where nothing is missing. */
const char *plimsoll_tray_remedy_get (const char *desktop);

/* (transfer full) (nullable): the same as a doctor says it. `state` is "tray" of GetStatus; NULL
 * for one that is not known. */
PlimsollFinding *plimsoll_tray_remedy_examine (const char *state, const char *desktop);

G_END_DECLS
