/* plimsoll-dbusmenu.c - the tray's menu on the bus: com.canonical.dbusmenu, version 3.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every method any known host calls is here, and each answers at once: a panel that waits for a
 * menu hangs. Labels go out both ways, inline in GetLayout and through GetGroupProperties, because
 * half of the hosts ask only for one. Whoever calls may hold old ids or send nonsense; that is
 * answered with what the interface has for it, and is otherwise without effect. */

#include "plimsoll-dbusmenu.h"

#include "plimsoll-bus-object.h"
#include "plimsoll-dbusmenu-layout.h"

#define INTERFACE "com.canonical.dbusmenu"
/* 3 promises the group methods; a host that sees 3 uses them for every click. */
#define INTERFACE_VERSION 3
/* More unknown ids than this are not listed back: nobody reads them. */
#define MAX_REPORTED_IDS 256

static const char INTROSPECTION[] =
    "<node><interface name='" INTERFACE "'>"
    "<property name='Version' type='u' access='read'/>"
    "<property name='TextDirection' type='s' access='read'/>"
    "<property name='Status' type='s' access='read'/>"
    "<property name='IconThemePath' type='as' access='read'/>"
    "<method name='GetLayout'>"
    "<arg name='parentId' type='i' direction='in'/>"
    "<arg name='recursionDepth' type='i' direction='in'/>"
    "<arg name='propertyNames' type='as' direction='in'/>"
    "<arg name='revision' type='u' direction='out'/>"
    "<arg name='layout' type='(ia{sv}av)' direction='out'/></method>"
    "<method name='GetGroupProperties'>"
    "<arg name='ids' type='ai' direction='in'/>"
    "<arg name='propertyNames' type='as' direction='in'/>"
    "<arg name='properties' type='a(ia{sv})' direction='out'/></method>"
    "<method name='GetProperty'>"
    "<arg name='id' type='i' direction='in'/>"
    "<arg name='name' type='s' direction='in'/>"
    "<arg name='value' type='v' direction='out'/></method>"
    "<method name='Event'>"
    "<arg name='id' type='i' direction='in'/>"
    "<arg name='eventId' type='s' direction='in'/>"
    "<arg name='data' type='v' direction='in'/>"
    "<arg name='timestamp' type='u' direction='in'/></method>"
    "<method name='EventGroup'>"
    "<arg name='events' type='a(isvu)' direction='in'/>"
    "<arg name='idErrors' type='ai' direction='out'/></method>"
    "<method name='AboutToShow'>"
    "<arg name='id' type='i' direction='in'/>"
    "<arg name='needUpdate' type='b' direction='out'/></method>"
    "<method name='AboutToShowGroup'>"
    "<arg name='ids' type='ai' direction='in'/>"
    "<arg name='updatesNeeded' type='ai' direction='out'/>"
    "<arg name='idErrors' type='ai' direction='out'/></method>"
    "<signal name='ItemsPropertiesUpdated'>"
    "<arg name='updatedProps' type='a(ia{sv})'/>"
    "<arg name='removedProps' type='a(ias)'/></signal>"
    "<signal name='LayoutUpdated'>"
    "<arg name='revision' type='u'/><arg name='parent' type='i'/></signal>"
    "<signal name='ItemActivationRequested'>"
    "<arg name='id' type='i'/><arg name='timestamp' type='u'/></signal>"
    "</interface></node>";

struct _PlimsollDBusMenu
{
  PlimsollDBusMenuChosen chosen;
  gpointer user_data;
  GDBusConnection *connection; /* (owned) (nullable) */
  guint registration;

  PlimsollDBusMenuIds *ids; /* (owned) */
  PlimsollDBusMenuLayout *layout; /* (owned): what hosts see */
  PlimsollDBusMenuLayout *next; /* (owned) (nullable): what they will see */
  guint32 revision;

  GQueue clicks; /* (element-type utf8): keys of chosen rows, not yet told */
  GSource *click_source; /* (owned) (nullable) */
};

/* Tells of one choice per turn of the main loop: by the next turn this menu may be gone. */
static gboolean
on_click_due_cb (gpointer data)
{
  PlimsollDBusMenu *self = data;
  g_autofree char *key = g_queue_pop_head (&self->clicks);
  gboolean has_more = !g_queue_is_empty (&self->clicks);

  if (!has_more)
    g_clear_pointer (&self->click_source, g_source_unref);
  self->chosen (key, self->user_data);

  return has_more;
}

/* The answer goes first: libdbusmenu waits up to a second for it, and Quit may be what was chosen.
 */
static void
remember_click (PlimsollDBusMenu *self, const char *key)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_queue_push_tail (&self->clicks, g_strdup (key));
  if (self->click_source != NULL)
    return;

  self->click_source = g_idle_source_new ();
  g_source_set_priority (self->click_source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->click_source, on_click_due_cb, self, NULL);
  g_source_attach (self->click_source, context);
}

/* FALSE when nobody has this id. KDE, MATE and COSMIC also tell of `opened` and `closed`. */
static gboolean
take_event (PlimsollDBusMenu *self, int id, const char *event)
{
  const char *key = plimsoll_dbusmenu_layout_get_command (self->layout, id);

  if (key != NULL && g_str_equal (event, "clicked"))
    remember_click (self, key);

  return plimsoll_dbusmenu_layout_has_id (self->layout, id);
}

static void
refuse (GDBusMethodInvocation *invocation, int id)
{
  g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                                         "There is no item %d in this menu", id);
}

static void
get_layout (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) names = NULL;
  int id = 0;
  int depth = 0;

  g_variant_get (arguments, "(ii@as)", &id, &depth, &names);
  if (!plimsoll_dbusmenu_layout_has_id (self->layout, id))
    {
      refuse (invocation, id);
      return;
    }

  g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(u@(ia{sv}av))", self->revision,
                                 plimsoll_dbusmenu_layout_describe (
                                     self->layout, id, depth, plimsoll_dbusmenu_wish_new (names))));
}

static void
get_group_properties (PlimsollDBusMenu *self,
                      GVariant *arguments,
                      GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) ids = g_variant_get_child_value (arguments, 0);
  g_autoptr (GVariant) names = g_variant_get_child_value (arguments, 1);

  g_dbus_method_invocation_return_value (
      invocation,
      g_variant_new ("(@a(ia{sv}))", plimsoll_dbusmenu_layout_describe_group (
                                         self->layout, ids, plimsoll_dbusmenu_wish_new (names))));
}

static void
get_property (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  const char *name = NULL;
  GVariant *value = NULL;
  int id = 0;

  g_variant_get (arguments, "(i&s)", &id, &name);
  value = plimsoll_dbusmenu_layout_get_property (self->layout, id, name);
  if (value != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(v)", value));
  else
    g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                                           "Item %d has no property “%s”", id, name);
}

static void
event (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  const char *name = NULL;
  int id = 0;

  g_variant_get (arguments, "(i&s@vu)", &id, &name, NULL, NULL);
  if (take_event (self, id, name))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    refuse (invocation, id);
}

/* Ids nobody has, as `ai`. All of them unknown is an error, as the interface wants it; an empty
 * list is not. */
typedef struct
{
  GVariantBuilder unknown;
  guint n_unknown;
  guint n_known;
  int last_unknown;
} Findings;

static void
findings_init (Findings *self)
{
  g_variant_builder_init (&self->unknown, G_VARIANT_TYPE ("ai"));
  self->n_unknown = 0;
  self->n_known = 0;
  self->last_unknown = 0;
}

static void
findings_add (Findings *self, int id, gboolean is_known)
{
  if (is_known)
    {
      self->n_known++;
      return;
    }

  if (self->n_unknown++ < MAX_REPORTED_IDS)
    g_variant_builder_add (&self->unknown, "i", id);
  self->last_unknown = id;
}

/* Refuses the call if none of its ids was known. */
static gboolean
findings_refuse (Findings *self, GDBusMethodInvocation *invocation)
{
  if (self->n_known > 0 || self->n_unknown == 0)
    return FALSE;

  g_variant_builder_clear (&self->unknown);
  refuse (invocation, self->last_unknown);

  return TRUE;
}

/* One row is chosen once per group, however often it is named. */
static void
event_group (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) events = g_variant_get_child_value (arguments, 0);
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  const char *name = NULL;
  int id = 0;
  GVariantIter iter;
  Findings findings;

  findings_init (&findings);
  g_variant_iter_init (&iter, events);
  while (g_variant_iter_next (&iter, "(i&s@vu)", &id, &name, NULL, NULL))
    {
      gboolean is_repeated = g_str_equal (name, "clicked")
                             && plimsoll_dbusmenu_layout_has_id (self->layout, id)
                             && !g_hash_table_add (chosen, GINT_TO_POINTER (id));

      findings_add (&findings, id, is_repeated || take_event (self, id, name));
    }

  if (!findings_refuse (&findings, invocation))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ai)", &findings.unknown));
}

/* Whether the host should read the layout again before it shows it. */
static void
about_to_show (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  int id = 0;

  g_variant_get (arguments, "(i)", &id);
  if (!plimsoll_dbusmenu_layout_has_id (self->layout, id))
    {
      refuse (invocation, id);
      return;
    }

  g_dbus_method_invocation_return_value (invocation,
                                         g_variant_new ("(b)", plimsoll_dbusmenu_flush (self)));
}

static void
about_to_show_group (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) ids = g_variant_get_child_value (arguments, 0);
  gsize n = 0;
  const gint32 *list = g_variant_get_fixed_array (ids, &n, sizeof *list);
  GVariantBuilder changed;
  gboolean asks_for_root = FALSE;
  Findings findings;

  findings_init (&findings);
  for (gsize i = 0; i < n; i++)
    {
      findings_add (&findings, list[i], plimsoll_dbusmenu_layout_has_id (self->layout, list[i]));
      asks_for_root |= list[i] == PLIMSOLL_DBUSMENU_ROOT;
    }
  if (findings_refuse (&findings, invocation))
    return;

  g_variant_builder_init (&changed, G_VARIANT_TYPE ("ai"));
  if (plimsoll_dbusmenu_flush (self) && asks_for_root)
    g_variant_builder_add (&changed, "i", PLIMSOLL_DBUSMENU_ROOT);
  g_dbus_method_invocation_return_value (invocation,
                                         g_variant_new ("(aiai)", &changed, &findings.unknown));
}

typedef struct
{
  const char *name;
  void (*answer) (PlimsollDBusMenu *self, GVariant *arguments, GDBusMethodInvocation *invocation);
} Method;

static const Method METHODS[] = {
  { "GetLayout", get_layout },
  { "GetGroupProperties", get_group_properties },
  { "GetProperty", get_property },
  { "Event", event },
  { "EventGroup", event_group },
  { "AboutToShow", about_to_show },
  { "AboutToShowGroup", about_to_show_group },
};

/* GDBus has compared name and arguments with the interface before. */
static void
on_method_call_cb (GDBusConnection *connection,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *method,
                   GVariant *arguments,
                   GDBusMethodInvocation *invocation,
                   gpointer user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (METHODS); i++)
    if (g_str_equal (method, METHODS[i].name))
      {
        METHODS[i].answer (user_data, arguments, invocation);
        return;
      }

  g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD,
                                         "There is no method “%s”", method);
}

static GVariant *
on_get_property_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *name,
                    GError **error,
                    gpointer user_data)
{
  if (g_str_equal (name, "Version"))
    return g_variant_new_uint32 (INTERFACE_VERSION);
  if (g_str_equal (name, "TextDirection"))
    return g_variant_new_string ("ltr");
  if (g_str_equal (name, "Status"))
    return g_variant_new_string ("normal");

  return g_variant_new_strv (NULL, 0);
}

PlimsollDBusMenu *
plimsoll_dbusmenu_new (PlimsollDBusMenuChosen chosen, gpointer user_data)
{
  PlimsollDBusMenu *self = g_new0 (PlimsollDBusMenu, 1);

  self->chosen = chosen;
  self->user_data = user_data;
  self->ids = plimsoll_dbusmenu_ids_new ();
  self->layout = plimsoll_dbusmenu_layout_new (self->ids, NULL, 0);
  g_queue_init (&self->clicks);

  return self;
}

void
plimsoll_dbusmenu_free (PlimsollDBusMenu *self)
{
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  if (self->click_source != NULL)
    g_source_destroy (self->click_source);
  g_clear_pointer (&self->click_source, g_source_unref);
  g_queue_clear_full (&self->clicks, g_free);
  g_clear_pointer (&self->next, plimsoll_dbusmenu_layout_free);
  plimsoll_dbusmenu_layout_free (self->layout);
  plimsoll_dbusmenu_ids_free (self->ids);
  g_clear_object (&self->connection);
  g_free (self);
}

gboolean
plimsoll_dbusmenu_export (PlimsollDBusMenu *self, GDBusConnection *connection, GError **error)
{
  static const GDBusInterfaceVTable VTABLE = { .method_call = on_method_call_cb,
                                               .get_property = on_get_property_cb };

  g_set_object (&self->connection, connection);
  self->registration = plimsoll_bus_object_register (connection, PLIMSOLL_DBUSMENU_PATH,
                                                     INTROSPECTION, &VTABLE, self, error);

  return self->registration != 0;
}

void
plimsoll_dbusmenu_set_rows (PlimsollDBusMenu *self, const PlimsollTrayRow *rows, gsize n_rows)
{
  g_clear_pointer (&self->next, plimsoll_dbusmenu_layout_free);
  self->next = plimsoll_dbusmenu_layout_new (self->ids, rows, n_rows);
}

/* Takes over a floating `arguments`. A lost signal is no reason to stop: the bus is gone then. */
static void
emit (PlimsollDBusMenu *self, const char *signal, GVariant *arguments)
{
  if (self->registration != 0)
    g_dbus_connection_emit_signal (self->connection, NULL, PLIMSOLL_DBUSMENU_PATH, INTERFACE,
                                   signal, arguments, NULL);
  else
    g_variant_unref (g_variant_ref_sink (arguments));
}

gboolean
plimsoll_dbusmenu_flush (PlimsollDBusMenu *self)
{
  g_autoptr (PlimsollDBusMenuLayout) before = NULL;
  GVariant *difference = NULL;
  gboolean is_reshaped = FALSE;

  if (self->next == NULL)
    return FALSE;

  before = g_steal_pointer (&self->layout);
  self->layout = g_steal_pointer (&self->next);

  difference = plimsoll_dbusmenu_layout_compare (before, self->layout);
  if (difference != NULL)
    emit (self, "ItemsPropertiesUpdated", difference);

  is_reshaped = !plimsoll_dbusmenu_layout_is_same_shape (before, self->layout);
  if (is_reshaped)
    emit (self, "LayoutUpdated", g_variant_new ("(ui)", ++self->revision, PLIMSOLL_DBUSMENU_ROOT));

  return is_reshaped;
}
