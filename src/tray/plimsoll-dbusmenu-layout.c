/* plimsoll-dbusmenu-layout.c - the rows of the tray's menu as com.canonical.dbusmenu sees them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns rows into numbered items with properties, and finds what differs between two moments. The
 * menu is flat: a root and its rows. Every row says all of its properties, also those that have
 * their default value: then a later change never has to take a property away, which hosts do each
 * in their own way. Nothing here speaks to the bus. */

#include "plimsoll-dbusmenu-layout.h"

struct _PlimsollDBusMenuIds
{
  GHashTable *by_name; /* (owned) (element-type utf8 int): kind and key to id */
  int next;
};

typedef struct
{
  int id;
  char *key; /* (owned) */
  char *label; /* (owned) (nullable): with `_` doubled; NULL is a separator */
  gboolean is_command; /* and may be chosen now */
} Entry;

struct _PlimsollDBusMenuLayout
{
  GPtrArray *entries; /* (owned) (element-type Entry) */
  GHashTable *by_id; /* (owned) (element-type int Entry): borrowed from `entries` */
};

typedef enum
{
  FIELD_CHILDREN_DISPLAY,
  FIELD_TYPE,
  FIELD_LABEL,
  FIELD_ENABLED,
  FIELD_VISIBLE,
  N_FIELDS
} Field;

static const char *const FIELD_NAMES[N_FIELDS] = { "children-display", "type", "label", "enabled",
                                                   "visible" };
#define WISH_EVERYTHING ((1u << N_FIELDS) - 1)

PlimsollDBusMenuIds *
plimsoll_dbusmenu_ids_new (void)
{
  PlimsollDBusMenuIds *self = g_new0 (PlimsollDBusMenuIds, 1);

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next = PLIMSOLL_DBUSMENU_ROOT + 1;

  return self;
}

void
plimsoll_dbusmenu_ids_free (PlimsollDBusMenuIds *self)
{
  g_hash_table_unref (self->by_name);
  g_free (self);
}

/* A separator and a row of the same key are two things: hosts never turn one into the other. */
static int
find_or_give_id (PlimsollDBusMenuIds *self, const PlimsollTrayRow *row)
{
  g_autofree char *name = g_strconcat (row->label != NULL ? "row " : "line ", row->key, NULL);
  int id = GPOINTER_TO_INT (g_hash_table_lookup (self->by_name, name));

  if (id == 0)
    {
      id = self->next++;
      g_hash_table_insert (self->by_name, g_steal_pointer (&name), GINT_TO_POINTER (id));
    }

  return id;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->label);
  g_free (entry);
}

/* (transfer full): a single `_` would underline the next letter. */
static char *
double_underscores (const char *label)
{
  g_autoptr (GString) text = g_string_new (label);

  g_string_replace (text, "_", "__", 0);

  return g_utf8_make_valid (text->str, (gssize) text->len);
}

PlimsollDBusMenuLayout *
plimsoll_dbusmenu_layout_new (PlimsollDBusMenuIds *ids, const PlimsollTrayRow *rows, gsize n_rows)
{
  PlimsollDBusMenuLayout *self = g_new0 (PlimsollDBusMenuLayout, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_id = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < n_rows; i++)
    {
      int id = find_or_give_id (ids, &rows[i]);
      Entry *entry = NULL;

      if (g_hash_table_contains (self->by_id, GINT_TO_POINTER (id)))
        continue;
      entry = g_new0 (Entry, 1);
      entry->id = id;
      entry->key = g_strdup (rows[i].key);
      entry->label = rows[i].label != NULL ? double_underscores (rows[i].label) : NULL;
      entry->is_command = rows[i].label != NULL && rows[i].is_command && rows[i].is_enabled;
      g_ptr_array_add (self->entries, entry);
      g_hash_table_insert (self->by_id, GINT_TO_POINTER (id), entry);
    }

  return self;
}

void
plimsoll_dbusmenu_layout_free (PlimsollDBusMenuLayout *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* FALSE when there is no property of this name; else `*field` is set. */
static gboolean
find_field (const char *name, Field *field)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (name, FIELD_NAMES[i]))
      {
        *field = i;
        return TRUE;
      }

  return FALSE;
}

PlimsollDBusMenuWish
plimsoll_dbusmenu_wish_new (GVariant *names)
{
  PlimsollDBusMenuWish wish = 0;
  GVariantIter iter;
  const char *name = NULL;

  if (g_variant_n_children (names) == 0)
    return WISH_EVERYTHING;

  g_variant_iter_init (&iter, names);
  while (g_variant_iter_next (&iter, "&s", &name))
    {
      Field field;

      if (find_field (name, &field))
        wish |= 1u << field;
    }

  return wish;
}

static const Entry *
find_entry (const PlimsollDBusMenuLayout *self, int id)
{
  return g_hash_table_lookup (self->by_id, GINT_TO_POINTER (id));
}

gboolean
plimsoll_dbusmenu_layout_has_id (const PlimsollDBusMenuLayout *self, int id)
{
  return id == PLIMSOLL_DBUSMENU_ROOT || find_entry (self, id) != NULL;
}

const char *
plimsoll_dbusmenu_layout_get_command (const PlimsollDBusMenuLayout *self, int id)
{
  const Entry *entry = find_entry (self, id);

  return entry != NULL && entry->is_command ? entry->key : NULL;
}

/* (transfer floating) (nullable): `entry` NULL is the root, the only one that is a submenu. */
static GVariant *
describe_field (const Entry *entry, Field field)
{
  if (entry == NULL)
    return field == FIELD_CHILDREN_DISPLAY ? g_variant_new_string ("submenu") : NULL;

  switch (field)
    {
    case FIELD_TYPE:
      return entry->label == NULL ? g_variant_new_string ("separator") : NULL;
    case FIELD_LABEL:
      return entry->label != NULL ? g_variant_new_string (entry->label) : NULL;
    case FIELD_ENABLED:
      return entry->label != NULL ? g_variant_new_boolean (entry->is_command) : NULL;
    case FIELD_VISIBLE:
      return g_variant_new_boolean (TRUE);
    default:
      return NULL;
    }
}

/* (transfer floating): `a{sv}` */
static GVariant *
describe_fields (const Entry *entry, PlimsollDBusMenuWish wish)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint field = 0; field < N_FIELDS; field++)
    {
      GVariant *value = (wish & 1u << field) != 0 ? describe_field (entry, field) : NULL;

      if (value != NULL)
        g_variant_builder_add (&builder, "{sv}", FIELD_NAMES[field], value);
    }

  return g_variant_builder_end (&builder);
}

GVariant *
plimsoll_dbusmenu_layout_describe (const PlimsollDBusMenuLayout *self,
                                   int id,
                                   int depth,
                                   PlimsollDBusMenuWish wish)
{
  GVariantBuilder children;

  g_variant_builder_init (&children, G_VARIANT_TYPE ("av"));
  if (id == PLIMSOLL_DBUSMENU_ROOT && depth != 0)
    for (guint i = 0; i < self->entries->len; i++)
      {
        const Entry *entry = g_ptr_array_index (self->entries, i);

        g_variant_builder_add (&children, "v",
                               plimsoll_dbusmenu_layout_describe (self, entry->id, 0, wish));
      }

  return g_variant_new ("(i@a{sv}av)", id, describe_fields (find_entry (self, id), wish),
                        &children);
}

/* The set of those of `ids` that are in the menu. */
static GHashTable *
pick_known (const PlimsollDBusMenuLayout *self, GVariant *ids)
{
  GHashTable *known = g_hash_table_new (NULL, NULL);
  gsize n = 0;
  const gint32 *list = g_variant_get_fixed_array (ids, &n, sizeof *list);

  for (gsize i = 0; i < n; i++)
    if (plimsoll_dbusmenu_layout_has_id (self, list[i]))
      g_hash_table_add (known, GINT_TO_POINTER (list[i]));

  return known;
}

GVariant *
plimsoll_dbusmenu_layout_describe_group (const PlimsollDBusMenuLayout *self,
                                         GVariant *ids,
                                         PlimsollDBusMenuWish wish)
{
  g_autoptr (GHashTable) known = pick_known (self, ids);
  gboolean is_all = g_variant_n_children (ids) == 0;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ia{sv})"));
  if (is_all || g_hash_table_contains (known, GINT_TO_POINTER (PLIMSOLL_DBUSMENU_ROOT)))
    g_variant_builder_add (&builder, "(i@a{sv})", PLIMSOLL_DBUSMENU_ROOT,
                           describe_fields (NULL, wish));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (is_all || g_hash_table_contains (known, GINT_TO_POINTER (entry->id)))
        g_variant_builder_add (&builder, "(i@a{sv})", entry->id, describe_fields (entry, wish));
    }

  return g_variant_builder_end (&builder);
}

GVariant *
plimsoll_dbusmenu_layout_get_property (const PlimsollDBusMenuLayout *self, int id, const char *name)
{
  Field field;

  if (!plimsoll_dbusmenu_layout_has_id (self, id) || !find_field (name, &field))
    return NULL;

  return describe_field (find_entry (self, id), field);
}

gboolean
plimsoll_dbusmenu_layout_is_same_shape (const PlimsollDBusMenuLayout *self,
                                        const PlimsollDBusMenuLayout *other)
{
  if (self->entries->len != other->entries->len)
    return FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *a = g_ptr_array_index (self->entries, i);
      const Entry *b = g_ptr_array_index (other->entries, i);

      if (a->id != b->id)
        return FALSE;
    }

  return TRUE;
}

/* Which properties of a row differ. */
static PlimsollDBusMenuWish
compare_entries (const Entry *before, const Entry *after)
{
  PlimsollDBusMenuWish differing = 0;

  if (g_strcmp0 (before->label, after->label) != 0)
    differing |= 1u << FIELD_LABEL;
  if (before->is_command != after->is_command)
    differing |= 1u << FIELD_ENABLED;

  return differing;
}

GVariant *
plimsoll_dbusmenu_layout_compare (const PlimsollDBusMenuLayout *before,
                                  const PlimsollDBusMenuLayout *after)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ia{sv})"));
  gboolean is_different = FALSE;

  for (guint i = 0; i < after->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (after->entries, i);
      const Entry *old = find_entry (before, entry->id);
      PlimsollDBusMenuWish differing = old != NULL ? compare_entries (old, entry) : 0;

      if (differing == 0)
        continue;
      is_different = TRUE;
      g_variant_builder_add (&builder, "(i@a{sv})", entry->id, describe_fields (entry, differing));
    }

  return is_different ? g_variant_new ("(a(ia{sv})@a(ias))", &builder,
                                       g_variant_new_array (G_VARIANT_TYPE ("(ias)"), NULL, 0))
                      : NULL;
}
