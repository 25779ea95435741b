/* plimsoll-show-table.h - reports as a table for people.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-screen.h"
#include "plimsoll-show-words.h"

G_BEGIN_DECLS

/* Appends whole lines, none of them wider than the screen from 40 columns up. `reports` holds
 * PlimsollReport. */
void plimsoll_show_table_append (GString *out,
                                 GPtrArray *reports,
                                 const PlimsollScreen *screen,
                                 const PlimsollShowMoment *moment);

G_END_DECLS
