/* plimsoll-await-bus.c - the service, for a process that has nothing else to do.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command line waits; this waits for it, on the main context, so that signals of the bus arrive
 * meanwhile. Every wait has an end. */

#include "plimsoll-await-bus.h"

/* A service that is started must open its database; a few tenths of a second on a slow disk. */
#define PATIENCE_MS 3000u

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

PlimsollBusClient *
plimsoll_await_service (gboolean may_start, gboolean *is_bus_there, GError **error)
{
  g_autoptr (GAsyncResult) bus_result = NULL;
  g_autoptr (GAsyncResult) client_result = NULL;
  g_autoptr (GDBusConnection) bus = NULL;

  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_result_cb, &bus_result);
  bus = g_bus_get_finish (wait_for (&bus_result), error);
  *is_bus_there = bus != NULL;
  if (bus == NULL)
    return NULL;

  g_dbus_connection_set_exit_on_close (bus, FALSE);
  plimsoll_bus_client_new_async (bus, may_start, PATIENCE_MS, NULL, on_result_cb, &client_result);
  return plimsoll_bus_client_new_finish (wait_for (&client_result), error);
}

gboolean
plimsoll_await_refresh (PlimsollBusClient *client,
                        const char *account,
                        char **verdict,
                        GDateTime **retry_at,
                        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_bus_client_refresh_async (client, account, NULL, on_result_cb, &result);
  return plimsoll_bus_client_refresh_finish (client, wait_for (&result), verdict, retry_at, error);
}

GVariant *
plimsoll_await_status (PlimsollBusClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_bus_client_status_async (client, NULL, on_result_cb, &result);
  return plimsoll_bus_client_status_finish (client, wait_for (&result), error);
}

gboolean
plimsoll_await_quit (PlimsollBusClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_bus_client_quit_async (client, NULL, on_result_cb, &result);
  return plimsoll_bus_client_quit_finish (client, wait_for (&result), error);
}

static gboolean
on_patience_over_cb (gpointer user_data)
{
  gboolean *is_over = user_data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
plimsoll_await_change (PlimsollBusClient *client,
                       PlimsollIsThereFunc is_there,
                       gpointer user_data,
                       GTimeSpan patience)
{
  gboolean is_over = FALSE;
  guint id = 0;
  gboolean found = FALSE;

  if (is_there (client, user_data))
    return TRUE;

  /* Changes of the client arrive through the main context; each turn of it is a look. */
  id = g_timeout_add ((guint) (patience / G_TIME_SPAN_MILLISECOND), on_patience_over_cb, &is_over);
  while (!found && !is_over && plimsoll_bus_client_is_connected (client))
    {
      g_main_context_iteration (NULL, TRUE);
      found = is_there (client, user_data);
    }

  if (!is_over)
    g_source_remove (id);
  return found;
}
