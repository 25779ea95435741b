/* plimsoll-ayatana-menu.c - the tray's rows as a GTK 3 menu, which is never opened here.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Ayatana library reads a GtkMenu and offers it to hosts; each item has its id there for as
 * long as it lives. So items are kept and changed, and only what is really new or gone comes or
 * goes. */

#include "plimsoll-ayatana-menu.h"

#include <gtk/gtk.h>

struct _PlimsollAyatanaMenu
{
  GtkMenu *menu; /* (owned) */
  GHashTable *items; /* (owned) (element-type utf8 GtkMenuItem): by key; items are the menu's */
  PlimsollAyatanaChosen chosen;
  gpointer user_data;
};

PlimsollAyatanaMenu *
plimsoll_ayatana_menu_new (PlimsollAyatanaChosen chosen, gpointer user_data)
{
  PlimsollAyatanaMenu *self = g_new0 (PlimsollAyatanaMenu, 1);

  self->menu = GTK_MENU (g_object_ref_sink (gtk_menu_new ()));
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->chosen = chosen;
  self->user_data = user_data;
  return self;
}

void
plimsoll_ayatana_menu_free (PlimsollAyatanaMenu *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  /* A host may hold an item for a moment longer. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_signal_handlers_disconnect_by_data (item, self);
  gtk_widget_destroy (GTK_WIDGET (self->menu));
  g_object_unref (self->menu);
  g_hash_table_unref (self->items);
  g_free (self);
}

/* Hosts do not send what is greyed out, but anybody on the bus may. */
static void
on_activate_cb (GtkMenuItem *item, gpointer user_data)
{
  PlimsollAyatanaMenu *self = user_data;
  const char *key = gtk_widget_get_name (GTK_WIDGET (item));

  if (gtk_widget_get_sensitive (GTK_WIDGET (item)))
    self->chosen (key, self->user_data);
}

static gboolean
is_separator (GtkWidget *item)
{
  return GTK_IS_SEPARATOR_MENU_ITEM (item);
}

static void
remove_item (PlimsollAyatanaMenu *self, const char *key, GtkWidget *item)
{
  g_signal_handlers_disconnect_by_data (item, self);
  g_hash_table_remove (self->items, key);
  gtk_widget_destroy (item);
}

/* GTK tells of each setting, also of an equal one, and the hosts would hear of it. */
static void
update_item (GtkWidget *item, const PlimsollTrayRow *row)
{
  gboolean is_sensitive = row->is_command && row->is_enabled;

  if (row->label == NULL)
    return;

  if (g_strcmp0 (gtk_menu_item_get_label (GTK_MENU_ITEM (item)), row->label) != 0)
    gtk_menu_item_set_label (GTK_MENU_ITEM (item), row->label);
  if (gtk_widget_get_sensitive (item) != is_sensitive)
    gtk_widget_set_sensitive (item, is_sensitive);
}

/* The library hears where an item is put in, and not where it is moved to later; nor does it take
 * back what it has shown of an item that is not yet complete. */
static void
insert_item (PlimsollAyatanaMenu *self, const PlimsollTrayRow *row, int position)
{
  GtkWidget *item =
      row->label == NULL ? gtk_separator_menu_item_new () : gtk_menu_item_new_with_label ("");

  gtk_widget_set_name (item, row->key);
  update_item (item, row);
  if (row->label != NULL)
    g_signal_connect (item, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_widget_show (item);
  gtk_menu_shell_insert (GTK_MENU_SHELL (self->menu), item, position);
  g_hash_table_insert (self->items, g_strdup (row->key), item);
}

static void
put_row (PlimsollAyatanaMenu *self, const PlimsollTrayRow *row, int position)
{
  GtkWidget *item = g_hash_table_lookup (self->items, row->key);
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (self->menu));

  if (item != NULL && is_separator (item) == (row->label == NULL)
      && g_list_nth_data (children, (guint) position) == item)
    {
      update_item (item, row);
      return;
    }

  if (item != NULL)
    remove_item (self, row->key, item);
  insert_item (self, row, position);
}

/* A key that comes twice is taken once. */
void
plimsoll_ayatana_menu_set_rows (PlimsollAyatanaMenu *self,
                                const PlimsollTrayRow *rows,
                                gsize n_rows)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) items = gtk_container_get_children (GTK_CONTAINER (self->menu));
  int position = 0;

  for (gsize i = 0; i < n_rows; i++)
    g_hash_table_add (wanted, (gpointer) rows[i].key);
  for (GList *link = items; link != NULL; link = link->next)
    {
      g_autofree char *key = g_strdup (gtk_widget_get_name (link->data));

      if (!g_hash_table_contains (wanted, key))
        remove_item (self, key, link->data);
    }

  for (gsize i = 0; i < n_rows; i++)
    if (g_hash_table_remove (wanted, rows[i].key))
      put_row (self, &rows[i], position++);
}

gpointer
plimsoll_ayatana_menu_get_widget (PlimsollAyatanaMenu *self)
{
  return self->menu;
}

gpointer
plimsoll_ayatana_menu_get_item (PlimsollAyatanaMenu *self, const char *key)
{
  return g_hash_table_lookup (self->items, key);
}
