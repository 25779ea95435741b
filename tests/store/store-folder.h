/* store-folder.h - a folder for one test of the store, and short ways to put things into a store.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-store.h"

#define ACCOUNT "claude:default"
/* 2026-11-20T09:00:00Z, a whole hour. */
#define NOON G_GINT64_CONSTANT (1795165200)

typedef struct
{
  char *path; /* (owned): the folder of the database, not yet made */
  char *parent; /* (owned) */
  GDateTime *now; /* (owned): NOON */
} Folder;

void folder_set_up (Folder *self, gconstpointer data);
void folder_tear_down (Folder *self, gconstpointer data);

/* (transfer full): the path of a file in it. */
char *folder_dup_file (Folder *self, const char *name);
/* How many files have names that begin so. */
guint folder_count (Folder *self, const char *prefix);

/* Opens the store, which must not be in memory; `*notice` may be NULL to say that there must be
 * none. */
PlimsollStore *folder_open (Folder *self, char **notice);

/* One reading of the limit "session" at a moment; `reset` 0 is none. */
void folder_add (PlimsollStore *store, gint64 at, double percent, gint64 reset);
void folder_add_for (
    PlimsollStore *store, const char *account_id, gint64 at, double percent, gint64 reset);

/* (transfer full): the history of "session" as "0:10 300:12", seconds after `from`. */
char *folder_read (PlimsollStore *store, gint64 from, gint64 to, guint points);

#define folder_test(name, function) \
  g_test_add (name, Folder, NULL, folder_set_up, function, folder_tear_down)
