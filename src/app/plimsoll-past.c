/* plimsoll-past.c - how a limit was used before, from the service or from its database.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A service that runs is asked: it may hold readings in memory while its disk refuses. Otherwise
 * the database is read as it lies there; nothing is started, made or mended for a look back. What
 * is not known is an empty list, as it is for a limit that is new: the past is never worth a
 * failure. */
#include "plimsoll-past.h"

#include "plimsoll-bus-names.h"
#include "plimsoll-paths.h"
#include "plimsoll-store.h"

/* A person waits for it, and the service has nothing to do for it but to read a few pages. */
#define PATIENCE_MS 2000

/* (transfer full) (nullable): what the service answers; NULL when none runs, or it does not know
 * the account. */
static GVariant *
ask_service (const char *account, const char *limit, gint64 from, gint64 to, guint points)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;

  if (bus == NULL)
    return NULL;
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  reply = g_dbus_connection_call_sync (
      bus, PLIMSOLL_BUS_NAME, PLIMSOLL_BUS_PATH, PLIMSOLL_BUS_INTERFACE, "History",
      g_variant_new ("(ssxxu)", account, limit, from, to, points), G_VARIANT_TYPE ("(a(xd))"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, NULL);
  return reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
}

/* (transfer full) */
static GVariant *
pack_points (GArray *points)
{
  GVariantBuilder samples;

  g_variant_builder_init (&samples, G_VARIANT_TYPE ("a(xd)"));
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const PlimsollStorePoint *point = &g_array_index (points, PlimsollStorePoint, i);

      g_variant_builder_add (&samples, "(xd)", point->at, point->percent);
    }
  return g_variant_ref_sink (g_variant_builder_end (&samples));
}

/* (transfer full) */
static GVariant *
read_store (const char *account, const char *limit, gint64 from, gint64 to, guint points)
{
  g_autofree char *folder = plimsoll_paths_dup_state_dir ();
  g_autoptr (PlimsollStore) store = plimsoll_store_open_to_read (folder, NULL);
  g_autoptr (GArray) history = NULL;

  if (store != NULL)
    history = plimsoll_store_read_history (store, account, limit, from, to, points, NULL);
  return pack_points (history);
}

GVariant *
plimsoll_past_read (const char *account,
                    const char *limit,
                    gint64 from,
                    gint64 to,
                    guint points,
                    gpointer user_data)
{
  PlimsollViaService *via = user_data;
  GVariant *answer = NULL;

  /* The readings that were kept are those of the login that the service knows. */
  if (!plimsoll_via_service_may_serve (via, PLIMSOLL_COLLECT_DEFAULT))
    return pack_points (NULL);
  answer = ask_service (account, limit, from, to, points);
  return answer != NULL ? answer : read_store (account, limit, from, to, points);
}
