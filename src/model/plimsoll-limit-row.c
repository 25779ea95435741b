/* plimsoll-limit-row.c - a limit that lives: one place in a list whose value changes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See the header for why it exists beside the immutable PlimsollLimit. */

#include "plimsoll-limit-row.h"

struct _PlimsollLimitRow
{
  GObject parent_instance;

  PlimsollLimit *limit; /* (owned) */
};

enum
{
  PROP_LIMIT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlimsollLimitRow, plimsoll_limit_row, G_TYPE_OBJECT)

static void
plimsoll_limit_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlimsollLimitRow *self = PLIMSOLL_LIMIT_ROW (object);

  if (id == PROP_LIMIT)
    g_value_set_boxed (value, self->limit);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_limit_row_finalize (GObject *object)
{
  PlimsollLimitRow *self = PLIMSOLL_LIMIT_ROW (object);

  g_clear_pointer (&self->limit, plimsoll_limit_unref);
  G_OBJECT_CLASS (plimsoll_limit_row_parent_class)->finalize (object);
}

static void
plimsoll_limit_row_class_init (PlimsollLimitRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = plimsoll_limit_row_get_property;
  object_class->finalize = plimsoll_limit_row_finalize;

  properties[PROP_LIMIT] = g_param_spec_boxed ("limit", NULL, NULL, PLIMSOLL_TYPE_LIMIT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plimsoll_limit_row_init (PlimsollLimitRow *self)
{
}

PlimsollLimitRow *
plimsoll_limit_row_new (PlimsollLimit *limit)
{
  PlimsollLimitRow *self = g_object_new (PLIMSOLL_TYPE_LIMIT_ROW, NULL);

  self->limit = plimsoll_limit_ref (limit);
  return self;
}

const char *
plimsoll_limit_row_get_id (PlimsollLimitRow *self)
{
  return plimsoll_limit_peek (self->limit)->id;
}

PlimsollLimit *
plimsoll_limit_row_get_limit (PlimsollLimitRow *self)
{
  return self->limit;
}

void
plimsoll_limit_row_set_limit (PlimsollLimitRow *self, PlimsollLimit *limit)
{
  g_return_if_fail (PLIMSOLL_IS_LIMIT_ROW (self));
  g_return_if_fail (
      g_str_equal (plimsoll_limit_row_get_id (self), plimsoll_limit_peek (limit)->id));

  if (plimsoll_limit_equal (self->limit, limit))
    return;

  plimsoll_limit_ref (limit);
  plimsoll_limit_unref (self->limit);
  self->limit = limit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}
