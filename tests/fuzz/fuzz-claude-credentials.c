/* fuzz-claude-credentials.c - any bytes as Claude Code's files.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same bytes are taken for the login and for the big state file. Whatever comes: a token is
 * there exactly when it was found fit to be sent, and a plan has one of the known names. */

#include <string.h>

#include "plimsoll-claude-profile.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_token (const PlimsollClaudeCredentials *login)
{
  gboolean is_found = login->state == PLIMSOLL_CLAUDE_LOGIN_FOUND;

  g_assert_true (is_found == (login->token != NULL));
  if (is_found)
    g_assert_true (plimsoll_claude_token_is_sendable (plimsoll_secret_peek (login->token)));
}

static void
check_plan (const char *label)
{
  static const char *const NAMES[] = { "Free",       "Pro",           "Max",          "Team",
                                       "Enterprise", "Team Standard", "Team Premium", NULL };

  g_assert_true (label == NULL || g_strv_contains (NAMES, label)
                 || (g_str_has_prefix (label, "Max ") && g_str_has_suffix (label, "x")
                     && strlen (label) <= strlen ("Max 999x")));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (PlimsollClaudeCredentials) login =
      plimsoll_claude_credentials_parse ((const char *) data, size);
  g_autoptr (PlimsollClaudeProfile) profile =
      plimsoll_claude_profile_parse ((const char *) data, size);
  g_autofree char *label = plimsoll_claude_plan_label (login, profile);

  check_token (login);
  check_plan (label);
  return 0;
}
