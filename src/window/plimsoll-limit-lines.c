/* plimsoll-limit-lines.c - the lines of all limits but the one on the dial.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decides which line stays and keeps the columns straight. Lines stay while the same limits stand
 * on them, so that their gauges glide; else all are new: a gauge that glides from one limit's value
 * to another's would tell of a change that never was. */

#include "plimsoll-limit-lines.h"

struct _PlimsollLimitLines
{
  GtkBox parent_instance;

  GPtrArray *ids; /* (owned) (element-type utf8): the limits on the lines */
  GPtrArray *lines; /* (owned) (element-type PlimsollLimitLine): borrowed from the widget tree */
  PlimsollLimitLineColumns columns; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PlimsollLimitLines, plimsoll_limit_lines, GTK_TYPE_BOX)

static void
plimsoll_limit_lines_finalize (GObject *object)
{
  PlimsollLimitLines *self = PLIMSOLL_LIMIT_LINES (object);

  g_clear_object (&self->columns.titles);
  g_clear_object (&self->columns.percents);
  g_clear_object (&self->columns.whens);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (plimsoll_limit_lines_parent_class)->finalize (object);
}

static void
plimsoll_limit_lines_class_init (PlimsollLimitLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_limit_lines_finalize;
}

static void
plimsoll_limit_lines_init (PlimsollLimitLines *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_ptr_array_new ();
  self->columns.titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.percents = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.whens = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

static gboolean
has_these (PlimsollLimitLines *self, const char *const *ids, guint n_ids)
{
  if (self->ids->len != n_ids)
    return FALSE;

  for (guint i = 0; i < n_ids; i++)
    if (!g_str_equal (g_ptr_array_index (self->ids, i), ids[i]))
      return FALSE;

  return TRUE;
}

void
plimsoll_limit_lines_arrange (PlimsollLimitLines *self, const char *const *ids, guint n_ids)
{
  g_return_if_fail (PLIMSOLL_IS_LIMIT_LINES (self));

  if (has_these (self, ids, n_ids))
    return;

  for (guint i = 0; i < self->lines->len; i++)
    gtk_box_remove (GTK_BOX (self), g_ptr_array_index (self->lines, i));
  g_ptr_array_set_size (self->lines, 0);
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < n_ids; i++)
    {
      GtkWidget *line = plimsoll_limit_line_new ();

      plimsoll_limit_line_align (PLIMSOLL_LIMIT_LINE (line), &self->columns);
      gtk_box_append (GTK_BOX (self), line);
      g_ptr_array_add (self->lines, line);
      g_ptr_array_add (self->ids, g_strdup (ids[i]));
    }
}

PlimsollLimitLine *
plimsoll_limit_lines_get (PlimsollLimitLines *self, guint place)
{
  g_return_val_if_fail (PLIMSOLL_IS_LIMIT_LINES (self), NULL);
  g_return_val_if_fail (place < self->lines->len, NULL);

  return g_ptr_array_index (self->lines, place);
}
