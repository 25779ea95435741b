/* plimsoll-notification.h - a notice as libnotify's object.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libnotify/notify.h>

#include "plimsoll-notice.h"

G_BEGIN_DECLS

/* What a daemon says it can do, as far as it changes what it is told. */
typedef struct
{
  gboolean has_actions;
  gboolean has_body_markup;
} PlimsollNotificationServer;

/* The keys under which a daemon tells of a click. "default" is the specification's word for what a
 * click on the notification itself does. */
#define PLIMSOLL_NOTIFICATION_OPEN "default"
#define PLIMSOLL_NOTIFICATION_SNOOZE "snooze"

/* `capabilities` (nullable): what GetCapabilities answered. */
PlimsollNotificationServer plimsoll_notification_read_server (const char *const *capabilities);

/* (transfer full): ready to be shown, in the place of `older` (nullable). `on_action` gets
 * `user_data`, which must outlive the notification. Initialises libnotify if nobody did. */
NotifyNotification *plimsoll_notification_new (PlimsollNotice *notice,
                                               PlimsollNotificationServer server,
                                               NotifyNotification *older,
                                               NotifyActionCallback on_action,
                                               gpointer user_data);

G_END_DECLS
