/* stage.h - a made-up `plimsoll` beside a made-up state folder, for the tests of what starts it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-prober.h"
#include "plimsoll-report.h"
#include "plimsoll-store.h"

G_BEGIN_DECLS

#define STAGE_ACCOUNT "claude:default"
#define STAGE_KEY "0123456789abcdef0123456789abcdef"
#define STAGE_OTHER_KEY "fedcba9876543210fedcba9876543210"

typedef struct
{
  char *folder; /* (owned): the script's working directory, gone at the end */
  char *program; /* (owned): the script */
  GPtrArray *list; /* (owned): what `probe --list` says */
} Stage;

void stage_set_up (Stage *self, gconstpointer data);
void stage_tear_down (Stage *self, gconstpointer data);

/* Replaces the script; `body` is shell, run in the folder. At first it notes its words in `log`,
 * gives `list` for --list and `report-<account>` for --account, and fails where there is none. */
void stage_write (Stage *self, const char *body);
/* Runs the main loop until the script has left a file of this name, and gives what is in it. */
char *stage_wait_for_file (Stage *self, const char *name);
/* How often the script was started with `word` among its words. */
guint stage_count (Stage *self, const char *word);

/* What a probe of `account` says from now on: one limit "session" of this percentage. */
void stage_give_numbers (Stage *self, const char *account, const char *key, double percent);
void stage_give_identity (Stage *self, const char *account, const char *key, const char *identity);
void stage_give_problem (Stage *self,
                         const char *account,
                         const char *key,
                         PlimsollCondition condition,
                         gint64 retry_at);
/* What the list says from now on; begins empty. */
void stage_list (Stage *self, const char *account, const char *key, const char *watch_path);
void stage_unlist (Stage *self, const char *account);

PlimsollAccount *stage_account (const char *id);
/* (transfer full): as a probe would bring it, observed now. */
PlimsollReport *stage_report (const char *account, const char *key, double percent, GDateTime *now);
PlimsollStore *stage_open_store (Stage *self);

gboolean stage_tick_cb (gpointer user_data);

/* Runs the main loop until `holds`; a test that waits for ever is ended by Meson. */
#define stage_wait_until(holds)                                \
  G_STMT_START                                                 \
  {                                                            \
    guint stage_tick = g_timeout_add (5, stage_tick_cb, NULL); \
    while (!(holds))                                           \
      g_main_context_iteration (NULL, TRUE);                   \
    g_source_remove (stage_tick);                              \
  }                                                            \
  G_STMT_END

/* Runs the main loop for a while in which something must not happen. */
void stage_let_pass (guint ms);

#define stage_test(name, function) \
  g_test_add (name, Stage, NULL, stage_set_up, function, stage_tear_down)

G_END_DECLS
