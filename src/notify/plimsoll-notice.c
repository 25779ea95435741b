/* plimsoll-notice.c - what one notification says.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain text and three facts about it. Whoever decides that something is worth saying makes one;
 * how a daemon wants it written is the business of plimsoll-notification.c. */

#include "plimsoll-notice.h"

struct _PlimsollNotice
{
  gatomicrefcount ref_count;
  char *title; /* (owned): valid UTF-8, not empty */
  char *body; /* (owned): valid UTF-8, maybe empty */
  PlimsollUrgency urgency;
  gboolean can_snooze;
};

G_DEFINE_BOXED_TYPE (PlimsollNotice, plimsoll_notice, plimsoll_notice_ref, plimsoll_notice_unref)

PlimsollNotice *
plimsoll_notice_new (const char *title,
                     const char *body,
                     PlimsollUrgency urgency,
                     gboolean can_snooze)
{
  PlimsollNotice *self = NULL;

  g_return_val_if_fail (title != NULL && *title != '\0', NULL);

  self = g_new0 (PlimsollNotice, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->title = g_utf8_make_valid (title, -1);
  self->body = g_utf8_make_valid (body != NULL ? body : "", -1);
  self->urgency = urgency;
  self->can_snooze = can_snooze;
  return self;
}

PlimsollNotice *
plimsoll_notice_ref (PlimsollNotice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_notice_unref (PlimsollNotice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

const char *
plimsoll_notice_get_title (PlimsollNotice *self)
{
  return self->title;
}

const char *
plimsoll_notice_get_body (PlimsollNotice *self)
{
  return self->body;
}

PlimsollUrgency
plimsoll_notice_get_urgency (PlimsollNotice *self)
{
  return self->urgency;
}

gboolean
plimsoll_notice_get_can_snooze (PlimsollNotice *self)
{
  return self->can_snooze;
}
