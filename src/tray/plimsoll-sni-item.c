/* plimsoll-sni-item.c - the item itself on the bus: org.kde.StatusNotifierItem.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Serves every property that any known host reads: they differ in which, and most show nothing at
 * all when theirs is missing. A signal goes out only for what really differs, because some hosts
 * answer each with reading all pictures again. The item's window opens on every kind of click that
 * a host without menus may send instead. */

#include "plimsoll-sni-item.h"

#include "plimsoll-bus-object.h"
#include "plimsoll-config.h"

#define INTERFACE "org.kde.StatusNotifierItem"
/* Real tokens have some 40 to 100 characters. */
#define MAX_TOKEN_BYTES 1024
/* Hosts turn the wheel in notches of 1 or in eighths of degrees, 120 to a notch; touchpads send
 * parts of it. What is no larger than this is counted in notches. */
#define MAX_NOTCHES 8
#define ANGLE_OF_NOTCH 120

static const char INTROSPECTION[] =
    "<node><interface name='" INTERFACE "'>"
    "<property name='Category' type='s' access='read'/>"
    "<property name='Id' type='s' access='read'/>"
    "<property name='Title' type='s' access='read'/>"
    "<property name='Status' type='s' access='read'/>"
    "<property name='WindowId' type='i' access='read'/>"
    "<property name='IconName' type='s' access='read'/>"
    "<property name='IconPixmap' type='a(iiay)' access='read'/>"
    "<property name='IconAccessibleDesc' type='s' access='read'/>"
    "<property name='OverlayIconName' type='s' access='read'/>"
    "<property name='OverlayIconPixmap' type='a(iiay)' access='read'/>"
    "<property name='AttentionIconName' type='s' access='read'/>"
    "<property name='AttentionIconPixmap' type='a(iiay)' access='read'/>"
    "<property name='AttentionAccessibleDesc' type='s' access='read'/>"
    "<property name='AttentionMovieName' type='s' access='read'/>"
    "<property name='ToolTip' type='(sa(iiay)ss)' access='read'/>"
    "<property name='ItemIsMenu' type='b' access='read'/>"
    "<property name='Menu' type='o' access='read'/>"
    "<property name='IconThemePath' type='s' access='read'/>"
    "<property name='XAyatanaLabel' type='s' access='read'/>"
    "<property name='XAyatanaLabelGuide' type='s' access='read'/>"
    "<property name='XAyatanaOrderingIndex' type='u' access='read'/>"
    "<method name='ContextMenu'>"
    "<arg name='x' type='i' direction='in'/><arg name='y' type='i' direction='in'/></method>"
    "<method name='Activate'>"
    "<arg name='x' type='i' direction='in'/><arg name='y' type='i' direction='in'/></method>"
    "<method name='SecondaryActivate'>"
    "<arg name='x' type='i' direction='in'/><arg name='y' type='i' direction='in'/></method>"
    "<method name='XAyatanaSecondaryActivate'>"
    "<arg name='timestamp' type='u' direction='in'/></method>"
    "<method name='Scroll'>"
    "<arg name='delta' type='i' direction='in'/>"
    "<arg name='orientation' type='s' direction='in'/></method>"
    "<method name='ProvideXdgActivationToken'>"
    "<arg name='token' type='s' direction='in'/></method>"
    "<signal name='NewTitle'/><signal name='NewIcon'/><signal name='NewAttentionIcon'/>"
    "<signal name='NewOverlayIcon'/><signal name='NewToolTip'/><signal name='NewMenu'/>"
    "<signal name='NewStatus'><arg name='status' type='s'/></signal>"
    "<signal name='NewIconThemePath'><arg name='path' type='s'/></signal>"
    "<signal name='XAyatanaNewLabel'>"
    "<arg name='label' type='s'/><arg name='guide' type='s'/></signal>"
    "</interface></node>";

/* What a state changes; everything else is said in SETTLED. */
typedef enum
{
  PART_ICON,
  PART_ATTENTION_ICON,
  PART_TITLE,
  PART_TOOLTIP,
  PART_LABEL,
  PART_LABEL_GUIDE,
  PART_STATUS,
  N_PARTS
} Part;

static const char *const PART_NAMES[N_PARTS] = { "IconPixmap",    "AttentionIconPixmap",
                                                 "Title",         "ToolTip",
                                                 "XAyatanaLabel", "XAyatanaLabelGuide",
                                                 "Status" };

/* A name wins over pixels on every host, so that there may be none. Waybar takes an item that does
 * not say otherwise for one that is only a menu. */
typedef struct
{
  const char *name;
  const char *value; /* in GVariant's text form */
} Settled;

static const Settled SETTLED[] = {
  { "Category", "'ApplicationStatus'" },
  { "Id", "'" PLIMSOLL_APP_ID "'" },
  { "WindowId", "0" },
  { "IconName", "''" },
  { "OverlayIconName", "''" },
  { "OverlayIconPixmap", "@a(iiay) []" },
  { "AttentionIconName", "''" },
  { "AttentionMovieName", "''" },
  { "ItemIsMenu", "false" },
  { "IconThemePath", "''" },
  { "XAyatanaOrderingIndex", "uint32 0" },
};

struct _PlimsollSniItem
{
  const PlimsollTrayCallbacks *callbacks; /* (unowned) */
  gpointer user_data;
  char *menu_path; /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable) */
  guint registration;

  GVariant *shown[N_PARTS]; /* (owned): what hosts see */
  GVariant *next[N_PARTS]; /* (owned) (nullable): what they will see */
  char *token; /* (owned) (nullable) */
  int turned; /* the part of a notch that the wheel has come so far */
};

char *
plimsoll_sni_item_take_token (PlimsollSniItem *self)
{
  return g_steal_pointer (&self->token);
}

static void
set_token (PlimsollSniItem *self, const char *token)
{
  gsize length = strlen (token);

  /* KDE on X11 hands out an empty one. */
  g_clear_pointer (&self->token, g_free);
  if (length > 0 && length <= MAX_TOKEN_BYTES)
    self->token = g_strdup (token);
}

/* COSMIC does not know where the pointer is and says 0, 0: a place that no icon has. */
static void
activate (PlimsollSniItem *self, int x, int y)
{
  g_autofree char *token = plimsoll_sni_item_take_token (self);
  gboolean is_place = (x != 0 || y != 0) && x >= 0 && y >= 0;

  self->callbacks->activate (token, is_place ? x : -1, is_place ? y : -1, self->user_data);
}

static void
activate_secondary (PlimsollSniItem *self)
{
  /* Given for this click; it must not serve a later one. */
  g_clear_pointer (&self->token, g_free);
  self->callbacks->secondary (self->user_data);
}

/* One step per call at most: nobody wants to leap over what they look for. */
static void
scroll (PlimsollSniItem *self, int delta)
{
  int direction = delta > 0 ? 1 : -1;

  if (delta == 0)
    return;

  if (delta > MAX_NOTCHES || delta < -MAX_NOTCHES)
    {
      gboolean is_turning_back = (self->turned > 0) != (delta > 0);
      int part = CLAMP (delta, -ANGLE_OF_NOTCH, ANGLE_OF_NOTCH);

      self->turned = is_turning_back ? part : self->turned + part;
      if (self->turned < ANGLE_OF_NOTCH && self->turned > -ANGLE_OF_NOTCH)
        return;
      self->turned -= direction * ANGLE_OF_NOTCH;
    }

  self->callbacks->scroll (direction, self->user_data);
}

/* GDBus has compared name and arguments with the interface before. The callbacks come last: they
 * may free `self`. */
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
  PlimsollSniItem *self = user_data;
  g_autoptr (GVariant) kept = g_variant_ref (arguments);
  g_autofree char *name = g_strdup (method);
  int x = 0;
  int y = 0;

  g_dbus_method_invocation_return_value (invocation, NULL);

  if (g_str_equal (name, "Activate") || g_str_equal (name, "ContextMenu"))
    {
      g_variant_get (kept, "(ii)", &x, &y);
      activate (self, x, y);
    }
  else if (g_str_equal (name, "Scroll"))
    {
      g_variant_get (kept, "(i&s)", &x, NULL);
      scroll (self, x);
    }
  else if (g_str_equal (name, "ProvideXdgActivationToken"))
    {
      const char *token = NULL;

      g_variant_get (kept, "(&s)", &token);
      set_token (self, token);
    }
  else
    activate_secondary (self);
}

/* MATE shows a label in the place of the icon, and for an empty one shows nothing at all. So when
 * there is no label, there is no such property. */
static gboolean
is_left_out (PlimsollSniItem *self, Part part)
{
  return (part == PART_LABEL || part == PART_LABEL_GUIDE)
         && g_str_equal (g_variant_get_string (self->shown[PART_LABEL], NULL), "");
}

/* In an answer to GetAll, what fails here is left out. */
static GVariant *
on_get_property_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *name,
                    GError **error,
                    gpointer user_data)
{
  PlimsollSniItem *self = user_data;

  for (guint part = 0; part < N_PARTS; part++)
    if (g_str_equal (name, PART_NAMES[part]) && !is_left_out (self, part))
      return g_variant_ref (self->shown[part]);

  for (gsize i = 0; i < G_N_ELEMENTS (SETTLED); i++)
    if (g_str_equal (name, SETTLED[i].name))
      return g_variant_new_parsed (SETTLED[i].value);

  /* What a screen reader says is the title: the icon itself tells nothing more. */
  if (g_str_has_suffix (name, "AccessibleDesc"))
    return g_variant_ref (self->shown[PART_TITLE]);
  if (g_str_equal (name, "Menu"))
    return g_variant_new_object_path (self->menu_path);

  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_PROPERTY, "There is no property “%s”",
               name);
  return NULL;
}

/* Takes over a floating `value`. */
static void
put (GVariant **place, GVariant *value)
{
  g_clear_pointer (place, g_variant_unref);
  *place = g_variant_ref_sink (value);
}

static GVariant *
new_no_pixmaps (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("(iiay)"), NULL, 0);
}

/* (transfer floating): the bus closes the connection of who sends text that is no UTF-8. */
static GVariant *
new_text (const char *text)
{
  return g_variant_new_take_string (g_utf8_make_valid (text != NULL ? text : "", -1));
}

static void
put_state (GVariant **parts, const PlimsollTrayState *state)
{
  g_autoptr (GVariant) icon =
      g_variant_ref_sink (state->icon != NULL ? state->icon : new_no_pixmaps ());

  put (&parts[PART_ICON], icon);
  /* Only while it is looked at: a second copy of all pictures in every GetAll is not free. */
  put (&parts[PART_ATTENTION_ICON], state->wants_attention ? icon : new_no_pixmaps ());
  put (&parts[PART_TITLE], new_text (state->title));
  put (&parts[PART_TOOLTIP], g_variant_new ("(s@a(iiay)@s@s)", "", new_no_pixmaps (),
                                            new_text (state->title), new_text (state->tooltip)));
  put (&parts[PART_LABEL], new_text (state->label));
  put (&parts[PART_LABEL_GUIDE], new_text (state->label_guide));
  put (&parts[PART_STATUS],
       g_variant_new_string (state->wants_attention ? "NeedsAttention" : "Active"));
}

PlimsollSniItem *
plimsoll_sni_item_new (const PlimsollTrayCallbacks *callbacks,
                       gpointer user_data,
                       const char *menu_path)
{
  const PlimsollTrayState nothing = { 0 };
  PlimsollSniItem *self = g_new0 (PlimsollSniItem, 1);

  self->callbacks = callbacks;
  self->user_data = user_data;
  self->menu_path = g_strdup (menu_path);
  put_state (self->shown, &nothing);

  return self;
}

void
plimsoll_sni_item_free (PlimsollSniItem *self)
{
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  for (guint part = 0; part < N_PARTS; part++)
    {
      g_clear_pointer (&self->shown[part], g_variant_unref);
      g_clear_pointer (&self->next[part], g_variant_unref);
    }
  g_clear_object (&self->connection);
  g_free (self->menu_path);
  g_free (self->token);
  g_free (self);
}

gboolean
plimsoll_sni_item_export (PlimsollSniItem *self, GDBusConnection *connection, GError **error)
{
  static const GDBusInterfaceVTable VTABLE = { .method_call = on_method_call_cb,
                                               .get_property = on_get_property_cb };

  g_set_object (&self->connection, connection);
  self->registration = plimsoll_bus_object_register (connection, PLIMSOLL_SNI_ITEM_PATH,
                                                     INTROSPECTION, &VTABLE, self, error);

  return self->registration != 0;
}

void
plimsoll_sni_item_set_state (PlimsollSniItem *self, const PlimsollTrayState *state)
{
  put_state (self->next, state);
}

/* Takes over a floating `arguments`. A lost signal is no reason to stop: the bus is gone then. */
static void
emit (PlimsollSniItem *self, const char *signal, GVariant *arguments)
{
  g_dbus_connection_emit_signal (self->connection, NULL, PLIMSOLL_SNI_ITEM_PATH, INTERFACE, signal,
                                 arguments, NULL);
}

/* The pictures go before the status that makes hosts look at them. */
static void
tell (PlimsollSniItem *self, const gboolean *differs)
{
  if (differs[PART_ICON])
    emit (self, "NewIcon", NULL);
  if (differs[PART_ATTENTION_ICON])
    emit (self, "NewAttentionIcon", NULL);
  if (differs[PART_TITLE])
    emit (self, "NewTitle", NULL);
  if (differs[PART_TOOLTIP])
    emit (self, "NewToolTip", NULL);
  if (differs[PART_LABEL] || differs[PART_LABEL_GUIDE])
    emit (self, "XAyatanaNewLabel",
          g_variant_new ("(@s@s)", self->shown[PART_LABEL], self->shown[PART_LABEL_GUIDE]));
  if (differs[PART_STATUS])
    emit (self, "NewStatus", g_variant_new ("(@s)", self->shown[PART_STATUS]));
}

void
plimsoll_sni_item_flush (PlimsollSniItem *self)
{
  gboolean differs[N_PARTS] = { FALSE };

  for (guint part = 0; part < N_PARTS; part++)
    {
      if (self->next[part] == NULL)
        continue;
      differs[part] = !g_variant_equal (self->shown[part], self->next[part]);
      g_variant_unref (self->shown[part]);
      self->shown[part] = g_steal_pointer (&self->next[part]);
    }

  if (self->registration != 0)
    tell (self, differs);
}
