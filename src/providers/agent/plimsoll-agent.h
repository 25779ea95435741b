/* plimsoll-agent.h - one conversation with an installed program, in lines of JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-json.h"

G_BEGIN_DECLS

#define PLIMSOLL_AGENT_ERROR (plimsoll_agent_error_quark ())
GQuark plimsoll_agent_error_quark (void);

/* Why there was no answer. The messages are for the journal, not for people. */
typedef enum
{
  PLIMSOLL_AGENT_ERROR_START, /* it could not be started */
  PLIMSOLL_AGENT_ERROR_BUSY, /* one that was started before still runs */
  PLIMSOLL_AGENT_ERROR_LATE, /* the deadline passed */
  PLIMSOLL_AGENT_ERROR_GONE, /* it ended without an answer */
  PLIMSOLL_AGENT_ERROR_FLOOD, /* it said more than anybody reads */
} PlimsollAgentError;

/* How to start it. Everything is borrowed for the time of the call that starts it. */
typedef struct
{
  const char *const *argv; /* argv[0] is a full path */
  const char *const *environment; /* all that it gets */
  const char *folder; /* an empty folder of our own to stand in; made when it is missing */
  GTimeSpan deadline; /* for the answer; 0: 20 s */
  GTimeSpan grace; /* to end after its input was closed, and again after SIGTERM; 0: 5 s */
} PlimsollAgentErrand;

/* A conversation under way. */
typedef struct _PlimsollAgent PlimsollAgent;

/* Called for every line that is a JSON object; others are skipped. FALSE: the conversation is over.
 * `line` lives as long as the call. */
typedef gboolean (*PlimsollAgentHearFunc) (PlimsollAgent *agent,
                                           JsonObject *line,
                                           gpointer user_data);

/* Says one line, without its end. Short ones only: a program that does not listen would hold us. */
void plimsoll_agent_say (PlimsollAgent *agent, const char *line);

/* Starts the program, says `opening`, and lets `hear` lead the conversation. Ends with its input
 * closed, then SIGTERM, then left alone: a program that renews its login must never be killed. Two
 * never run at once for one folder, not even when the last was left alone. `hear_data` is borrowed
 * until the end. */
void plimsoll_agent_talk_async (const PlimsollAgentErrand *errand,
                                const char *opening,
                                PlimsollAgentHearFunc hear,
                                gpointer hear_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* TRUE when `hear` found the conversation to be over. Returns when the program is gone or was left
 * alone, also when it was cancelled. */
gboolean plimsoll_agent_talk_finish (GAsyncResult *result, GError **error);

G_END_DECLS
