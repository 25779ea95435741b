/* plimsoll-notice.h - what one notification says.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-urgency.h"

G_BEGIN_DECLS

/* Immutable. */
typedef struct _PlimsollNotice PlimsollNotice;

#define PLIMSOLL_TYPE_NOTICE (plimsoll_notice_get_type ())
GType plimsoll_notice_get_type (void);

/* `title` (not empty) and `body` (nullable, may have several lines) are translated plain text:
 * `<b>` is shown as it stands. Bytes that are no UTF-8 are replaced: a bus would refuse all of it.
 * `can_snooze`: whether "Snooze until reset" is offered. */
PlimsollNotice *plimsoll_notice_new (const char *title,
                                     const char *body,
                                     PlimsollUrgency urgency,
                                     gboolean can_snooze);
PlimsollNotice *plimsoll_notice_ref (PlimsollNotice *self);
void plimsoll_notice_unref (PlimsollNotice *self);

const char *plimsoll_notice_get_title (PlimsollNotice *self);
const char *plimsoll_notice_get_body (PlimsollNotice *self); /* empty when there is none */
PlimsollUrgency plimsoll_notice_get_urgency (PlimsollNotice *self);
gboolean plimsoll_notice_get_can_snooze (PlimsollNotice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollNotice, plimsoll_notice_unref)

G_END_DECLS
