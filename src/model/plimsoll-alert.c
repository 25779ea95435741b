/* plimsoll-alert.c - one thing that a person should be told now.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine decides on it, the words are plimsoll-alert-words' business, and the notify floor
 * speaks it. It carries finished text, so that speaking needs to know nothing of limits. */

#include "plimsoll-alert.h"

#include "plimsoll-enum.h"

struct _PlimsollAlert
{
  gatomicrefcount ref_count;
  PlimsollAlertFields fields; /* all pointers (owned) */
};

G_DEFINE_ENUM_TYPE (PlimsollAlertKind,
                    plimsoll_alert_kind,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_ALERT_THRESHOLD, "threshold"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_ALERT_USED_UP, "used-up"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_ALERT_AVAILABLE_AGAIN, "available-again"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_ALERT_EARLY_EMPTY, "early-empty"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_ALERT_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_ALERT_BACK, "back"))

G_DEFINE_BOXED_TYPE (PlimsollAlert, plimsoll_alert, plimsoll_alert_ref, plimsoll_alert_unref)

const char *
plimsoll_alert_kind_to_word (PlimsollAlertKind kind)
{
  return plimsoll_enum_to_word (PLIMSOLL_TYPE_ALERT_KIND, (int) kind);
}

gboolean
plimsoll_alert_kind_from_word (const char *word, PlimsollAlertKind *kind)
{
  int value = 0;

  if (!plimsoll_enum_from_word (PLIMSOLL_TYPE_ALERT_KIND, word, &value))
    return FALSE;

  *kind = (PlimsollAlertKind) value;
  return TRUE;
}

PlimsollAlert *
plimsoll_alert_new (const PlimsollAlertFields *fields)
{
  PlimsollAlert *self = NULL;

  g_return_val_if_fail (fields->account_id != NULL, NULL);
  g_return_val_if_fail (fields->title != NULL && fields->body != NULL, NULL);

  self = g_new0 (PlimsollAlert, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->fields = *fields;
  self->fields.account_id = g_strdup (fields->account_id);
  self->fields.limit_id = g_strdup (fields->limit_id);
  self->fields.title = g_strdup (fields->title);
  self->fields.body = g_strdup (fields->body);
  return self;
}

PlimsollAlert *
plimsoll_alert_ref (PlimsollAlert *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_alert_unref (PlimsollAlert *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free ((char *) self->fields.account_id);
  g_free ((char *) self->fields.limit_id);
  g_free ((char *) self->fields.title);
  g_free ((char *) self->fields.body);
  g_free (self);
}

const PlimsollAlertFields *
plimsoll_alert_peek (PlimsollAlert *self)
{
  return &self->fields;
}

GPtrArray *
plimsoll_alert_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_alert_unref);
}
