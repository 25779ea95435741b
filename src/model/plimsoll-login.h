/* plimsoll-login.h - an account as its provider finds it on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-provider.h"

G_BEGIN_DECLS

/* What the service must know to care for an account it cannot look into. No secret. */
typedef struct
{
  PlimsollAccount *account; /* (owned) */
  char *key; /* (owned) (nullable): the one-way name of the token it has now */
  GStrv watch_paths; /* (owned): files whose change may be a new login; maybe empty */
  char *feed_path; /* (owned) (nullable): where newer numbers may be found without asking */
  gboolean needs_network; /* FALSE for the demo and for servers on this machine */
} PlimsollLogin;

void plimsoll_login_free (PlimsollLogin *self);

/* (transfer container) (element-type PlimsollLogin): an empty list. */
GPtrArray *plimsoll_login_list_new (void);
/* Adds every account of `provider`. Reads files. */
void plimsoll_login_list_add_provider (GPtrArray *list, PlimsollProvider *provider);

/* The list as little-endian bytes for a pipe, and back; NULL with PLIMSOLL_CODEC_ERROR for anything
 * else. Entries that name no account are left out. */
GBytes *plimsoll_login_list_to_bytes (GPtrArray *list);
GPtrArray *plimsoll_login_list_from_bytes (GBytes *bytes, GError **error);

G_END_DECLS
