/* plimsoll-problem.h - why there are no new numbers, and what to do.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-condition.h"

G_BEGIN_DECLS

/* Immutable. */
typedef struct _PlimsollProblem PlimsollProblem;

#define PLIMSOLL_TYPE_PROBLEM (plimsoll_problem_get_type ())
GType plimsoll_problem_get_type (void);

/* `condition` is a refusal. `message` says what happened, then what to do: whole sentences,
 * translated, with neither a secret nor a server's text. `retry_at` (nullable) is when the server
 * will listen again. */
PlimsollProblem *
plimsoll_problem_new (PlimsollCondition condition, const char *message, GDateTime *retry_at);
PlimsollProblem *plimsoll_problem_ref (PlimsollProblem *self);
void plimsoll_problem_unref (PlimsollProblem *self);

PlimsollCondition plimsoll_problem_get_condition (PlimsollProblem *self);
const char *plimsoll_problem_get_message (PlimsollProblem *self);
GDateTime *plimsoll_problem_get_retry_at (PlimsollProblem *self); /* (nullable) */

gboolean plimsoll_problem_equal (PlimsollProblem *a, PlimsollProblem *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollProblem, plimsoll_problem_unref)

G_END_DECLS
