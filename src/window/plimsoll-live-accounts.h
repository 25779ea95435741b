/* plimsoll-live-accounts.h - the accounts of the service as a list that lives.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-bus-client.h"
#include "plimsoll-clock.h"

G_BEGIN_DECLS

/* How it stands between us and the service. */
typedef enum
{
  PLIMSOLL_LINK_CONNECTING,
  PLIMSOLL_LINK_UP,
  PLIMSOLL_LINK_LOST, /* it was there and went; when it comes back, so do we */
  PLIMSOLL_LINK_NO_SERVICE, /* it cannot be started */
  PLIMSOLL_LINK_NO_BUS,
} PlimsollLink;

#define PLIMSOLL_TYPE_LINK (plimsoll_link_get_type ())
GType plimsoll_link_get_type (void);

/* Properties: link (PlimsollLink), is-settled (whether the list of meters can be believed). */
#define PLIMSOLL_TYPE_LIVE_ACCOUNTS (plimsoll_live_accounts_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollLiveAccounts, plimsoll_live_accounts, PLIMSOLL, LIVE_ACCOUNTS, GObject)

/* `connection` NULL: there is no bus, and never will be for this object. Does nothing before
 * plimsoll_live_accounts_connect(). */
PlimsollLiveAccounts *
plimsoll_live_accounts_new (GDBusConnection *connection, PlimsollClock *clock);

/* Goes to the service, and starts it when it does not run. No-op while connected. */
void plimsoll_live_accounts_connect (PlimsollLiveAccounts *self);

/* (transfer none): of PlimsollMeter, in the service's order. A meter lives as long as its account
 * does, across restarts of the service. */
GListModel *plimsoll_live_accounts_get_meters (PlimsollLiveAccounts *self);
PlimsollLink plimsoll_live_accounts_get_link (PlimsollLiveAccounts *self);
/* FALSE while an empty list may only mean that the service is still looking. */
gboolean plimsoll_live_accounts_is_settled (PlimsollLiveAccounts *self);
/* (transfer none) (nullable): why there is no service, for whoever mends it. */
const char *plimsoll_live_accounts_get_reason (PlimsollLiveAccounts *self);
/* (transfer none) (nullable): to ask it things; NULL without a service. */
PlimsollBusClient *plimsoll_live_accounts_get_client (PlimsollLiveAccounts *self);

/* Numbers older than this are stale; two intervals. */
void plimsoll_live_accounts_set_fresh_for (PlimsollLiveAccounts *self, GTimeSpan fresh_for);
/* Puts every meter right for the passing of time: call when somebody begins to look. */
void plimsoll_live_accounts_look_at_clock (PlimsollLiveAccounts *self);

G_END_DECLS
