/* provider-call.h - a provider asked through its port, and waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-provider.h"

G_BEGIN_DECLS

/* (transfer full): of the first account. */
PlimsollReport *provider_call_probe (PlimsollProvider *provider, PlimsollProbeFlags flags);
/* (transfer container) (element-type PlimsollFinding): of the first account. */
GPtrArray *provider_call_diagnose (PlimsollProvider *provider);

/* Fails the test unless `report` holds just a problem of that condition whose sentence holds
 * `words`, and nothing of a token. */
void provider_call_assert_problem (PlimsollReport *report,
                                   PlimsollCondition condition,
                                   const char *words);

G_END_DECLS
