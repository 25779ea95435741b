/* plimsoll-notification.c - a notice as libnotify's object.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a notice the way one particular daemon wants it: text escaped or not, with buttons or
 * without. It says nothing to anybody; showing and closing are the notifier's. */

#include "plimsoll-notification.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-config.h"

/* A name is not translated. */
#define APP_NAME "Plimsoll"
/* The specification's own classes (device, email, im, network, presence, transfer, …) name things
 * that happen to hardware, people and files. A plan running low is none of them, and a daemon that
 * themes or mutes "network" or "im" must not catch it; for this the specification has x-vendor. */
#define CATEGORY "x-plimsoll.limit"

static const NotifyUrgency urgencies[] = {
  [PLIMSOLL_URGENCY_LOW] = NOTIFY_URGENCY_LOW,
  [PLIMSOLL_URGENCY_NORMAL] = NOTIFY_URGENCY_NORMAL,
  [PLIMSOLL_URGENCY_CRITICAL] = NOTIFY_URGENCY_CRITICAL,
};

/* (transfer full): only the body may be markup; a title is plain to every daemon. */
static char *
write_body (PlimsollNotice *notice, PlimsollNotificationServer server)
{
  const char *body = plimsoll_notice_get_body (notice);

  return server.has_body_markup ? g_markup_escape_text (body, -1) : g_strdup (body);
}

static void
add_actions (NotifyNotification *notification,
             PlimsollNotice *notice,
             NotifyActionCallback on_action,
             gpointer user_data)
{
  /* No second action for an Open button: GNOME and KDE open on a click anywhere, and xfce4-notifyd
   * makes a button of the default action too, so that there were two of them. */
  notify_notification_add_action (notification, PLIMSOLL_NOTIFICATION_OPEN, _ ("Open"), on_action,
                                  user_data, NULL);
  if (plimsoll_notice_get_can_snooze (notice))
    notify_notification_add_action (notification, PLIMSOLL_NOTIFICATION_SNOOZE,
                                    _ ("Snooze until reset"), on_action, user_data, NULL);
}

PlimsollNotificationServer
plimsoll_notification_read_server (const char *const *capabilities)
{
  PlimsollNotificationServer server = { FALSE, FALSE };

  if (capabilities != NULL)
    {
      server.has_actions = g_strv_contains (capabilities, "actions");
      server.has_body_markup = g_strv_contains (capabilities, "body-markup");
    }

  return server;
}

NotifyNotification *
plimsoll_notification_new (PlimsollNotice *notice,
                           PlimsollNotificationServer server,
                           NotifyNotification *older,
                           NotifyActionCallback on_action,
                           gpointer user_data)
{
  g_autofree char *body = write_body (notice, server);
  NotifyNotification *self = NULL;

  notify_init (APP_NAME);
  self = notify_notification_new (plimsoll_notice_get_title (notice), body, PLIMSOLL_APP_ID);
  notify_notification_set_urgency (self, urgencies[plimsoll_notice_get_urgency (notice)]);
  notify_notification_set_category (self, CATEGORY);
  notify_notification_set_hint (self, "desktop-entry", g_variant_new_string (PLIMSOLL_APP_ID));
  if (server.has_actions)
    add_actions (self, notice, on_action, user_data);

  /* A new object with the old number, not notify_notification_update(): what that one does with
   * the icon differs between 0.8.1 and 0.8.4. */
  if (older != NULL)
    {
      int number = 0;

      g_object_get (older, "id", &number, NULL);
      g_object_set (self, "id", number, NULL);
    }

  return self;
}
