/* plimsoll-thresholds.h - the percentages to be told at, as a list that a person edits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_THRESHOLDS (plimsoll_thresholds_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollThresholds, plimsoll_thresholds, PLIMSOLL, THRESHOLDS, AdwPreferencesGroup)

/* Edits the key `thresholds`. Call once. */
void plimsoll_thresholds_bind (PlimsollThresholds *self, GSettings *settings);

/* (transfer full) (element-type guint): what the key `thresholds` says, tidied. */
GArray *plimsoll_thresholds_read (GSettings *settings);

/* (transfer full) (element-type guint): 1 to 100, ascending, each once, at most eight: what a list
 * of spin buttons, or a hand-written setting, means. Pure. */
GArray *plimsoll_thresholds_tidy (const guint *values, gsize n_values);

/* Where one more would be of most use: the middle of the widest gap; 0 when the list is full. Pure.
 */
guint plimsoll_thresholds_suggest (GArray *thresholds);

G_END_DECLS
