/* plimsoll-bus-server.c - the service's face on D-Bus.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translates between the generated skeleton and the program behind it. Checks what the type system
 * of D-Bus cannot, answers every call at once, and gathers changes so that a burst of them is told
 * once. Holds no policy. */

#include "plimsoll-bus-server.h"

#include "plimsoll-bus-codec.h"
#include "plimsoll-bus-generated.h"
#include "plimsoll-config.h"
#include "plimsoll-moment.h"

/* A chart has fewer pixels than this; more points would only cost memory. */
#define MOST_POINTS 2000u

struct _PlimsollBusServer
{
  GObject parent_instance;

  PlimsollBusService *skeleton; /* (owned) */
  GListModel *meters; /* (owned) */
  GPtrArray *watched; /* (owned) (element-type PlimsollMeter): those with our handlers */
  PlimsollBusCallbacks callbacks;
  gpointer user_data;
  guint publish_id; /* idle source that will publish; 0 when nothing changed */
};

G_DEFINE_FINAL_TYPE (PlimsollBusServer, plimsoll_bus_server, G_TYPE_OBJECT)

const char *
plimsoll_refresh_verdict_to_word (PlimsollRefreshVerdict verdict)
{
  static const char *const words[] = { "asked", "busy", "too-soon", "rate-limited" };

  return words[verdict];
}

/* Sets the property; the skeleton compares and stays silent when nothing changed. */
static void
publish_now (PlimsollBusServer *self)
{
  g_clear_handle_id (&self->publish_id, g_source_remove);
  plimsoll_bus_service_set_accounts (self->skeleton, plimsoll_bus_codec_pack_meters (self->meters));
}

static gboolean
on_publish_idle_cb (gpointer user_data)
{
  PlimsollBusServer *self = user_data;

  self->publish_id = 0;
  publish_now (self);
  return G_SOURCE_REMOVE;
}

static void
publish_soon (PlimsollBusServer *self)
{
  if (self->publish_id == 0)
    self->publish_id = g_idle_add (on_publish_idle_cb, self);
}

static void
on_meter_changed_cb (PlimsollBusServer *self)
{
  publish_soon (self);
}

static void
forget_meters (PlimsollBusServer *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
on_meters_changed_cb (PlimsollBusServer *self)
{
  guint n_meters = g_list_model_get_n_items (self->meters);

  forget_meters (self);
  for (guint i = 0; i < n_meters; i++)
    {
      PlimsollMeter *meter = g_list_model_get_item (self->meters, i);

      g_signal_connect_swapped (meter, "notify", G_CALLBACK (on_meter_changed_cb), self);
      g_ptr_array_add (self->watched, meter);
    }
  publish_soon (self);
}

static void
refuse (GDBusMethodInvocation *invocation, const char *message)
{
  g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                 G_DBUS_ERROR_INVALID_ARGS, message);
}

static gboolean
on_refresh_cb (PlimsollBusServer *self, GDBusMethodInvocation *invocation, const char *account)
{
  g_autoptr (GDateTime) retry_at = NULL;
  PlimsollRefreshVerdict verdict = PLIMSOLL_REFRESH_ASKED;

  if (!self->callbacks.refresh (account, &verdict, &retry_at, self->user_data))
    refuse (invocation, "There is no such account.");
  else
    plimsoll_bus_service_complete_refresh (
        self->skeleton, invocation, plimsoll_refresh_verdict_to_word (verdict),
        retry_at != NULL ? plimsoll_moment_to_unix (retry_at) : 0);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_history_cb (PlimsollBusServer *self,
               GDBusMethodInvocation *invocation,
               const char *account,
               const char *limit,
               gint64 from,
               gint64 to,
               guint points)
{
  GVariant *samples = NULL;

  if (to <= from || points < 1 || points > MOST_POINTS)
    {
      refuse (invocation, "History wants from before to, and 1 to 2000 points.");
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  samples = self->callbacks.history (account, limit, from, to, points, self->user_data);
  if (samples == NULL)
    refuse (invocation, "There is no such account.");
  else
    plimsoll_bus_service_complete_history (self->skeleton, invocation, samples);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_snooze_cb (PlimsollBusServer *self,
              GDBusMethodInvocation *invocation,
              const char *account,
              const char *limit)
{
  if (!self->callbacks.snooze (account, limit, self->user_data))
    refuse (invocation, "There is no such limit.");
  else
    plimsoll_bus_service_complete_snooze (self->skeleton, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_delete_history_cb (PlimsollBusServer *self, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;

  if (self->callbacks.delete_history (self->user_data, &error))
    plimsoll_bus_service_complete_delete_history (self->skeleton, invocation);
  else
    g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED,
                                                   error->message);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_test_notification_cb (PlimsollBusServer *self, GDBusMethodInvocation *invocation)
{
  self->callbacks.test_notification (self->user_data);
  plimsoll_bus_service_complete_test_notification (self->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_quit_cb (PlimsollBusServer *self, GDBusMethodInvocation *invocation)
{
  /* The reply goes first: a caller that waits for it must not see the name vanish instead. */
  plimsoll_bus_service_complete_quit (self->skeleton, invocation);
  self->callbacks.quit (self->user_data);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_get_status_cb (PlimsollBusServer *self, GDBusMethodInvocation *invocation)
{
  plimsoll_bus_service_complete_get_status (self->skeleton, invocation,
                                            self->callbacks.status (self->user_data));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
plimsoll_bus_server_dispose (GObject *object)
{
  PlimsollBusServer *self = PLIMSOLL_BUS_SERVER (object);

  g_clear_handle_id (&self->publish_id, g_source_remove);
  if (self->meters != NULL)
    g_signal_handlers_disconnect_by_data (self->meters, self);
  forget_meters (self);
  g_clear_object (&self->meters);
  if (self->skeleton != NULL)
    plimsoll_bus_server_unexport (self);
  g_clear_object (&self->skeleton);
  G_OBJECT_CLASS (plimsoll_bus_server_parent_class)->dispose (object);
}

static void
plimsoll_bus_server_finalize (GObject *object)
{
  PlimsollBusServer *self = PLIMSOLL_BUS_SERVER (object);

  g_ptr_array_unref (self->watched);
  G_OBJECT_CLASS (plimsoll_bus_server_parent_class)->finalize (object);
}

static void
plimsoll_bus_server_class_init (PlimsollBusServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plimsoll_bus_server_dispose;
  object_class->finalize = plimsoll_bus_server_finalize;
}

static void
plimsoll_bus_server_init (PlimsollBusServer *self)
{
  const struct
  {
    const char *signal;
    GCallback handler;
  } calls[] = {
    { "handle-refresh", G_CALLBACK (on_refresh_cb) },
    { "handle-history", G_CALLBACK (on_history_cb) },
    { "handle-snooze", G_CALLBACK (on_snooze_cb) },
    { "handle-get-status", G_CALLBACK (on_get_status_cb) },
    { "handle-delete-history", G_CALLBACK (on_delete_history_cb) },
    { "handle-test-notification", G_CALLBACK (on_test_notification_cb) },
    { "handle-quit", G_CALLBACK (on_quit_cb) },
  };

  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->skeleton = plimsoll_bus_service_skeleton_new ();
  plimsoll_bus_service_set_version (self->skeleton, PLIMSOLL_VERSION);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_signal_connect_swapped (self->skeleton, calls[i].signal, calls[i].handler, self);
}

PlimsollBusServer *
plimsoll_bus_server_new (GListModel *meters,
                         const PlimsollBusCallbacks *callbacks,
                         gpointer user_data)
{
  PlimsollBusServer *self = g_object_new (PLIMSOLL_TYPE_BUS_SERVER, NULL);

  self->meters = g_object_ref (meters);
  self->callbacks = *callbacks;
  self->user_data = user_data;
  g_signal_connect_swapped (meters, "items-changed", G_CALLBACK (on_meters_changed_cb), self);
  on_meters_changed_cb (self);
  publish_now (self);
  return self;
}

gboolean
plimsoll_bus_server_export (PlimsollBusServer *self, GDBusConnection *connection, GError **error)
{
  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection,
                                           PLIMSOLL_BUS_PATH, error);
}

void
plimsoll_bus_server_unexport (PlimsollBusServer *self)
{
  GDBusInterfaceSkeleton *skeleton = G_DBUS_INTERFACE_SKELETON (self->skeleton);

  if (g_dbus_interface_skeleton_get_connection (skeleton) != NULL)
    g_dbus_interface_skeleton_unexport (skeleton);
}
