/* plimsoll-money.h - an amount of money: minor units, exponent, currency.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-amount.h"

G_BEGIN_DECLS

/* Immutable. Whole minor units, so that no cent is ever rounded away. */
typedef struct _PlimsollMoney PlimsollMoney;

#define PLIMSOLL_TYPE_MONEY (plimsoll_money_get_type ())
GType plimsoll_money_get_type (void);

/* (transfer full) (nullable): NULL when `exponent` is above 6 or `currency` is not 3 to 8 capital
 * letters ("USD"; some providers count "CREDITS"). */
PlimsollMoney *plimsoll_money_new (gint64 minor_units, guint exponent, const char *currency);
PlimsollMoney *plimsoll_money_ref (PlimsollMoney *self);
void plimsoll_money_unref (PlimsollMoney *self);

gint64 plimsoll_money_get_minor_units (PlimsollMoney *self);
guint plimsoll_money_get_exponent (PlimsollMoney *self);
const char *plimsoll_money_get_currency (PlimsollMoney *self);

/* (transfer full): "5.20", the same in every locale. */
char *plimsoll_money_format (PlimsollMoney *self);
/* (transfer full): "5.20" or "5,20" as the locale writes it, without the currency. */
char *plimsoll_money_words (PlimsollMoney *self);
/* (transfer full): "5.20 of 20.00 USD"; "5.20 USD" when `cap` (nullable) is not there. */
char *plimsoll_money_words_of (PlimsollMoney *used, PlimsollMoney *cap);

gboolean plimsoll_money_equal (PlimsollMoney *a, PlimsollMoney *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollMoney, plimsoll_money_unref)

G_END_DECLS
