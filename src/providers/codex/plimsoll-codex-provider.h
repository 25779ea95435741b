/* plimsoll-codex-provider.h - Codex behind the provider port.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-http.h"
#include "plimsoll-provider.h"
#include "plimsoll-source-gate.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_CODEX_PROVIDER (plimsoll_codex_provider_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollCodexProvider, plimsoll_codex_provider, PLIMSOLL, CODEX_PROVIDER, GObject)

/* `environment` as from g_get_environ(): everything the provider reads of it, it reads from here.
 * `run_folder` is an empty folder of our own in which the program may stand; made when needed. */
PlimsollCodexProvider *plimsoll_codex_provider_new (PlimsollHttp *http,
                                                    PlimsollClock *clock,
                                                    const char *const *environment,
                                                    const char *home,
                                                    const char *run_folder);

/* TRUE when somebody has used Codex here. Otherwise a card about it would be news to nobody. */
gboolean plimsoll_codex_provider_is_in_use (PlimsollCodexProvider *self);

/* Who remembers over all programs when Codex was asked; without one nobody does. */
void plimsoll_codex_provider_set_gate (PlimsollCodexProvider *self, PlimsollSourceGate *gate);

/* For tests: how long until a login file that was half written is read again (1 s unless set), and
 * until the program is given up (0: its own). */
void plimsoll_codex_provider_set_patience (PlimsollCodexProvider *self,
                                           GTimeSpan patience,
                                           GTimeSpan program_deadline);

G_END_DECLS
