/* codex-world.h - a home folder with a Codex login, a server, a program, and a provider between.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-provider.h"
#include "provider-call.h"

G_BEGIN_DECLS

/* A body with a session at 34 % and a week at 58 %. */
#define CODEX_WORLD_BODY                                                             \
  "{\"plan_type\":\"plus\",\"rate_limit\":{\"primary_window\":{\"used_percent\":34," \
  "\"limit_window_seconds\":18000,\"reset_at\":1795172820},\"secondary_window\":{"   \
  "\"used_percent\":58,\"limit_window_seconds\":604800,\"reset_at\":1795466400}}}"
/* The program's answer: a session at 35 %. */
#define CODEX_WORLD_RESULT                                                  \
  "{\"rateLimits\":{\"limitId\":\"codex\",\"primary\":{\"usedPercent\":35," \
  "\"windowDurationMins\":300,\"resetsAt\":1795172820},\"planType\":\"plus\"}}"
/* Lines of a shell script that leads the conversation up to the question. */
#define CODEX_WORLD_GREETS                                                                \
  "read -r a; echo '{\"id\":1,\"result\":{\"userAgent\":\"x\"}}'; read -r b; read -r c; " \
  "printf '%s\\n' \"$0 $*\" \"$a\" \"$b\" \"$c\" >>$HOME/heard; "
#define CODEX_WORLD_ANSWERS \
  CODEX_WORLD_GREETS "echo '{\"id\":2,\"result\":" CODEX_WORLD_RESULT "}'; cat >/dev/null"
#define CODEX_WORLD_TOKEN "eyJFAKE.world-token-of-codex"

typedef struct
{
  char *home; /* (owned): a folder of its own with an empty .codex in it */
  char *login_path; /* (owned) */
  PlimsollClock *clock; /* (owned): stands at 2026-11-20 09:00 UTC */
  PlimsollHttp *http; /* (owned) */
  PlimsollCodexProvider *provider; /* (owned) */
} CodexWorld;

/* `variables`: "NAME=value" up to NULL; may be NULL. PLIMSOLL_CODEX_BASE_URL is `base_url` with
 * "/backend-api" behind it unless NULL. */
CodexWorld *codex_world_new (const char *base_url, const char *const *variables);
void codex_world_free (CodexWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CodexWorld, codex_world_free)

/* A file below the home folder, with the folders that lead to it. */
void codex_world_write (CodexWorld *self, const char *name, const char *text);
/* A login with `token`, which must need no quoting in JSON. */
void codex_world_log_in (CodexWorld *self, const char *token);
/* (transfer full): a token that says until when it is valid, from the world's now. */
char *codex_world_make_token (CodexWorld *self, GTimeSpan valid_for);
/* Installs a shell script as the program. */
void codex_world_install (CodexWorld *self, const char *body);
/* (transfer full): what the program heard; "" when it was never started. */
char *codex_world_read_heard (CodexWorld *self);
/* (transfer full): names and contents of all files in .codex, to compare. */
char *codex_world_digest (CodexWorld *self);

/* (transfer full): of the default account. */
PlimsollReport *codex_world_probe (CodexWorld *self, PlimsollProbeFlags flags);
/* (transfer container) */
GPtrArray *codex_world_diagnose (CodexWorld *self);

/* Fails the test unless `report` holds numbers from `source` with the session at `percent`. */
void codex_world_assert_session (PlimsollReport *report, const char *source, double percent);

G_END_DECLS
