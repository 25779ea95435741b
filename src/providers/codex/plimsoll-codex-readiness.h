/* plimsoll-codex-readiness.h - whether a Codex login is fit to ask with, and why not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-login.h"
#include "plimsoll-codex-server.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL when asking the server makes sense; else why nothing was sent.
 */
PlimsollProblem *plimsoll_codex_readiness_check (const PlimsollCodexLogin *login, GDateTime *now);

/* (transfer full): the sentences that mean the same whether file, server or program says so. */
PlimsollProblem *plimsoll_codex_readiness_refuse_expired (void);
PlimsollProblem *plimsoll_codex_readiness_refuse_signed_out (void);
/* (transfer full): Codex asked with its own login and was refused. Whether it could not renew that
 * now or never again, it does not say. */
PlimsollProblem *plimsoll_codex_readiness_refuse_unrenewed (void);
PlimsollProblem *plimsoll_codex_readiness_refuse_api_key (void);
PlimsollProblem *plimsoll_codex_readiness_refuse_unknown (void);
/* (transfer full): for an address that is neither https nor this machine. */
PlimsollProblem *plimsoll_codex_readiness_refuse_address (const PlimsollCodexAddress *address);

G_END_DECLS
