/* plimsoll-web-keys.h - session keys of claude.ai, between the terminal, the provider and settings.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-provider.h"
#include "plimsoll-key-port.h"
#include "plimsoll-preferences.h"

G_BEGIN_DECLS

/* Both are borrowed for the time of a run. */
typedef struct
{
  PlimsollClaudeProvider *claude; /* (nullable): NULL while only the demo is shown */
  PlimsollPreferences *preferences;
} PlimsollWebKeys;

/* `self` is the port's data. */
PlimsollKeyPort plimsoll_web_keys_as_port (PlimsollWebKeys *self);

/* Tells the provider for which accounts there are keys. */
void plimsoll_web_keys_announce (PlimsollWebKeys *self);

G_END_DECLS
