/* plimsoll-presence.c - whether anybody is looking: locked, idle, or saving power.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listens to logind for the person's graphical session (locked, idle) and to GLib for the power
 * profile. All of it is optional: no system bus, no logind, no session, no profiles mean present.
 * Nothing is polled. */

#include "plimsoll-presence.h"

#define LOGIND_NAME "org.freedesktop.login1"
#define LOGIND_SELF "/org/freedesktop/login1/user/self"
#define LOGIND_USER "org.freedesktop.login1.User"
#define LOGIND_SESSION "org.freedesktop.login1.Session"

struct _PlimsollPresence
{
  GObject parent_instance;

  GCancellable *cancellable; /* (owned) */
  GDBusProxy *session; /* (owned) (nullable): logind's object of our session */
  GPowerProfileMonitor *power; /* (owned) */
  gboolean is_away;
};

enum
{
  PROP_IS_AWAY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlimsollPresence, plimsoll_presence, G_TYPE_OBJECT)

static gboolean
is_hinted (PlimsollPresence *self, const char *hint)
{
  g_autoptr (GVariant) value = NULL;

  if (self->session != NULL)
    value = g_dbus_proxy_get_cached_property (self->session, hint);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN)
         && g_variant_get_boolean (value);
}

static void
look (PlimsollPresence *self)
{
  gboolean is_away = is_hinted (self, "LockedHint") || is_hinted (self, "IdleHint")
                     || g_power_profile_monitor_get_power_saver_enabled (self->power);

  if (is_away == self->is_away)
    return;

  self->is_away = is_away;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_AWAY]);
}

static void
on_session_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollPresence) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusProxy *session = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (session == NULL)
    {
      g_debug ("No session to watch: %s", error->message);
      return;
    }

  self->session = session;
  g_signal_connect_swapped (session, "g-properties-changed", G_CALLBACK (look), self);
  look (self);
}

/* The person's own object names the graphical session; signals come only from that one's real path.
 */
static void
on_user_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollPresence) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusProxy) user = g_dbus_proxy_new_for_bus_finish (result, &error);
  g_autoptr (GVariant) display = NULL;
  const char *path = NULL;

  if (user != NULL)
    display = g_dbus_proxy_get_cached_property (user, "Display");
  if (display == NULL || !g_variant_is_of_type (display, G_VARIANT_TYPE ("(so)")))
    return;

  g_variant_get (display, "(&s&o)", NULL, &path);
  if (g_str_equal (path, "/"))
    return;

  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL,
                            LOGIND_NAME, path, LOGIND_SESSION, self->cancellable,
                            on_session_ready_cb, g_object_ref (self));
}

static void
plimsoll_presence_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_AWAY)
    g_value_set_boolean (value, PLIMSOLL_PRESENCE (object)->is_away);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_presence_dispose (GObject *object)
{
  PlimsollPresence *self = PLIMSOLL_PRESENCE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  if (self->power != NULL)
    g_signal_handlers_disconnect_by_data (self->power, self);
  g_clear_object (&self->power);
  G_OBJECT_CLASS (plimsoll_presence_parent_class)->dispose (object);
}

static void
plimsoll_presence_finalize (GObject *object)
{
  g_object_unref (PLIMSOLL_PRESENCE (object)->cancellable);
  G_OBJECT_CLASS (plimsoll_presence_parent_class)->finalize (object);
}

static void
plimsoll_presence_class_init (PlimsollPresenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = plimsoll_presence_get_property;
  object_class->dispose = plimsoll_presence_dispose;
  object_class->finalize = plimsoll_presence_finalize;

  properties[PROP_IS_AWAY] = g_param_spec_boolean ("is-away", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plimsoll_presence_init (PlimsollPresence *self)
{
  self->cancellable = g_cancellable_new ();
  self->power = g_power_profile_monitor_dup_default ();
  g_signal_connect_swapped (self->power, "notify::power-saver-enabled", G_CALLBACK (look), self);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL,
                            LOGIND_NAME, LOGIND_SELF, LOGIND_USER, self->cancellable,
                            on_user_ready_cb, g_object_ref (self));
}

PlimsollPresence *
plimsoll_presence_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_PRESENCE, NULL);
}

gboolean
plimsoll_presence_is_away (PlimsollPresence *self)
{
  return self->is_away;
}
