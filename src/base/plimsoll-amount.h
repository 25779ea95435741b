/* plimsoll-amount.h - amounts of money as text, from minor units and exponent.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More decimals than any currency has; a server that says more is not believed. */
#define PLIMSOLL_AMOUNT_MAX_EXPONENT 6u

/* (transfer full): 520 with exponent 2 is "5.20", in every locale. For JSON and scripts. */
char *plimsoll_amount_format (gint64 minor_units, guint exponent);

/* (transfer full): the same for people: "1,234.50" or "1.234,50" as the locale has it. */
char *plimsoll_amount_words (gint64 minor_units, guint exponent);

G_END_DECLS
