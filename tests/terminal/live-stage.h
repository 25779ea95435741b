/* live-stage.h - a terminal whose numbers a test changes while a command stays.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-provider.h"
#include "plimsoll-live.h"
#include "plimsoll-terminal.h"

typedef struct
{
  PlimsollTerminal terminal;
  PlimsollLive *live; /* (owned): what every command follows */
  GString *flushed; /* (owned): what was written to either output before the end */
  GString *flushed_out; /* (owned): of that, standard output */
} LiveStage;

/* One provider "claude" with one account; the system's clock in UTC. */
void live_stage_set_up (LiveStage *self, gconstpointer data);
void live_stage_tear_down (LiveStage *self, gconstpointer data);

/* The account's session and week; a reset is so many seconds from now, 0 for none. */
void live_stage_say (LiveStage *self, double session, int session_reset, double week);
/* The same, observed so many seconds ago. */
void live_stage_say_old (LiveStage *self, double session, int session_reset, double week, int age);
/* What a scene holds; its moment is that of the stopped clock. */
void live_stage_say_scene (LiveStage *self, const char *name);
void live_stage_stop_clock (LiveStage *self);
/* Nobody is logged in. */
void live_stage_sign_out (LiveStage *self);
/* Runs a command line, its words parted by blanks, to its end. */
int live_stage_run (LiveStage *self, const char *line);
