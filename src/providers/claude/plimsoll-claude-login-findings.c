/* plimsoll-claude-login-findings.c - what a doctor says about a Claude login itself.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words for what plimsoll-claude-credentials found. A token is shown masked, paths are cleaned, and
 * nothing here reads a file or asks a server. */

#include "plimsoll-claude-login-findings.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-readiness.h"
#include "plimsoll-http-findings.h"
#include "plimsoll-text.h"
#include "plimsoll-words.h"

#define LONGEST_PATH 200

/* (transfer full): a path as one line; never NULL. */
static char *
dup_path (const PlimsollClaudeCredentials *credentials)
{
  char *clean = plimsoll_text_clean (credentials->path, LONGEST_PATH);

  return clean != NULL ? clean : g_strdup ("–");
}

/* (transfer full): which login was taken, and why that one. */
static char *
describe_login (const PlimsollClaudeCredentials *credentials)
{
  g_autofree char *mask = plimsoll_secret_mask (credentials->token);
  g_autofree char *path = dup_path (credentials);

  if (credentials->is_from_environment)
    /* Translators: %s is a masked token */
    return g_strdup_printf (_ ("%s from CLAUDE_CODE_OAUTH_TOKEN, which goes before any login file"),
                            mask);

  /* Translators: a masked token, then the path of a file */
  return g_strdup_printf (_ ("%s from %s, as CLAUDE_CODE_OAUTH_TOKEN is not set"), mask, path);
}

static void
add_missing_login (GPtrArray *findings,
                   const PlimsollClaudeCredentials *credentials,
                   GDateTime *now)
{
  g_autoptr (PlimsollProblem) problem = plimsoll_claude_readiness_check (credentials, now);
  g_autofree char *path = dup_path (credentials);
  g_autofree char *text = NULL;

  if (credentials->is_from_environment)
    text = g_strdup (_ ("none that can be used in CLAUDE_CODE_OAUTH_TOKEN"));
  else if (credentials->path == NULL)
    text = g_strdup (_ ("not looked for, as CLAUDE_CONFIG_DIR is no full path"));
  else
    /* Translators: %s is the path of a file */
    text = g_strdup_printf (_ ("none that can be used in %s"), path);

  plimsoll_findings_add (findings, "login", PLIMSOLL_FINDING_BAD, _ ("Login"), text,
                         plimsoll_problem_get_message (problem));
}

static void
add_scopes (GPtrArray *findings, const PlimsollClaudeCredentials *credentials)
{
  if (credentials->scopes == NULL)
    plimsoll_findings_add (
        findings, "scopes", PLIMSOLL_FINDING_NOTE, _ ("Scopes"),
        _ ("not known before asking; a token of \"setup-token\" may not read limits"), NULL);
  else if (plimsoll_claude_credentials_lack_scope (credentials))
    plimsoll_findings_add (findings, "scopes", PLIMSOLL_FINDING_BAD, _ ("Scopes"),
                           _ ("without user:profile, so it may not read its limits"),
                           _ ("Log in with \"claude\" (not \"setup-token\")."));
  else
    plimsoll_findings_add (findings, "scopes", PLIMSOLL_FINDING_GOOD, _ ("Scopes"),
                           _ ("with user:profile, so it may read its limits"), NULL);
}

static void
add_expiry (GPtrArray *findings, const PlimsollClaudeCredentials *credentials, GDateTime *now)
{
  GTimeSpan left = 0;
  g_autofree char *words = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  if (credentials->expires_at == NULL)
    {
      plimsoll_findings_add (findings, "expiry", PLIMSOLL_FINDING_NOTE, _ ("Valid"),
                             _ ("nobody says until when"), NULL);
      return;
    }

  left = g_date_time_difference (credentials->expires_at, now);
  if (left <= 0)
    {
      words = plimsoll_words_age (-left);
      /* Translators: %s is an age such as "2 h ago" */
      text = g_strdup_printf (_ ("expired %s"), words);
      plimsoll_findings_add (findings, "expiry", PLIMSOLL_FINDING_BAD, _ ("Valid"), text,
                             _ ("Run any Claude Code command and it renews itself."));
      return;
    }

  words = plimsoll_words_length (left);
  clock = plimsoll_words_clock (credentials->expires_at, now, NULL, PLIMSOLL_CLOCK_WORDS_FULL);
  /* Translators: a length such as "2 h 5 min", then a clock time such as "today 14:10" */
  text = g_strdup_printf (_ ("for %s, until %s"), words, clock);
  plimsoll_findings_add (findings, "expiry", PLIMSOLL_FINDING_GOOD, _ ("Valid"), text, NULL);
}

static void
add_plan (GPtrArray *findings,
          const PlimsollClaudeCredentials *credentials,
          const PlimsollClaudeProfile *profile)
{
  g_autofree char *plan = plimsoll_claude_plan_label (credentials, profile);

  if (plan != NULL)
    plimsoll_findings_add (findings, "plan", PLIMSOLL_FINDING_GOOD, _ ("Plan"), plan, NULL);
  else
    plimsoll_findings_add (findings, "plan", PLIMSOLL_FINDING_NOTE, _ ("Plan"),
                           _ ("not known from local files"), NULL);
}

void
plimsoll_claude_login_findings_add (GPtrArray *findings,
                                    const PlimsollClaudeCredentials *credentials,
                                    const PlimsollClaudeProfile *profile,
                                    GDateTime *now)
{
  g_autofree char *text = NULL;

  if (credentials->state != PLIMSOLL_CLAUDE_LOGIN_FOUND)
    {
      add_missing_login (findings, credentials, now);
      return;
    }

  text = describe_login (credentials);
  plimsoll_findings_add (findings, "login", PLIMSOLL_FINDING_GOOD, _ ("Login"), text, NULL);
  if (credentials->path != NULL)
    plimsoll_findings_add_permissions (findings, credentials->path, credentials->is_open_to_others);
  add_scopes (findings, credentials);
  add_expiry (findings, credentials, now);
  add_plan (findings, credentials, profile);
}
