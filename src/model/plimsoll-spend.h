/* plimsoll-spend.h - money beyond the plan: what was spent, and the cap.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-money.h"

G_BEGIN_DECLS

/* Immutable. */
typedef struct _PlimsollSpend PlimsollSpend;

#define PLIMSOLL_TYPE_SPEND (plimsoll_spend_get_type ())
GType plimsoll_spend_get_type (void);

/* `cap` is NULL when there is none; `used_percent` is NAN when not known; `reason` (nullable) is
 * the server's word for why spending is off, such as "spend_limit_reached". */
PlimsollSpend *plimsoll_spend_new (gboolean is_enabled,
                                   PlimsollMoney *used,
                                   PlimsollMoney *cap,
                                   double used_percent,
                                   const char *reason);
PlimsollSpend *plimsoll_spend_ref (PlimsollSpend *self);
void plimsoll_spend_unref (PlimsollSpend *self);

gboolean plimsoll_spend_is_enabled (PlimsollSpend *self);
PlimsollMoney *plimsoll_spend_get_used (PlimsollSpend *self);
PlimsollMoney *plimsoll_spend_get_cap (PlimsollSpend *self); /* (nullable) */
double plimsoll_spend_get_used_percent (PlimsollSpend *self);
const char *plimsoll_spend_get_reason (PlimsollSpend *self); /* (nullable) */

gboolean plimsoll_spend_equal (PlimsollSpend *a, PlimsollSpend *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollSpend, plimsoll_spend_unref)

G_END_DECLS
