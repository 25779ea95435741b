/* plimsoll-herald.h - has things told that deserve it, each once.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-alert.h"
#include "plimsoll-preferences.h"
#include "plimsoll-report.h"
#include "plimsoll-store.h"

G_BEGIN_DECLS

/* Speaks to the person. `id` names what it is about: a later word with the same id takes its place.
 * All texts are plain. */
typedef void (*PlimsollSpeakFunc) (const char *id,
                                   const char *title,
                                   const char *body,
                                   PlimsollUrgency urgency,
                                   gboolean can_snooze,
                                   gpointer user_data);

typedef struct _PlimsollHerald PlimsollHerald;

/* The store and the preferences are borrowed and outlive the herald. */
PlimsollHerald *plimsoll_herald_new (PlimsollStore *store,
                                     PlimsollPreferences *preferences,
                                     PlimsollSpeakFunc speak,
                                     gpointer user_data);
void plimsoll_herald_free (PlimsollHerald *self);

/* Looks at what is known after a poll: the last numbers and the problem beside them. With
 * `names_accounts` each title says whose limit it is. */
void plimsoll_herald_hear (PlimsollHerald *self,
                           PlimsollReport *report,
                           gboolean names_accounts,
                           GDateTime *now);

/* The person wants to hear no more of what `id` said last until its limits reset. */
void plimsoll_herald_snooze (PlimsollHerald *self, const char *id);

/* The same for one limit, whether or not anything was said of it. */
void plimsoll_herald_snooze_limit (PlimsollHerald *self, const char *account, PlimsollLimit *limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollHerald, plimsoll_herald_free)

G_END_DECLS
