/* plimsoll-keyring.h - keys that the person entered, in the desktop's keyring and nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-secret.h"

G_BEGIN_DECLS

#define PLIMSOLL_KEYRING_ERROR (plimsoll_keyring_error_quark ())
GQuark plimsoll_keyring_error_quark (void);

/* Why the keyring did not do as asked; the messages are sentences for people. */
typedef enum
{
  PLIMSOLL_KEYRING_ERROR_NONE, /* there is no keyring here */
  PLIMSOLL_KEYRING_ERROR_LOCKED, /* it is locked, and nobody is asked for its password */
  PLIMSOLL_KEYRING_ERROR_REFUSED, /* anything else, or the person said no */
} PlimsollKeyringError;

/* What a key is filed under. Both are borrowed. */
typedef struct
{
  const char *source; /* "claude-web" */
  const char *account; /* "claude:default" */
} PlimsollKeyringPlace;

/* Never asks the person for anything, and ends within seconds. */
void plimsoll_keyring_look_up_async (const PlimsollKeyringPlace *place,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) (nullable): NULL without `error`: the keyring holds none. */
PlimsollSecret *plimsoll_keyring_look_up_finish (GAsyncResult *result, GError **error);

/* Puts `secret` in the place of what was there. `label` is what the keyring's own programs show.
 * May ask the person to unlock the keyring. */
void plimsoll_keyring_store_async (const PlimsollKeyringPlace *place,
                                   const char *label,
                                   PlimsollSecret *secret,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean plimsoll_keyring_store_finish (GAsyncResult *result, GError **error);

/* May ask the person to unlock the keyring. */
void plimsoll_keyring_remove_async (const PlimsollKeyringPlace *place,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* TRUE also when there was nothing; `*was_there` (out) says which. */
gboolean plimsoll_keyring_remove_finish (GAsyncResult *result, gboolean *was_there, GError **error);

G_END_DECLS
