/* plimsoll-finding.h - one line of what a doctor found.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_FINDING_GOOD,
  PLIMSOLL_FINDING_NOTE, /* worth knowing, nothing to do */
  PLIMSOLL_FINDING_WARNING, /* works, but should be mended */
  PLIMSOLL_FINDING_BAD, /* this is why it does not work */
} PlimsollFindingLevel;

/* Immutable. */
typedef struct _PlimsollFinding PlimsollFinding;

#define PLIMSOLL_TYPE_FINDING (plimsoll_finding_get_type ())
GType plimsoll_finding_get_type (void);

/* `id` is stable, for scripts ("credentials"); `title` and `text` are translated and clean
 * ("Login", "found in …"); `advice` (nullable) is the one thing to do about it. */
PlimsollFinding *plimsoll_finding_new (const char *id,
                                       PlimsollFindingLevel level,
                                       const char *title,
                                       const char *text,
                                       const char *advice);
PlimsollFinding *plimsoll_finding_ref (PlimsollFinding *self);
void plimsoll_finding_unref (PlimsollFinding *self);

const char *plimsoll_finding_get_id (PlimsollFinding *self);
PlimsollFindingLevel plimsoll_finding_get_level (PlimsollFinding *self);
const char *plimsoll_finding_get_title (PlimsollFinding *self);
const char *plimsoll_finding_get_text (PlimsollFinding *self);
const char *plimsoll_finding_get_advice (PlimsollFinding *self); /* (nullable) */
/* "good", "note", "warning", "bad": for JSON. */
const char *plimsoll_finding_level_to_word (PlimsollFindingLevel level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollFinding, plimsoll_finding_unref)

G_END_DECLS
