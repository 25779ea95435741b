/* plimsoll-codex-usage.h - Codex's answer, from the server or from the program, made into limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-json.h"
#include "plimsoll-limit.h"
#include "plimsoll-spend.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *limits; /* (owned) (element-type PlimsollLimit): in the order to show, maybe empty */
  PlimsollSpend *spend; /* (owned) (nullable) */
  const char *plan; /* (nullable): "Plus"; static */
} PlimsollCodexUsage;

void plimsoll_codex_usage_free (PlimsollCodexUsage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexUsage, plimsoll_codex_usage_free)

/* (transfer full) (nullable): the body of the server's answer, seen at `now`; NULL with
 * PLIMSOLL_JSON_ERROR when `data` is no JSON object. */
PlimsollCodexUsage *
plimsoll_codex_usage_parse (const char *data, gsize length, GDateTime *now, GError **error);
/* (transfer full): the `result` of the program's answer. */
PlimsollCodexUsage *plimsoll_codex_usage_from_program (JsonObject *result, GDateTime *now);

/* TRUE when there is something to show. */
gboolean plimsoll_codex_usage_is_useful (const PlimsollCodexUsage *self);

/* (transfer none) (nullable): "Plus" for "plus"; NULL rather than a raw code. `plan_type` may be
 * NULL. */
const char *plimsoll_codex_plan_label (const char *plan_type);

G_END_DECLS
