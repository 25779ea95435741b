/* plimsoll-source-choice.h - where Claude's numbers come from, as a choice among a few orders.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Fills `row` with the orders and binds it to the setting for as long as it lives. An order that
 * somebody wrote by hand is shown as such, and stays until another one is chosen. */
void plimsoll_source_choice_bind (GSettings *settings, AdwComboRow *row);

G_END_DECLS
