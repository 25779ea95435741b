/* plimsoll-alert.h - one thing that a person should be told now.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-urgency.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_ALERT_THRESHOLD, /* a limit passed a percentage */
  PLIMSOLL_ALERT_USED_UP,
  PLIMSOLL_ALERT_AVAILABLE_AGAIN, /* one that was nearly used up, or told of, has reset */
  PLIMSOLL_ALERT_EARLY_EMPTY, /* going on like this, it is used up before it resets */
  PLIMSOLL_ALERT_SIGNED_OUT, /* no login any more, or an expired one */
  PLIMSOLL_ALERT_BACK, /* the login works again */
} PlimsollAlertKind;

#define PLIMSOLL_TYPE_ALERT_KIND (plimsoll_alert_kind_get_type ())
GType plimsoll_alert_kind_get_type (void);
const char *plimsoll_alert_kind_to_word (PlimsollAlertKind kind);
gboolean plimsoll_alert_kind_from_word (const char *word, PlimsollAlertKind *kind);

/* What an alert is made of. All is copied. */
typedef struct
{
  PlimsollAlertKind kind;
  const char *account_id;
  const char *limit_id; /* (nullable): NULL when it is about the account */
  gint64 cycle; /* see plimsoll-told.h; with `limit_id` it is what can be snoozed */
  double percent; /* the reading; NAN when there is none */
  PlimsollUrgency urgency;
  const char *title; /* plain text, translated: "Session 80 % used" */
  const char *body; /* plain text, translated, whole sentences; may be empty */
} PlimsollAlertFields;

/* Immutable. */
typedef struct _PlimsollAlert PlimsollAlert;

#define PLIMSOLL_TYPE_ALERT (plimsoll_alert_get_type ())
GType plimsoll_alert_get_type (void);

PlimsollAlert *plimsoll_alert_new (const PlimsollAlertFields *fields);
PlimsollAlert *plimsoll_alert_ref (PlimsollAlert *self);
void plimsoll_alert_unref (PlimsollAlert *self);

/* The fields as they are; borrowed for the life of the alert. */
const PlimsollAlertFields *plimsoll_alert_peek (PlimsollAlert *self);

/* (transfer container) (element-type PlimsollAlert): an empty list of them. */
GPtrArray *plimsoll_alert_list_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollAlert, plimsoll_alert_unref)

G_END_DECLS
