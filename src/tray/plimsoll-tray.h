/* plimsoll-tray.h - the item in the desktop's tray, whatever speaks to the desktop.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What stands in the menu. Rows are known by their key for life: a change of text or of being there
 * never moves another row. */
typedef struct
{
  const char *key; /* "limit:claude:default:session", "refresh", "separator:1" */
  const char *label; /* plain text; NULL is a separator */
  gboolean is_command; /* can be chosen, when enabled; else it only says something */
  gboolean is_enabled; /* */
} PlimsollTrayRow;

/* Everything a tray shows, borrowed for the call. Plain text throughout, without `&`, `<` and `>`,
 * which some hosts read as markup. */
typedef struct
{
  GVariant *icon; /* a(iiay): squares, ascending, A R G B in network order, straight alpha */
  gboolean wants_attention; /* a limit is at its end, or the login is gone */
  const char *title; /* "Claude: session 42 %, week 17 %" */
  const char *tooltip; /* lines under the title */
  const char *label; /* text beside the icon; "" for none */
  const char *label_guide; /* the longest text the label may have */
  const PlimsollTrayRow *rows;
  gsize n_rows;
} PlimsollTrayState;

typedef enum
{
  PLIMSOLL_TRAY_UNKNOWN, /* not yet found out */
  PLIMSOLL_TRAY_SHOWN,
  PLIMSOLL_TRAY_NO_HOST, /* nobody shows tray items on this desktop */
  PLIMSOLL_TRAY_NOT_BUILT, /* nor could anybody: this build has no tray */
} PlimsollTrayPresence;

/* What a person does with the item. */
typedef struct
{
  /* Left click, or a host without menus: show or hide the window. `token` (nullable) is the
   * desktop's leave to take the focus; x and y are hints, -1 when unknown. */
  void (*activate) (const char *token, int x, int y, gpointer user_data);
  /* Middle click. */
  void (*secondary) (gpointer user_data);
  /* Turned wheel: +1 or -1. */
  void (*scroll) (int direction, gpointer user_data);
  /* A row of the menu was chosen. */
  void (*chosen) (const char *key, const char *token, gpointer user_data);
  void (*presence_changed) (PlimsollTrayPresence presence, gpointer user_data);
} PlimsollTrayCallbacks;

#define PLIMSOLL_TYPE_TRAY (plimsoll_tray_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollTray, plimsoll_tray, PLIMSOLL, TRAY, GObject)

/* Shows nothing until the first state. */
PlimsollTray *plimsoll_tray_new (GDBusConnection *connection,
                                 const PlimsollTrayCallbacks *callbacks,
                                 gpointer user_data);

/* Tells the desktop what differs from the state before, and nothing when nothing does. */
void plimsoll_tray_set_state (PlimsollTray *self, const PlimsollTrayState *state);

PlimsollTrayPresence plimsoll_tray_get_presence (PlimsollTray *self);

G_END_DECLS
