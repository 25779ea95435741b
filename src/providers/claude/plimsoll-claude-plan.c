/* plimsoll-claude-plan.c - the name of a Claude plan from the codes in local files.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codes contradict each other at times: the login says what the token was issued for, the
 * profile what the account is now, and a tier like "default_claude_ai" stands for Free and Pro
 * alike. The clearest word wins, and a code that nobody knows becomes no name at all rather than a
 * strange one. The names are Anthropic's own and are not translated. */

#include "plimsoll-claude-profile.h"

#include <string.h>

#define ORGANIZATION_PREFIX "claude_"
/* "20" is the largest so far; a fourth digit would not be a plan. */
#define MAX_FACTOR_DIGITS 3u

typedef struct
{
  const char *code;
  const char *name;
} Word;

static const Word PLANS[] = {
  { "free", "Free" },
  { "pro", "Pro" },
  { "max", "Max" },
  { "team", "Team" },
  { "enterprise", "Enterprise" },
};

static const Word SEATS[] = {
  { "team_standard", "Team Standard" },
  { "team_tier_1", "Team Premium" },
};

/* (nullable): the name for `code`, which may be NULL. */
static const char *
look_up (const Word *words, gsize n_words, const char *code)
{
  for (gsize i = 0; code != NULL && i < n_words; i++)
    if (strcmp (words[i].code, code) == 0)
      return words[i].name;

  return NULL;
}

/* (nullable): the plan that stands as a whole word in a tier such as "default_claude_max_5x". */
static const char *
find_plan_in_tier (const char *tier)
{
  g_auto (GStrv) words = g_strsplit (tier != NULL ? tier : "", "_", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *name = look_up (PLANS, G_N_ELEMENTS (PLANS), words[i]);

      if (name != NULL)
        return name;
    }

  return NULL;
}

/* (transfer full) (nullable): "20x" of "default_claude_max_20x". */
static char *
dup_factor (const char *tier)
{
  const char *suffix = tier != NULL ? strrchr (tier, '_') : NULL;
  gsize n_digits = suffix != NULL ? strspn (suffix + 1, "0123456789") : 0;

  if (n_digits == 0 || n_digits > MAX_FACTOR_DIGITS || strcmp (suffix + 1 + n_digits, "x") != 0)
    return NULL;

  return g_strdup (suffix + 1);
}

static const char *
find_plan (const PlimsollClaudeCredentials *credentials, const PlimsollClaudeProfile *profile)
{
  const char *type = profile->organization_type;
  const char *name = look_up (PLANS, G_N_ELEMENTS (PLANS), credentials->subscription_type);

  if (name == NULL && type != NULL && g_str_has_prefix (type, ORGANIZATION_PREFIX))
    name = look_up (PLANS, G_N_ELEMENTS (PLANS), type + strlen (ORGANIZATION_PREFIX));
  if (name == NULL)
    name = find_plan_in_tier (credentials->rate_limit_tier);
  if (name == NULL)
    name = find_plan_in_tier (profile->rate_limit_tier);

  return name;
}

char *
plimsoll_claude_plan_label (const PlimsollClaudeCredentials *credentials,
                            const PlimsollClaudeProfile *profile)
{
  const char *plan = find_plan (credentials, profile);
  const char *seat = look_up (SEATS, G_N_ELEMENTS (SEATS), profile->seat_tier);
  g_autofree char *factor = NULL;

  if (credentials->is_from_environment)
    return NULL;
  if (seat != NULL && (plan == NULL || strcmp (plan, "Team") == 0))
    return g_strdup (seat);
  /* A team's seat carries the tier of a Max plan too, but nobody calls it "Team 5x". */
  if (plan == NULL || strcmp (plan, "Max") != 0)
    return g_strdup (plan);

  factor = dup_factor (credentials->rate_limit_tier);
  if (factor == NULL)
    factor = dup_factor (profile->rate_limit_tier);

  return factor != NULL ? g_strdup_printf ("%s %s", plan, factor) : g_strdup (plan);
}
