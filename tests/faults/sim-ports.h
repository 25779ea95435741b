/* sim-ports.h - the simulated outside of the programs: server, installed program, probe and timer.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-agent.h"
#include "plimsoll-http.h"
#include "plimsoll-prober.h"
#include "plimsoll-wall-timer.h"

G_BEGIN_DECLS

/* Who answers while a simulation runs. */
typedef struct
{
  /* (transfer full) (nullable): the answer to a request with this bearer; NULL with `error`. */
  PlimsollHttpReply *(*answer) (const char *uri,
                                const PlimsollHttpHeader *headers,
                                gpointer data,
                                GError **error);
  /* Lines of JSON are added to `lines`, which owns them; FALSE with `error` when none comes. */
  gboolean (*talk) (GPtrArray *lines, gpointer data, GError **error);
  /* (transfer full) (nullable): where the program is. */
  char *(*find) (const char *name, gpointer data);
  /* Calls back with a PlimsollReport, (transfer full), when it has one. */
  void (*probe) (PlimsollProbeFlags flags, GTask *task, gpointer data);
  gpointer data;
  PlimsollWallTimer *timer; /* (nullable): borrowed; the one made last */
  GRand *dice; /* borrowed: what is random in the product comes from here */
} SimPorts;

/* NULL: the real things, for recording. Borrowed. */
void sim_ports_set (SimPorts *ports);

G_END_DECLS
