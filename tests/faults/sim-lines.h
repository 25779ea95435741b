/* sim-lines.h - what a simulated server and a simulated program say, word for word.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim.h"

G_BEGIN_DECLS

/* The token of a request, borrowed. Fails the test when the request goes anywhere but below
 * `address`, or when the token stands anywhere but in its own header. */
const char *
sim_lines_check_request (const char *uri, const PlimsollHttpHeader *headers, const char *address);

/* (transfer full) */
PlimsollHttpReply *sim_lines_make_reply (guint status, const char *body);
/* (transfer full): without the server's clock. */
PlimsollHttpReply *sim_lines_dup_reply (const PlimsollHttpReply *template);

/* (transfer full): the program's answer, which is one line of JSON. */
char *sim_lines_dup_claude (SimTruth *truth, SimProgram program, guint login, gint64 now);
char *sim_lines_dup_codex (SimTruth *truth, SimProgram program, guint login, gint64 now);

G_END_DECLS
