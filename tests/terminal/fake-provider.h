/* fake-provider.h - a provider that says what a test wants it to say.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-provider.h"

G_DECLARE_FINAL_TYPE (FakeProvider, fake_provider, FAKE, PROVIDER, GObject)

/* The account is "<id>:default", named `name`. */
FakeProvider *fake_provider_new (const char *id, const char *name);
/* What the next diagnosis finds; without any, one good finding. Takes over `finding`. */
void fake_provider_add_finding (FakeProvider *self, PlimsollFinding *finding);
guint fake_provider_count_probes (FakeProvider *self);
