/* plimsoll-condition.c - how it stands with one account's numbers, in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words are a contract (JSON, D-Bus, store): they may grow in number and never change.
 * Sentences for people are made where the cause is known. */

#include "plimsoll-condition.h"

#include "plimsoll-enum.h"

G_DEFINE_ENUM_TYPE (PlimsollCondition,
                    plimsoll_condition,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_FRESH, "fresh"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_STALE, "stale"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_NO_SCOPE, "no-scope"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_RATE_LIMITED, "rate-limited"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_BLOCKED, "blocked"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_TROUBLE, "trouble"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_CONDITION_BAD_REPLY, "bad-reply"))

const char *
plimsoll_condition_to_word (PlimsollCondition self)
{
  return plimsoll_enum_to_word (PLIMSOLL_TYPE_CONDITION, (int) self);
}

gboolean
plimsoll_condition_from_word (const char *word, PlimsollCondition *self)
{
  int value = 0;

  if (!plimsoll_enum_from_word (PLIMSOLL_TYPE_CONDITION, word, &value))
    return FALSE;

  *self = (PlimsollCondition) value;
  return TRUE;
}

gboolean
plimsoll_condition_is_refusal (PlimsollCondition self)
{
  return self > PLIMSOLL_CONDITION_STALE;
}

gboolean
plimsoll_condition_is_login_trouble (PlimsollCondition self)
{
  return self == PLIMSOLL_CONDITION_SIGNED_OUT || self == PLIMSOLL_CONDITION_EXPIRED
         || self == PLIMSOLL_CONDITION_NO_SCOPE;
}
