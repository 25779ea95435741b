/* plimsoll-codex-windows.h - the windows of one allowance of Codex, named by their length.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-json.h"
#include "plimsoll-limit.h"

G_BEGIN_DECLS

/* The same numbers are spelt in two ways: by the server and by the program. Static. */
typedef struct
{
  const char *used_percent; /* also what makes an object a window */
  const char *length;
  double seconds_per_length; /* the unit of `length` */
  const char *resets_at;
  const char *resets_in; /* seconds from now */
  const char *reached; /* of the allowance: true, or a word for why */
} PlimsollCodexSpelling;

extern const PlimsollCodexSpelling PLIMSOLL_CODEX_SPELLING_SERVER;
extern const PlimsollCodexSpelling PLIMSOLL_CODEX_SPELLING_PROGRAM;

/* Whose allowance it is. Both NULL for the main one, which has no name. */
typedef struct
{
  const char *name; /* (nullable): for people, as the server gave it */
  const char *code; /* (nullable): an internal name, never shown */
} PlimsollCodexScope;

/* What claims ten times as much as there is, is a changed unit or damage. */
#define PLIMSOLL_CODEX_MAX_PERCENT 1000.0

/* Adds the windows of `allowance` (nullable) to `limits` (element-type PlimsollLimit), the shortest
 * first. Of two with one id the tighter stays. */
void plimsoll_codex_windows_read (JsonObject *allowance,
                                  const PlimsollCodexSpelling *spelling,
                                  const PlimsollCodexScope *scope,
                                  GDateTime *now,
                                  GPtrArray *limits);

/* A percentage that can be believed, else NAN. */
double plimsoll_codex_read_percent (JsonObject *object, const char *key);

G_END_DECLS
