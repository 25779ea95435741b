/* test-types.c - connecting to a bus finds every public type ready.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The deadlock that this keeps away needs two threads and bad luck. What it feeds on can be seen at
 * leisure: a public type with interfaces that is registered after the preparation. */

#include "plimsoll-types.h"

#include <dlfcn.h>
#include <gio/gio.h>

/* (transfer none): `seen`, with `type` and all below it that are registered by now. */
static GHashTable *
see (GHashTable *seen, GType type)
{
  guint n_children = 0;
  g_autofree GType *children = g_type_children (type, &n_children);

  g_hash_table_add (seen, GSIZE_TO_POINTER (type));
  for (guint i = 0; i < n_children; i++)
    see (seen, children[i]);
  return seen;
}

/* TRUE when GIO has a function `g_unix_fd_message_get_type` for a GUnixFDMessage. */
static gboolean
is_public (GType type)
{
  const char *name = g_type_name (type);
  g_autoptr (GString) symbol = g_string_new (NULL);

  for (gsize i = 0; name[i] != '\0'; i++)
    {
      gboolean is_upper = g_ascii_isupper (name[i]);

      if (is_upper
          && (i == 1 || (i > 1 && !g_ascii_isupper (name[i - 1]))
              || (i > 2 && g_ascii_isupper (name[i - 1]) && g_ascii_isupper (name[i - 2]))))
        g_string_append_c (symbol, '_');
      g_string_append_c (symbol, g_ascii_tolower (name[i]));
    }

  g_string_append (symbol, "_get_type");
  return dlsym (RTLD_DEFAULT, symbol->str) != NULL;
}

static gboolean
has_interfaces (GType type)
{
  guint n_interfaces = 0;

  g_free (g_type_interfaces (type, &n_interfaces));
  return n_interfaces > 0;
}

static void
connect_and_call (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetId", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* After the preparation, connecting to the session bus and calling it registers no public type that
 * has interfaces: there is nothing left for two threads to wait for. */
static void
test_bus_finds_types_ready (void)
{
  g_autoptr (GTestDBus) daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) after = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer type = NULL;
  guint n_unready = 0;

  g_test_dbus_up (daemon);
  plimsoll_types_prepare ();
  see (before, G_TYPE_OBJECT);
  connect_and_call ();

  g_hash_table_iter_init (&iter, see (after, G_TYPE_OBJECT));
  while (g_hash_table_iter_next (&iter, &type, NULL))
    if (!g_hash_table_contains (before, type) && has_interfaces (GPOINTER_TO_SIZE (type))
        && is_public (GPOINTER_TO_SIZE (type)))
      {
        g_test_message ("%s was not ready", g_type_name (GPOINTER_TO_SIZE (type)));
        n_unready++;
      }

  g_assert_cmpuint (n_unready, ==, 0);
  g_test_dbus_down (daemon);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/types/bus-finds-types-ready", test_bus_finds_types_ready);

  return g_test_run ();
}
