/* plimsoll-condition.h - how it stands with one account's numbers, in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_CONDITION_LOADING, /* nobody has answered yet */
  PLIMSOLL_CONDITION_FRESH, /* numbers, and young ones */
  PLIMSOLL_CONDITION_STALE, /* numbers, but older than they should be */
  PLIMSOLL_CONDITION_SIGNED_OUT, /* no login, or one that was revoked */
  PLIMSOLL_CONDITION_EXPIRED, /* a login whose time is over until its own program renews it */
  PLIMSOLL_CONDITION_NO_SCOPE, /* a login that may not read its limits */
  PLIMSOLL_CONDITION_RATE_LIMITED, /* asked too often, by whomever */
  PLIMSOLL_CONDITION_OFFLINE, /* no way to the server: names, routes, TLS, time */
  PLIMSOLL_CONDITION_BLOCKED, /* something on the way refuses, whoever asks */
  PLIMSOLL_CONDITION_TROUBLE, /* the server, or our own worker, failed */
  PLIMSOLL_CONDITION_BAD_REPLY, /* an answer that was not understood */
} PlimsollCondition;

#define PLIMSOLL_TYPE_CONDITION (plimsoll_condition_get_type ())
GType plimsoll_condition_get_type (void);

/* "fresh", "signed-out", …: the word used in JSON, on D-Bus and in the store. */
const char *plimsoll_condition_to_word (PlimsollCondition self);
/* FALSE, and `*self` untouched, when `word` is none. */
gboolean plimsoll_condition_from_word (const char *word, PlimsollCondition *self);

/* TRUE for the reasons for which there can be no new numbers; FALSE for loading, fresh, stale. */
gboolean plimsoll_condition_is_refusal (PlimsollCondition self);
/* TRUE when only the person can mend it, by logging in again or otherwise. */
gboolean plimsoll_condition_is_login_trouble (PlimsollCondition self);

G_END_DECLS
