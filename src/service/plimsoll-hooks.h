/* plimsoll-hooks.h - runs the person's programs when something happens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-preferences.h"
#include "plimsoll-report.h"
#include "plimsoll-store.h"

G_BEGIN_DECLS

typedef struct _PlimsollHooks PlimsollHooks;

/* `path` is the file of hooks. The store and the preferences are borrowed and outlive this. */
PlimsollHooks *
plimsoll_hooks_new (const char *path, PlimsollStore *store, PlimsollPreferences *preferences);
/* Programs that run go on by themselves. */
void plimsoll_hooks_free (PlimsollHooks *self);

/* Looks at what is known after a poll. */
void plimsoll_hooks_hear (PlimsollHooks *self, PlimsollReport *report, GDateTime *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollHooks, plimsoll_hooks_free)

G_END_DECLS
