/* plimsoll-terminal.h - what a command is handed: providers, numbers, a screen, and where to write.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-live.h"
#include "plimsoll-provider.h"
#include "plimsoll-screen.h"

G_BEGIN_DECLS

/* One account that a command was asked about, and who knows it. */
typedef struct
{
  PlimsollProvider *provider; /* (owned) */
  PlimsollAccount *account; /* (owned) */
} PlimsollTarget;

typedef enum
{
  PLIMSOLL_COLLECT_DEFAULT = 0,
  PLIMSOLL_COLLECT_IDENTITY = 1 << 0, /* with the e-mail address */
  PLIMSOLL_COLLECT_REFRESH = 1 << 1, /* a person asks for new numbers */
  PLIMSOLL_COLLECT_DIRECT = 1 << 2, /* by this very process, whatever service there is */
  PLIMSOLL_COLLECT_PLAIN = 1 << 3, /* as the provider said it, without our own waits written in */
  PLIMSOLL_COLLECT_TURN = 1 << 4, /* with REFRESH: it is only its turn, nobody asked for it */
} PlimsollCollectFlags;

/* The port through which numbers come: from the service, or from probes of this very process.
 * `targets` holds PlimsollTarget. (transfer full) (element-type PlimsollReport): one for each
 * target, in their order. Returns when all are there. */
typedef GPtrArray *(*PlimsollCollectFunc) (GPtrArray *targets,
                                           PlimsollCollectFlags flags,
                                           gpointer user_data);

/* (transfer full): the same, for a command that stays; numbers come while the default main context
 * runs. Of the flags only DIRECT counts. */
typedef PlimsollLive *(*PlimsollFollowFunc) (GPtrArray *targets,
                                             PlimsollCollectFlags flags,
                                             gpointer user_data);

/* (transfer full): a(xd), moment (seconds since 1970 in UTC) and used percentage, oldest first, at
 * most `points`: what was read of a limit between `from` and `to`. Empty when nothing is known.
 * Blocks for as long as a service takes to answer, 2 s at most. */
typedef GVariant *(*PlimsollHistoryFunc) (const char *account,
                                          const char *limit,
                                          gint64 from,
                                          gint64 to,
                                          guint points,
                                          gpointer user_data);

/* Writes what stands in the terminal's `out` and `err` at once, and empties them. FALSE when nobody
 * reads any more, or nothing can be written: a command that stays then ends. */
typedef gboolean (*PlimsollFlushFunc) (GString *out, GString *err, gpointer user_data);

/* (transfer full) (nullable): the page at `path`, for somebody who would read what `accept`
 * (nullable) names; `*type` (out) (transfer none) is its media type. NULL when there is none. */
typedef char *(*PlimsollPageFunc) (const char *path,
                                   const char *accept,
                                   const char **type,
                                   gpointer page_data);

/* (transfer full) (nullable): serves pages over HTTP at `address` while the default main context
 * runs, until it is unreferenced; `*uri` (out) (transfer full) is where. NULL with error when the
 * address cannot be had. */
typedef GObject *(*PlimsollServeFunc) (
    GSocketAddress *address, PlimsollPageFunc page, gpointer page_data, char **uri, GError **error);

/* (transfer full) (element-type PlimsollFinding): what the app itself has to say in `doctor`. */
typedef GPtrArray *(*PlimsollDiagnoseFunc) (gpointer user_data);

/* What the status page of `provider` says; FALSE when it says nothing. `*incident` (transfer full)
 * (nullable). */
typedef gboolean (*PlimsollIncidentFunc) (const char *provider,
                                          PlimsollIncident **incident,
                                          gpointer user_data);

/* What `statusline` needs of the app; see plimsoll-status-port.h. */
typedef struct _PlimsollStatusPort PlimsollStatusPort;
/* Keys that a person hands over; see plimsoll-key-port.h. */
typedef struct _PlimsollKeyPort PlimsollKeyPort;

/* Everything is borrowed for the time of the run. */
typedef struct
{
  GPtrArray *providers; /* (element-type PlimsollProvider): those whose accounts are shown */
  GPtrArray *named_providers; /* (element-type PlimsollProvider): shown only when named */
  const char *const *hidden_accounts; /* (nullable): ids that are shown only when named */
  PlimsollClock *clock;
  GTimeZone *zone; /* (nullable): NULL is the local one */
  gboolean shows_left; /* tables say what is left, not what is used */
  PlimsollScreen screen; /* of standard output */
  const char *const *environment;
  PlimsollCollectFunc collect;
  PlimsollFollowFunc follow;
  PlimsollHistoryFunc history;
  PlimsollFlushFunc flush;
  PlimsollServeFunc serve;
  PlimsollDiagnoseFunc diagnose;
  gpointer port_data; /* for all functions that take one */
  const PlimsollStatusPort *status;
  const PlimsollKeyPort *keys;
  PlimsollIncidentFunc ask_incident;
  gpointer incident_data; /* for it */
  int in_fd; /* standard input */
  GString *out; /* for standard output; bytes of any kind */
  GString *err; /* for standard error */
} PlimsollTerminal;

G_END_DECLS
