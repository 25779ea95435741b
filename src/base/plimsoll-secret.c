/* plimsoll-secret.c - a token in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A secret lives in one place, is wiped when the last holder lets go, and leaves only as a mask or
 * as a one-way name. Whoever peeks at the clear text must hand it straight to its own host. */

#include "plimsoll-secret.h"

#include <string.h>

/* Enough to recognise which token it is ("sk-ant-oat01" has 12), not enough to guess one. */
#define MASK_CHARACTERS 12
#define KEY_DIGITS 32

struct _PlimsollSecret
{
  gatomicrefcount ref_count;
  char *text; /* (owned) */
};

PlimsollSecret *
plimsoll_secret_new (const char *text)
{
  PlimsollSecret *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (PlimsollSecret, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_strdup (text);
  return self;
}

PlimsollSecret *
plimsoll_secret_ref (PlimsollSecret *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_secret_unref (PlimsollSecret *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  plimsoll_secret_wipe (self->text);
  g_free (self->text);
  g_free (self);
}

const char *
plimsoll_secret_peek (PlimsollSecret *self)
{
  return self->text;
}

char *
plimsoll_secret_mask (PlimsollSecret *self)
{
  gsize length = strlen (self->text);

  /* A short secret would be shown nearly whole: show nothing of it. */
  if (length < 2 * MASK_CHARACTERS || !g_str_is_ascii (self->text))
    return g_strdup ("…");

  return g_strdup_printf ("%.*s…", MASK_CHARACTERS, self->text);
}

char *
plimsoll_secret_dup_key (PlimsollSecret *self)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->text, -1);

  return g_strndup (digest, KEY_DIGITS);
}

void
plimsoll_secret_wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
}
