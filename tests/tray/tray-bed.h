/* tray-bed.h - a tray on a bus of its own, with somebody to look at it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray.h"

#include "mock-watcher.h"

G_BEGIN_DECLS

#define ITEM_PATH "/StatusNotifierItem"
#define ITEM_INTERFACE "org.kde.StatusNotifierItem"
#define MENU_PATH "/MenuBar"
#define MENU_INTERFACE "com.canonical.dbusmenu"

typedef struct
{
  GTestDBus *bus; /* (owned) */
  GDBusConnection *ours; /* (owned): the tray's */
  GDBusConnection *host; /* (owned): the one who looks */
  MockWatcher *watcher; /* (owned): not started */
  PlimsollTray *tray; /* (owned) (nullable) */
  GString *log; /* (owned): what the callbacks were told, a line each */
  GPtrArray *signals; /* (owned) (element-type utf8): what the host heard, "Name(arguments)" */
  gboolean drops_tray; /* the next callback drops the tray */
} TrayBed;

TrayBed *tray_bed_new (void);
void tray_bed_free (TrayBed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrayBed, tray_bed_free)

/* A state to start from: a separator, two limits, two commands, one of them disabled. Valid until
 * the bed goes; the rows belong to nobody and may be changed in a copy. */
PlimsollTrayState tray_bed_state (void);

/* (transfer floating): one picture of `size` pixels a side, all of one colour. */
GVariant *tray_bed_icon (int size, guint32 argb);

/* Runs the main loop until everything that was under way has arrived. */
void tray_bed_settle (TrayBed *self);

/* Sets the state and settles. */
void tray_bed_show (TrayBed *self, const PlimsollTrayState *state);

/* (transfer full) (nullable): the answer of the tray to the host. Takes over floating arguments. */
GVariant *tray_bed_call (TrayBed *self,
                         const char *path,
                         const char *interface,
                         const char *method,
                         GVariant *arguments,
                         GError **error);

/* Shorter, for calls that must be answered. */
GVariant *tray_bed_menu (TrayBed *self, const char *method, GVariant *arguments);
void tray_bed_item (TrayBed *self, const char *method, GVariant *arguments);

/* For calls that must be refused. */
void tray_bed_refused (TrayBed *self, const char *path, const char *method, GVariant *arguments);

/* (transfer full): the value of one property of the item. */
GVariant *tray_bed_get (TrayBed *self, const char *name);

/* What the callbacks were told since the last time. */
#define tray_bed_assert_log(bed, expected)           \
  G_STMT_START                                       \
  {                                                  \
    tray_bed_settle (bed);                           \
    g_assert_cmpstr ((bed)->log->str, ==, expected); \
    g_string_truncate ((bed)->log, 0);               \
  }                                                  \
  G_STMT_END

/* (transfer full): what the host heard since the last time, joined by blanks. */
char *tray_bed_take_signals (TrayBed *self);

#define tray_bed_assert_signals(bed, expected)                    \
  G_STMT_START                                                    \
  {                                                               \
    g_autofree char *heard_signals = tray_bed_take_signals (bed); \
    g_assert_cmpstr (heard_signals, ==, expected);                \
  }                                                               \
  G_STMT_END

G_END_DECLS
