/* plimsoll-key-port.h - what the commands `login` and `logout` need of the app around them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-problem.h"
#include "plimsoll-secret.h"
#include "plimsoll-terminal.h"

G_BEGIN_DECLS

typedef struct
{
  char *uuid; /* (owned) */
  char *name; /* (owned): clean */
  gboolean is_chosen; /* it is the one whose limits are shown */
} PlimsollKeyOrganization;

/* What came of trying a key. Clear the members. */
typedef struct
{
  PlimsollProblem *problem; /* (owned) (nullable): why nothing was stored */
  GPtrArray *organizations; /* (owned) (element-type PlimsollKeyOrganization): maybe empty */
} PlimsollKeyNews;

void plimsoll_key_news_clear (PlimsollKeyNews *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollKeyNews, plimsoll_key_news_clear)

/* For plimsoll_key_news_clear(): takes the strings over. */
void plimsoll_key_news_add (PlimsollKeyNews *self, char *uuid, char *name, gboolean is_chosen);

/* Keys of claude.ai. */
struct _PlimsollKeyPort
{
  /* (transfer full) (nullable): the key in what was typed; NULL when it does not look like one. */
  PlimsollSecret *(*read) (const char *text);
  /* Tries `key` and stores it if it works. Fills `news`. FALSE with an error that is a sentence
   * when there is no such account, or the keyring does not take it. */
  gboolean (*store) (const char *account,
                     PlimsollSecret *key,
                     const char *organization,
                     PlimsollKeyNews *news,
                     gpointer user_data,
                     GError **error);
  /* `*was_there` (out): there was one. FALSE with an error as above. */
  gboolean (*remove) (const char *account, gboolean *was_there, gpointer user_data, GError **error);
  gpointer user_data;
};

G_END_DECLS
