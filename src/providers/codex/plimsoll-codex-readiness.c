/* plimsoll-codex-readiness.c - whether a Codex login is fit to ask with, and why not.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be known before a request is not found out by one. Where the refusal of the server or of
 * the program means the same, all of them say it in the same words, and each ends with what to do.
 */

#include "plimsoll-codex-readiness.h"

#include <glib/gi18n-lib.h>

static PlimsollProblem *
refuse (PlimsollCondition condition, const char *message)
{
  return plimsoll_problem_new (condition, message, NULL);
}

PlimsollProblem *
plimsoll_codex_readiness_check (const PlimsollCodexLogin *login, GDateTime *now)
{
  switch (login->state)
    {
    case PLIMSOLL_CODEX_LOGIN_FOUND:
      return plimsoll_codex_login_is_expired (login, now)
                 ? plimsoll_codex_readiness_refuse_expired ()
                 : NULL;
    case PLIMSOLL_CODEX_LOGIN_IN_KEYRING:
      return refuse (PLIMSOLL_CONDITION_SIGNED_OUT,
                     _ ("Codex keeps its login in the keyring, where only Codex reads it. Install "
                        "the \"codex\" program so that Plimsoll can ask it."));
    case PLIMSOLL_CODEX_LOGIN_API_KEY:
      return plimsoll_codex_readiness_refuse_api_key ();
    case PLIMSOLL_CODEX_LOGIN_BAD_TOKEN:
      return refuse (PLIMSOLL_CONDITION_SIGNED_OUT,
                     _ ("The Codex login is damaged and was not sent. Run \"codex login\", and "
                        "Plimsoll picks it up by itself."));
    case PLIMSOLL_CODEX_LOGIN_TORN:
      return refuse (
          PLIMSOLL_CONDITION_TROUBLE,
          _ ("The Codex login file was being written. Plimsoll reads it again by itself."));
    case PLIMSOLL_CODEX_LOGIN_UNREADABLE:
      return refuse (
          PLIMSOLL_CONDITION_SIGNED_OUT,
          _ ("The Codex login file cannot be read. Make it an ordinary file of your own; "
             "\"plimsoll doctor\" says where it is."));
    case PLIMSOLL_CODEX_LOGIN_RELATIVE_HOME:
      return refuse (
          PLIMSOLL_CONDITION_SIGNED_OUT,
          _ ("CODEX_HOME is no full path, so the Codex login was not looked for. Let it begin "
             "with a slash."));
    case PLIMSOLL_CODEX_LOGIN_NO_FILE:
    case PLIMSOLL_CODEX_LOGIN_EMPTY:
    default:
      return plimsoll_codex_readiness_refuse_signed_out ();
    }
}

PlimsollProblem *
plimsoll_codex_readiness_refuse_expired (void)
{
  return refuse (PLIMSOLL_CONDITION_EXPIRED,
                 _ ("The Codex login has expired. Run any Codex command and it renews itself."));
}

PlimsollProblem *
plimsoll_codex_readiness_refuse_unrenewed (void)
{
  return refuse (PLIMSOLL_CONDITION_EXPIRED,
                 _ ("The Codex login has expired and Codex could not renew it. If that stays, run "
                    "\"codex login\"."));
}

PlimsollProblem *
plimsoll_codex_readiness_refuse_signed_out (void)
{
  return refuse (
      PLIMSOLL_CONDITION_SIGNED_OUT,
      _ ("No Codex login found. Run \"codex login\", and Plimsoll picks it up by itself."));
}

PlimsollProblem *
plimsoll_codex_readiness_refuse_api_key (void)
{
  return refuse (PLIMSOLL_CONDITION_NO_SCOPE,
                 _ ("Codex is logged in with an API key, which pays by use and has no plan "
                    "limits. Run \"codex login\" and choose ChatGPT to see those of a plan."));
}

PlimsollProblem *
plimsoll_codex_readiness_refuse_unknown (void)
{
  return refuse (PLIMSOLL_CONDITION_SIGNED_OUT,
                 _ ("OpenAI no longer knows this Codex login. Run \"codex login\", and Plimsoll "
                    "picks it up by itself."));
}

PlimsollProblem *
plimsoll_codex_readiness_refuse_address (const PlimsollCodexAddress *address)
{
  g_autofree char *message = g_strdup_printf (
      /* Translators: %s is the name of a variable or a file. */
      _ ("The address in %s is neither https nor this computer, so the Codex login was not sent. "
         "Correct it or take it out."),
      address->origin != NULL ? address->origin : "PLIMSOLL_CODEX_BASE_URL");

  return refuse (PLIMSOLL_CONDITION_BAD_REPLY, message);
}
