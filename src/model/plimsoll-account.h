/* plimsoll-account.h - one login with one provider.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Names that people give are cut here: they stand before every number in tray and terminal. */
#define PLIMSOLL_ACCOUNT_LONGEST_NAME 40u

/* Immutable. Names the login; holds nothing of it. */
typedef struct _PlimsollAccount PlimsollAccount;

#define PLIMSOLL_TYPE_ACCOUNT (plimsoll_account_get_type ())
GType plimsoll_account_get_type (void);

/* `id` is "<provider>:<name>" of [a-z0-9-_.], as in "claude:default", and begins with `provider`;
 * `name` is for people ("Claude") and not empty. */
PlimsollAccount *plimsoll_account_new (const char *id, const char *provider, const char *name);
/* (transfer full) (nullable): the same for what comes from outside: the provider is read off the
 * id, and an id or a name that will not do gives NULL. */
PlimsollAccount *plimsoll_account_new_from_id (const char *id, const char *name);
/* (transfer full): the same account under another `name`. */
PlimsollAccount *plimsoll_account_dup_named (PlimsollAccount *self, const char *name);
PlimsollAccount *plimsoll_account_ref (PlimsollAccount *self);
void plimsoll_account_unref (PlimsollAccount *self);

const char *plimsoll_account_get_id (PlimsollAccount *self);
const char *plimsoll_account_get_provider (PlimsollAccount *self);
const char *plimsoll_account_get_name (PlimsollAccount *self);

/* TRUE when `id` has the form above; for what comes from a command line, a bus or a file. */
gboolean plimsoll_account_is_valid_id (const char *id);

gboolean plimsoll_account_equal (PlimsollAccount *a, PlimsollAccount *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollAccount, plimsoll_account_unref)

G_END_DECLS
