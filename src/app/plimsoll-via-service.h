/* plimsoll-via-service.h - numbers from the service, and without one from this process.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-direct.h"

G_BEGIN_DECLS

/* Borrowed for the time of a run. */
typedef struct
{
  PlimsollDirect *direct; /* who obtains what the service does not have */
  const char *const *environment;
  GString *err; /* for a word when the service should be there and is not */
} PlimsollViaService;

/* Fills the terminal's port; `self` is a PlimsollViaService. */
GPtrArray *
plimsoll_via_service_collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer self);
GPtrArray *plimsoll_via_service_diagnose (gpointer self);

G_END_DECLS
