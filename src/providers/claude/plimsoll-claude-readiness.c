/* plimsoll-claude-readiness.c - whether a Claude login is fit to ask with, and why not.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be known before a request is not found out by one: an empty bearer earns nearly an hour
 * of silence, and a login without the scope a refusal each time. Where the
 * server's refusal means the same, both say it in the same words. */

#include "plimsoll-claude-readiness.h"

#include <glib/gi18n-lib.h>

static PlimsollProblem *
refuse (PlimsollCondition condition, const char *message)
{
  return plimsoll_problem_new (condition, message, NULL);
}

static PlimsollProblem *
refuse_bad_token (const PlimsollClaudeCredentials *credentials)
{
  if (credentials->is_from_environment)
    return refuse (
        PLIMSOLL_CONDITION_SIGNED_OUT,
        _ ("CLAUDE_CODE_OAUTH_TOKEN holds no Claude login. Unset it, and the login of Claude "
           "Code is used."));

  return refuse (
      PLIMSOLL_CONDITION_SIGNED_OUT,
      _ ("The Claude login is damaged and was not sent. Log in with Claude Code again and "
         "Plimsoll picks it up by itself."));
}

/* (nullable): for a login that is there and whole. */
static PlimsollProblem *
check_found (const PlimsollClaudeCredentials *credentials, GDateTime *now)
{
  /* First, for renewing does not give a login a scope that it never had. */
  if (plimsoll_claude_credentials_lack_scope (credentials))
    return plimsoll_claude_readiness_refuse_scope ();
  if (plimsoll_claude_credentials_are_expired (credentials, now))
    return plimsoll_claude_readiness_refuse_expired ();

  return NULL;
}

PlimsollProblem *
plimsoll_claude_readiness_check (const PlimsollClaudeCredentials *credentials, GDateTime *now)
{
  switch (credentials->state)
    {
    case PLIMSOLL_CLAUDE_LOGIN_FOUND:
      return check_found (credentials, now);
    case PLIMSOLL_CLAUDE_LOGIN_BAD_TOKEN:
      return refuse_bad_token (credentials);
    case PLIMSOLL_CLAUDE_LOGIN_TORN:
      return refuse (PLIMSOLL_CONDITION_TROUBLE,
                     _ ("The login file was being written. Plimsoll reads it again by itself."));
    case PLIMSOLL_CLAUDE_LOGIN_UNREADABLE:
      return refuse (
          PLIMSOLL_CONDITION_SIGNED_OUT,
          _ ("The Claude login file cannot be read. Make it an ordinary file of your own; "
             "\"plimsoll doctor\" says where it is."));
    case PLIMSOLL_CLAUDE_LOGIN_RELATIVE_HOME:
      return refuse (
          PLIMSOLL_CONDITION_SIGNED_OUT,
          _ ("CLAUDE_CONFIG_DIR is no full path, so the Claude login was not looked for. Let "
             "it begin with a slash."));
    case PLIMSOLL_CLAUDE_LOGIN_NO_FILE:
    case PLIMSOLL_CLAUDE_LOGIN_EMPTY:
    default:
      return refuse (
          PLIMSOLL_CONDITION_SIGNED_OUT,
          _ ("No Claude login found. Log in with Claude Code and Plimsoll picks it up by "
             "itself."));
    }
}

PlimsollProblem *
plimsoll_claude_readiness_refuse_expired (void)
{
  return refuse (PLIMSOLL_CONDITION_EXPIRED,
                 _ ("The Claude login has expired. Run any Claude Code command and it renews "
                    "itself."));
}

PlimsollProblem *
plimsoll_claude_readiness_refuse_scope (void)
{
  return refuse (
      PLIMSOLL_CONDITION_NO_SCOPE,
      _ ("This login may run Claude but not read its limits. Log in with \"claude\" (not "
         "\"setup-token\")."));
}

PlimsollProblem *
plimsoll_claude_readiness_refuse_address (void)
{
  return refuse (
      PLIMSOLL_CONDITION_BAD_REPLY,
      _ ("PLIMSOLL_CLAUDE_BASE_URL is neither https nor this computer, so the login was not "
         "sent. Correct it or unset it."));
}

PlimsollProblem *
plimsoll_claude_readiness_refuse_answer (void)
{
  return refuse (PLIMSOLL_CONDITION_BAD_REPLY,
                 _ ("The answer was not understood. It may have changed; an update may help."));
}

PlimsollProblem *
plimsoll_claude_readiness_refuse_sources (void)
{
  return refuse (PLIMSOLL_CONDITION_TROUBLE,
                 _ ("No source of Claude's numbers that can be asked is switched on. Choose one in "
                    "the preferences."));
}

PlimsollProblem *
plimsoll_claude_readiness_refuse_busy (void)
{
  return refuse (PLIMSOLL_CONDITION_TROUBLE,
                 _ ("Claude Code is being asked already. Plimsoll looks again by itself."));
}
