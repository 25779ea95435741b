/* plimsoll-condition-row.h - one calm sentence about what is wrong, and one button.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "plimsoll-condition-face.h"

G_BEGIN_DECLS

/* Hidden while there is nothing to say. Signal `wish` (const char *what): the button was pressed.
 */
#define PLIMSOLL_TYPE_CONDITION_ROW (plimsoll_condition_row_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollConditionRow, plimsoll_condition_row, PLIMSOLL, CONDITION_ROW, GtkWidget)

GtkWidget *plimsoll_condition_row_new (void);

/* `has_icon` FALSE: somebody else shows the icon, and the button stands below the sentence. */
void plimsoll_condition_row_show (PlimsollConditionRow *self,
                                  const PlimsollConditionFace *face,
                                  gboolean has_icon);

G_END_DECLS
