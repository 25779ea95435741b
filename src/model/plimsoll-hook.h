/* plimsoll-hook.h - a program of the person's that is run when something happens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-alert.h"
#include "plimsoll-limit.h"

G_BEGIN_DECLS

/* Immutable. */
typedef struct
{
  char *name; /* (owned): of its group in the file */
  GStrv command; /* (owned): a program and its arguments; at least the program */
  guint kinds; /* a bit (1 << kind) for each PlimsollAlertKind that is wanted */
  GStrv accounts; /* (owned) (nullable): ids; NULL is all */
  GStrv limits; /* (owned) (nullable): ids; NULL is all, also none */
  GTimeSpan timeout;
  GTimeSpan pause; /* between two runs at least */
} PlimsollHook;

void plimsoll_hook_free (PlimsollHook *self);

/* (transfer full): `$XDG_CONFIG_HOME/plimsoll/hooks.ini`. */
char *plimsoll_hook_dup_path (void);
/* (transfer container) (element-type PlimsollHook) (nullable): the hooks of the file at `path`, in
 * its order; an empty list when there is no such file. NULL with error, a sentence for people that
 * names the group, when any part of it makes no sense: half a configuration is none. */
GPtrArray *plimsoll_hook_load (const char *path, GError **error);

gboolean plimsoll_hook_wants (const PlimsollHook *self, PlimsollAlert *alert);

/* (transfer full): what the program reads: one line of JSON. `limit` (nullable) is the one that the
 * alert is about. */
GBytes *plimsoll_hook_describe (PlimsollAlert *alert, PlimsollLimit *limit, GDateTime *now);

G_END_DECLS
