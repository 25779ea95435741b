/* plimsoll-secret.h - a token in memory: wiped when let go, shown only masked, named by a hash.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlimsollSecret PlimsollSecret;

/* (transfer full): keeps its own copy of `text`; the caller wipes its own. */
PlimsollSecret *plimsoll_secret_new (const char *text);
PlimsollSecret *plimsoll_secret_ref (PlimsollSecret *self);
void plimsoll_secret_unref (PlimsollSecret *self);

/* The clear text, for the one header that carries it. Never for a log, an error or a file. */
const char *plimsoll_secret_peek (PlimsollSecret *self);

/* (transfer full): the first 12 characters and an ellipsis, for `env` and `doctor`. */
char *plimsoll_secret_mask (PlimsollSecret *self);

/* (transfer full): a name for this secret that tells nothing about it: 32 hexadecimal digits of its
 * SHA-256. Cool-downs and cached numbers are filed under it. */
char *plimsoll_secret_dup_key (PlimsollSecret *self);

/* Overwrites a string that held a secret, in a way the compiler may not drop. NULL is fine. */
void plimsoll_secret_wipe (char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollSecret, plimsoll_secret_unref)

G_END_DECLS
