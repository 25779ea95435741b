/* plimsoll-tray-icon.h - the tray's picture in all sizes, as it goes over D-Bus.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-face.h"

G_BEGIN_DECLS

#define PLIMSOLL_TRAY_ICON_TYPE G_VARIANT_TYPE ("a(iiay)")

/* (transfer floating): squares of 16, 22, 24, 32, 48 and 64 pixels, ascending; bytes A R G B for
 * each pixel, straight alpha. */
GVariant *plimsoll_tray_icon_make (const PlimsollTrayFace *face);

/* Remembers the last picture: faces tell every poll, and most polls change nothing to see. */
typedef struct _PlimsollTrayIconCache PlimsollTrayIconCache;

PlimsollTrayIconCache *plimsoll_tray_icon_cache_new (void);
void plimsoll_tray_icon_cache_free (PlimsollTrayIconCache *self);

/* (transfer none): the very same variant for an equal face; valid until the next call. */
GVariant *plimsoll_tray_icon_cache_get (PlimsollTrayIconCache *self, const PlimsollTrayFace *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollTrayIconCache, plimsoll_tray_icon_cache_free)

G_END_DECLS
