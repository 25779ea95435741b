/* plimsoll-via-service.h - numbers from the service, and without one from this process.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-bus-client.h"
#include "plimsoll-direct.h"

G_BEGIN_DECLS

/* Borrowed for the time of a run. */
typedef struct
{
  PlimsollDirect *direct; /* who obtains what the service does not have */
  const char *const *environment;
  GString *err; /* for a word when the service should be there and is not */
  GTimeSpan interval; /* the person's setting, for a command that stays and has no service */
  gboolean asks_incidents; /* the same, for doctor */
} PlimsollViaService;

/* Fills the terminal's port; `self` is a PlimsollViaService. */
GPtrArray *
plimsoll_via_service_collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer self);
GPtrArray *plimsoll_via_service_diagnose (gpointer self);

/* FALSE when this shell may mean another login than the service knows, or wants no service. */
gboolean plimsoll_via_service_may_serve (PlimsollViaService *self, PlimsollCollectFlags flags);
/* (transfer none) (nullable): what the service knows of an account. */
const PlimsollBusAccount *
plimsoll_via_service_find (PlimsollBusClient *client, PlimsollAccount *account);
/* TRUE while the service waits for an answer. */
gboolean plimsoll_via_service_is_asking (const PlimsollBusAccount *entry, GDateTime *now);

G_END_DECLS
