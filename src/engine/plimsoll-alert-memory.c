/* plimsoll-alert-memory.c - what is remembered of one limit, taken apart.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules ask "was this told in the present cycle?"; the store knows a list of entries. This
 * translates between the two, and sees to it that all entries of a limit move together when its
 * reset is moved. */

#include "plimsoll-alert-memory.h"

#include <math.h>

static void
take (PlimsollAlertMemory *self, PlimsollTold *entry)
{
  double percent = plimsoll_told_get_percent (entry);

  if (plimsoll_told_get_kind (entry) == PLIMSOLL_TOLD_OWED_AGAIN)
    {
      self->is_again_owed = TRUE;
      self->owed_cycle = plimsoll_told_get_cycle (entry);
      return;
    }

  g_ptr_array_add (self->entries, plimsoll_told_ref (entry));
  self->cycle = MAX (self->cycle, plimsoll_told_get_cycle (entry));
  self->mark = MIN (self->mark, percent);
  switch (plimsoll_told_get_kind (entry))
    {
    case PLIMSOLL_TOLD_THRESHOLD:
      self->highest_told = MAX (self->highest_told, percent);
      break;
    case PLIMSOLL_TOLD_USED_UP:
      self->highest_told = INFINITY;
      break;
    case PLIMSOLL_TOLD_EARLY_EMPTY:
      self->is_early_empty_told = TRUE;
      break;
    case PLIMSOLL_TOLD_SNOOZED:
      self->is_snoozed = TRUE;
      break;
    case PLIMSOLL_TOLD_SEEN_HIGH:
      self->is_seen_high = TRUE;
      break;
    case PLIMSOLL_TOLD_SIGNED_OUT:
    case PLIMSOLL_TOLD_OWED_AGAIN:
    default:
      break;
    }
}

void
plimsoll_alert_memory_clear (PlimsollAlertMemory *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  *self = (PlimsollAlertMemory){ .entries = plimsoll_told_list_new (), .mark = INFINITY };
}

void
plimsoll_alert_memory_read (PlimsollAlertMemory *self, GPtrArray *told, const char *limit_id)
{
  plimsoll_alert_memory_clear (self);
  for (guint i = 0; i < told->len; i++)
    {
      PlimsollTold *entry = g_ptr_array_index (told, i);

      if (g_str_equal (plimsoll_told_get_limit_id (entry), limit_id))
        take (self, entry);
    }
}

void
plimsoll_alert_memory_add (PlimsollAlertMemory *self,
                           PlimsollToldKind kind,
                           const char *limit_id,
                           double percent)
{
  g_autoptr (PlimsollTold) entry = plimsoll_told_new (kind, limit_id, self->cycle, percent);

  take (self, entry);
}

void
plimsoll_alert_memory_write (PlimsollAlertMemory *self, GPtrArray *told, const char *limit_id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      PlimsollTold *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (told, plimsoll_told_new (plimsoll_told_get_kind (entry), limit_id,
                                                self->cycle, plimsoll_told_get_percent (entry)));
    }
  if (self->is_again_owed)
    g_ptr_array_add (told,
                     plimsoll_told_new (PLIMSOLL_TOLD_OWED_AGAIN, limit_id, self->owed_cycle, 0));
}
