/* plimsoll-status-port.h - what the command `statusline` needs of the app around it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"
#include "plimsoll-terminal.h"

G_BEGIN_DECLS

/* What the other program said, and what was known before. Free the members. */
typedef struct
{
  PlimsollReport *report; /* (owned): with a snapshot, which has no limits while nothing is known */
  char *model; /* (owned) (nullable): clean */
  char *folder; /* (owned) (nullable): clean */
} PlimsollStatusNews;

typedef enum
{
  PLIMSOLL_STATUS_INSTALL,
  PLIMSOLL_STATUS_REMOVE,
} PlimsollStatusWish;

/* A change to the other program's settings, not yet made. Free the members. */
typedef struct
{
  char *path; /* (owned): the file */
  char *before; /* (owned) (nullable): NULL when there is no file yet */
  char *after; /* (owned): the same as `before` when there is nothing to do */
} PlimsollStatusEdit;

/* What the app knows and the terminal does not: whose input it is and where its settings lie. */
struct _PlimsollStatusPort
{
  /* Reads the input (NULL when there was none that fits), and leaves its numbers for the service.
   * Fills `news`. */
  void (*take) (const char *data, gsize length, PlimsollStatusNews *news, gpointer user_data);
  /* FALSE with error, in words for the person, when the settings are not such that they can be
   * changed safely. */
  gboolean (*plan) (PlimsollStatusWish wish,
                    PlimsollStatusEdit *edit,
                    gpointer user_data,
                    GError **error);
  /* Makes the change; `*backup` (transfer full) (nullable) is where the old file lies now. */
  gboolean (*apply) (const PlimsollStatusEdit *edit,
                     char **backup,
                     gpointer user_data,
                     GError **error);
  gpointer user_data;
};

G_END_DECLS
