/* plimsoll-tray-rows.h - the rows of the tray's menu.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-words.h"
#include "plimsoll-tray.h"

G_BEGIN_DECLS

/* Keys of rows: "account:<account>", "limit:<account>:<limit>", "spend:<account>",
 * "note:<account>", "incident:<account>", "separator:<account>" before each account but the first,
 * "note", "separator:commands", and these commands. */
#define PLIMSOLL_TRAY_KEY_OPEN "open"
#define PLIMSOLL_TRAY_KEY_REFRESH "refresh"
#define PLIMSOLL_TRAY_KEY_SETTINGS "settings"
#define PLIMSOLL_TRAY_KEY_QUIT "quit"

/* (transfer full) (element-type PlimsollTrayRow): what stands in the menu for `meters`, top to
 * bottom; the array owns the texts. */
GPtrArray *plimsoll_tray_rows_make (GListModel *meters, const PlimsollTrayHere *here);

/* (transfer full): the limits and the money of one account, one to a line, and its note. What
 * is over `most_lines` is taken from the end of the limits. */
char *plimsoll_tray_rows_make_lines (PlimsollMeter *meter,
                                     const PlimsollTrayHere *here,
                                     guint most_lines);

G_END_DECLS
