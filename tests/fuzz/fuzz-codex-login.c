/* fuzz-codex-login.c - any bytes as Codex's files.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same bytes are taken for the login, for a token and for the settings. Whatever comes: a token
 * is there exactly when it was found fit to be sent, and what goes into a header cannot end it. */

#include <string.h>

#include "plimsoll-codex-claims.h"
#include "plimsoll-codex-login.h"
#include "plimsoll-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_header_word (const char *word)
{
  for (; word != NULL && *word != '\0'; word++)
    g_assert_true (g_ascii_isgraph (*word));
}

static void
check_name (const char *name)
{
  g_autofree char *clean = plimsoll_text_clean (name, PLIMSOLL_TEXT_MAX_NAME);

  g_assert_cmpstr (clean, ==, name);
}

static void
check_login (const PlimsollCodexLogin *login)
{
  gboolean is_found = login->state == PLIMSOLL_CODEX_LOGIN_FOUND;

  g_assert_true (is_found == (login->token != NULL));
  if (is_found)
    g_assert_true (plimsoll_codex_token_is_sendable (plimsoll_secret_peek (login->token)));
  check_header_word (login->account_id);
  check_name (login->email);
  check_name (login->plan_type);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (PlimsollCodexLogin) login = plimsoll_codex_login_parse ((const char *) data, size);
  g_autoptr (PlimsollCodexClaims) claims = plimsoll_codex_claims_read (text);
  g_autoptr (PlimsollCodexConfig) config = plimsoll_codex_config_parse (text);

  check_login (login);
  check_name (claims->email);
  check_name (claims->account_id);
  g_assert_true (config->base_url == NULL || *config->base_url != '\0');
  return 0;
}
