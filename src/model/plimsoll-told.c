/* plimsoll-told.c - one thing that is remembered about a limit so that nothing is told twice.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The alert rules make and read these, the store keeps them, nobody else looks. Snoozes are among
 * them because they live and end as what was told does: with the cycle of the limit. */

#include "plimsoll-told.h"

#include "plimsoll-enum.h"

struct _PlimsollTold
{
  gatomicrefcount ref_count;
  PlimsollToldKind kind;
  char *limit_id; /* (owned) */
  gint64 cycle;
  double percent;
};

G_DEFINE_BOXED_TYPE (PlimsollTold, plimsoll_told, plimsoll_told_ref, plimsoll_told_unref)

#define PLIMSOLL_TYPE_TOLD_KIND (plimsoll_told_kind_get_type ())
GType plimsoll_told_kind_get_type (void);
G_DEFINE_ENUM_TYPE (PlimsollToldKind,
                    plimsoll_told_kind,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_THRESHOLD, "threshold"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_USED_UP, "used-up"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_EARLY_EMPTY, "early-empty"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_SNOOZED, "snoozed"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_SEEN_HIGH, "seen-high"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_TOLD_OWED_AGAIN, "owed-again"))

const char *
plimsoll_told_kind_to_word (PlimsollToldKind kind)
{
  return plimsoll_enum_to_word (PLIMSOLL_TYPE_TOLD_KIND, (int) kind);
}

gboolean
plimsoll_told_kind_from_word (const char *word, PlimsollToldKind *kind)
{
  int value = 0;

  if (!plimsoll_enum_from_word (PLIMSOLL_TYPE_TOLD_KIND, word, &value))
    return FALSE;

  *kind = (PlimsollToldKind) value;
  return TRUE;
}

PlimsollTold *
plimsoll_told_new (PlimsollToldKind kind, const char *limit_id, gint64 cycle, double percent)
{
  PlimsollTold *self = g_new0 (PlimsollTold, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->limit_id = g_strdup (limit_id);
  self->cycle = cycle;
  self->percent = percent;
  return self;
}

PlimsollTold *
plimsoll_told_ref (PlimsollTold *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_told_unref (PlimsollTold *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->limit_id);
  g_free (self);
}

PlimsollToldKind
plimsoll_told_get_kind (PlimsollTold *self)
{
  return self->kind;
}

const char *
plimsoll_told_get_limit_id (PlimsollTold *self)
{
  return self->limit_id;
}

gint64
plimsoll_told_get_cycle (PlimsollTold *self)
{
  return self->cycle;
}

double
plimsoll_told_get_percent (PlimsollTold *self)
{
  return self->percent;
}

GPtrArray *
plimsoll_told_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_told_unref);
}

gboolean
plimsoll_told_list_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      PlimsollTold *x = g_ptr_array_index (a, i);
      PlimsollTold *y = g_ptr_array_index (b, i);

      if (x->kind != y->kind || x->cycle != y->cycle || x->percent != y->percent
          || !g_str_equal (x->limit_id, y->limit_id))
        return FALSE;
    }

  return TRUE;
}
