/* plimsoll-service.h - the resident part, put together.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-bus-server.h"
#include "plimsoll-clock.h"
#include "plimsoll-herald.h"
#include "plimsoll-preferences.h"

G_BEGIN_DECLS

/* What the service needs from the program around it. */
typedef struct
{
  const char *program; /* path of `plimsoll` */
  const char *state_folder; /* where the database lies */
  const char *hooks_path; /* the person's file of hooks; it need not exist */
  PlimsollClock *clock;
  PlimsollPreferences *preferences;
  PlimsollSpeakFunc speak; /* tells the person */
  const char *(*tray) (gpointer); /* (nullable): "tray" of GetStatus */
  void (*quit) (gpointer); /* ends the program, soon */
  gpointer user_data;
} PlimsollServiceSetup;

#define PLIMSOLL_TYPE_SERVICE (plimsoll_service_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollService, plimsoll_service, PLIMSOLL, SERVICE, GObject)

/* (nullable): NULL with error when not even a database in memory can be had. */
PlimsollService *plimsoll_service_new (const PlimsollServiceSetup *setup, GError **error);

/* Puts the object on the bus; the name is the caller's to own, after this. */
gboolean
plimsoll_service_export (PlimsollService *self, GDBusConnection *connection, GError **error);
/* Begins to ask. */
void plimsoll_service_start (PlimsollService *self);
/* Ends what is under way and closes the database. */
void plimsoll_service_stop (PlimsollService *self);

/* (transfer none): of PlimsollMeter. */
GListModel *plimsoll_service_get_meters (PlimsollService *self);

/* For tray and notifications: the same as on the bus. */
void plimsoll_service_refresh_all (PlimsollService *self);
void plimsoll_service_snooze (PlimsollService *self, const char *speech_id);

G_END_DECLS
