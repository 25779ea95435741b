/* plimsoll-prober.h - runs `plimsoll probe` and takes what it brings.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-login.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_PROBER (plimsoll_prober_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollProber, plimsoll_prober, PLIMSOLL, PROBER, GObject)

/* `program` is the path of `plimsoll`. */
PlimsollProber *plimsoll_prober_new (const char *program);

/* How long a probe may take before it is asked to end; 90 s unless set. */
void plimsoll_prober_set_deadline (PlimsollProber *self, GTimeSpan deadline);

/* One process for one account. It has been reaped when the callback comes; whatever went wrong with
 * it is a report of the condition `trouble`. Only cancellation is an error; it ends the process as
 * well. */
void plimsoll_prober_probe_async (PlimsollProber *self,
                                  PlimsollAccount *account,
                                  PlimsollProbeFlags flags,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
PlimsollReport *
plimsoll_prober_probe_finish (PlimsollProber *self, GAsyncResult *result, GError **error);

/* (transfer container) (element-type PlimsollLogin): which accounts there are. */
void plimsoll_prober_list_async (PlimsollProber *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *plimsoll_prober_list_finish (PlimsollProber *self, GAsyncResult *result, GError **error);

/* What the status page of `provider` says. FALSE from the end for whatever went wrong: nothing is
 * written about it, for a page that is down is not our trouble. `*incident` (transfer full)
 * (nullable) only with TRUE. */
void plimsoll_prober_incident_async (PlimsollProber *self,
                                     const char *provider,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean plimsoll_prober_incident_finish (PlimsollProber *self,
                                          GAsyncResult *result,
                                          PlimsollIncident **incident);

G_END_DECLS
