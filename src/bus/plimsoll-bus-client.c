/* plimsoll-bus-client.c - what the service knows, for terminal and window.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thin layer over the generated proxy that hands out the model's values instead of variants. The
 * proxy keeps the properties current by itself; this turns its signals into one, `changed`. */

#include "plimsoll-bus-client.h"

#include "plimsoll-bus-generated.h"
#include "plimsoll-moment.h"

struct _PlimsollBusClient
{
  GObject parent_instance;

  PlimsollBusService *proxy; /* (owned) */
  GPtrArray *accounts; /* (owned) (element-type PlimsollBusAccount) */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollBusClient, plimsoll_bus_client, G_TYPE_OBJECT)

static void
plimsoll_bus_client_dispose (GObject *object)
{
  PlimsollBusClient *self = PLIMSOLL_BUS_CLIENT (object);

  if (self->proxy != NULL)
    g_signal_handlers_disconnect_by_data (self->proxy, self);
  g_clear_object (&self->proxy);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  G_OBJECT_CLASS (plimsoll_bus_client_parent_class)->dispose (object);
}

static void
plimsoll_bus_client_class_init (PlimsollBusClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_bus_client_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PLIMSOLL_TYPE_BUS_CLIENT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plimsoll_bus_client_init (PlimsollBusClient *self)
{
}

static void
read_accounts (PlimsollBusClient *self)
{
  GPtrArray *accounts =
      plimsoll_bus_codec_unpack_accounts (plimsoll_bus_service_get_accounts (self->proxy));

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = accounts;
}

static void
on_accounts_changed_cb (PlimsollBusClient *self)
{
  /* A service that went away leaves no property; what was seen last stays, with its age. */
  if (!plimsoll_bus_client_is_connected (self))
    return;

  read_accounts (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_owner_changed_cb (PlimsollBusClient *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A client on its way. */
typedef struct
{
  GDBusConnection *connection; /* (owned) */
  gboolean may_start; /* still: it is tried once */
  guint patience_ms;
} Birth;

static void
birth_free (gpointer data)
{
  Birth *birth = data;

  g_object_unref (birth->connection);
  g_free (birth);
}

static void make_proxy (GTask *task);

static void
on_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    make_proxy (g_steal_pointer (&task));
}

/* Asked for by name, so that a service that cannot start says why and the patience is ours. Only
 * after a look whether it runs: a bus refuses this for a service that runs without being installed.
 */
static void
start_service (GTask *task)
{
  Birth *birth = g_task_get_task_data (task);

  birth->may_start = FALSE;
  g_dbus_connection_call (birth->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "StartServiceByName",
                          g_variant_new ("(su)", PLIMSOLL_BUS_NAME, 0), G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE, (int) birth->patience_ms,
                          g_task_get_cancellable (task), on_started_cb, task);
}

/* Takes `proxy` over. */
static PlimsollBusClient *
make_client (PlimsollBusService *proxy)
{
  PlimsollBusClient *self = g_object_new (PLIMSOLL_TYPE_BUS_CLIENT, NULL);

  self->proxy = proxy;
  read_accounts (self);
  g_signal_connect_swapped (proxy, "notify::accounts", G_CALLBACK (on_accounts_changed_cb), self);
  g_signal_connect_swapped (proxy, "notify::g-name-owner", G_CALLBACK (on_owner_changed_cb), self);
  return self;
}

static void
on_proxy_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Birth *birth = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollBusService) proxy = plimsoll_bus_service_proxy_new_finish (result, &error);
  g_autofree char *owner = NULL;

  if (proxy == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* A proxy for a name that nobody owns is made without complaint. */
  owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (proxy));
  if (owner != NULL)
    g_task_return_pointer (task, make_client (g_steal_pointer (&proxy)), g_object_unref);
  else if (birth->may_start)
    start_service (g_steal_pointer (&task));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             "The Plimsoll service is not running.");
}

static void
make_proxy (GTask *task)
{
  Birth *birth = g_task_get_task_data (task);

  plimsoll_bus_service_proxy_new (birth->connection, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
                                  PLIMSOLL_BUS_NAME, PLIMSOLL_BUS_PATH,
                                  g_task_get_cancellable (task), on_proxy_ready_cb, task);
}

void
plimsoll_bus_client_new_async (GDBusConnection *connection,
                               gboolean may_start,
                               guint patience_ms,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Birth *birth = g_new0 (Birth, 1);

  birth->connection = g_object_ref (connection);
  birth->may_start = may_start;
  birth->patience_ms = patience_ms;
  g_task_set_source_tag (task, plimsoll_bus_client_new_async);
  g_task_set_task_data (task, birth, birth_free);
  make_proxy (task);
}

PlimsollBusClient *
plimsoll_bus_client_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
plimsoll_bus_client_is_connected (PlimsollBusClient *self)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->proxy));

  return owner != NULL;
}

const char *
plimsoll_bus_client_get_version (PlimsollBusClient *self)
{
  const char *version = plimsoll_bus_service_get_version (self->proxy);

  return version != NULL ? version : "";
}

GPtrArray *
plimsoll_bus_client_get_accounts (PlimsollBusClient *self)
{
  return self->accounts;
}

/* Every call ends the same way: its reply as one variant, or its error. */
static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply != NULL)
    {
      g_task_return_pointer (task, reply, (GDestroyNotify) g_variant_unref);
      return;
    }

  g_dbus_error_strip_remote_error (error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
call (PlimsollBusClient *self,
      const char *method,
      GVariant *arguments,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, call);
  g_dbus_proxy_call (G_DBUS_PROXY (self->proxy), method, arguments, G_DBUS_CALL_FLAGS_NONE, -1,
                     cancellable, on_called_cb, task);
}

/* (transfer full): the only value of a reply that carries one, when it has the type `type`. */
static GVariant *
finish_value (GAsyncResult *result, const char *type, GError **error)
{
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), error);

  if (reply == NULL)
    return NULL;
  if (g_variant_is_of_type (reply, G_VARIANT_TYPE (type)))
    return g_variant_get_child_value (reply, 0);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "The Plimsoll service gave an odd answer.");
  return NULL;
}

void
plimsoll_bus_client_refresh_async (PlimsollBusClient *self,
                                   const char *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  call (self, "Refresh", g_variant_new ("(s)", account), cancellable, callback, user_data);
}

gboolean
plimsoll_bus_client_refresh_finish (PlimsollBusClient *self,
                                    GAsyncResult *result,
                                    char **verdict,
                                    GDateTime **retry_at,
                                    GError **error)
{
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), error);
  gint64 seconds = 0;

  if (reply == NULL)
    return FALSE;
  if (!g_variant_is_of_type (reply, G_VARIANT_TYPE ("(sx)")))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The Plimsoll service gave an odd answer.");
      return FALSE;
    }

  g_variant_get (reply, "(sx)", verdict, &seconds);
  *retry_at = seconds != 0 ? plimsoll_moment_from_unix (seconds) : NULL;
  return TRUE;
}

void
plimsoll_bus_client_history_async (PlimsollBusClient *self,
                                   const char *account,
                                   const char *limit,
                                   gint64 from,
                                   gint64 to,
                                   guint points,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  call (self, "History", g_variant_new ("(ssxxu)", account, limit, from, to, points), cancellable,
        callback, user_data);
}

GVariant *
plimsoll_bus_client_history_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error)
{
  return finish_value (result, "(a(xd))", error);
}

void
plimsoll_bus_client_status_async (PlimsollBusClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  call (self, "GetStatus", NULL, cancellable, callback, user_data);
}

GVariant *
plimsoll_bus_client_status_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error)
{
  return finish_value (result, "(a{sv})", error);
}

void
plimsoll_bus_client_quit_async (PlimsollBusClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  call (self, "Quit", NULL, cancellable, callback, user_data);
}

gboolean
plimsoll_bus_client_quit_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), error);

  return reply != NULL;
}

void
plimsoll_bus_client_do_async (PlimsollBusClient *self,
                              PlimsollBusDeed deed,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const char *const methods[] = { "DeleteHistory", "TestNotification" };

  call (self, methods[deed], NULL, cancellable, callback, user_data);
}

gboolean
plimsoll_bus_client_do_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error)
{
  return plimsoll_bus_client_quit_finish (self, result, error);
}
