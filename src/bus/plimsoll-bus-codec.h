/* plimsoll-bus-codec.h - meters as they travel over D-Bus, and back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"

G_BEGIN_DECLS

#define PLIMSOLL_BUS_ACCOUNTS_TYPE G_VARIANT_TYPE ("a(ua{sv})")
/* More accounts than anybody has; what is beyond is not read. */
#define PLIMSOLL_BUS_MAX_ACCOUNTS 32u

/* What a client sees of one account. */
typedef struct
{
  PlimsollAccount *account; /* (owned) */
  PlimsollCondition condition; /* as the service judged it when it sent this */
  PlimsollReport *report; /* (owned) (nullable): NULL while loading */
  GDateTime *next_try; /* (owned) (nullable) */
} PlimsollBusAccount;

void plimsoll_bus_account_free (PlimsollBusAccount *self);

/* (transfer floating): the `Accounts` property for a list of meters. */
GVariant *plimsoll_bus_codec_pack_meters (GListModel *meters);

/* (transfer full) (element-type PlimsollBusAccount): entries that make no sense are left out: one
 * odd account must not hide the others. */
GPtrArray *plimsoll_bus_codec_unpack_accounts (GVariant *accounts);

G_END_DECLS
