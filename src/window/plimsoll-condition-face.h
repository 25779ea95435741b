/* plimsoll-condition-face.h - what a card says when not all is well, and the one button for it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* Wishes of a card: its signal `wish` carries one of them. */
#define PLIMSOLL_WISH_REFRESH "refresh"
/* The same, wished by the clock and not by a person: nobody waits for an answer. */
#define PLIMSOLL_WISH_CHECK "check"
#define PLIMSOLL_WISH_DEMO "demo"
#define PLIMSOLL_WISH_HELP_SCOPE "help-scope"
#define PLIMSOLL_WISH_DETAILS "details"
#define PLIMSOLL_WISH_STATUS_PAGE "status-page"
#define PLIMSOLL_WISH_COPY_DETAILS "copy-details"

typedef struct
{
  char *sentence; /* (owned) (nullable): NULL when there is nothing to say; plain text */
  const char *icon; /* (nullable): name of a symbolic icon */
  const char *button; /* (nullable): its label; NULL when there is nothing to press */
  const char *wish; /* (nullable): what the button wishes */
} PlimsollConditionFace;

/* The face of the meter's condition as seen at `now`; `zone` NULL is the local one. */
PlimsollConditionFace
plimsoll_condition_face_choose (PlimsollMeter *meter, GDateTime *now, GTimeZone *zone);
void plimsoll_condition_face_clear (PlimsollConditionFace *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollConditionFace, plimsoll_condition_face_clear)

G_END_DECLS
