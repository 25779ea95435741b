/* plimsoll-hero.h - the limit that matters most: dial, countdown, pace.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-condition-face.h"
#include "plimsoll-gauge-picture.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal `wish` (const char *what): the button beside an empty dial was pressed. */
#define PLIMSOLL_TYPE_HERO (plimsoll_hero_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollHero, plimsoll_hero, PLIMSOLL, HERO, GtkWidget)

/* Plain text; what is (nullable) is left out. */
typedef struct
{
  const char *id; /* of the limit: another one's value is no way to glide from */
  const char *title;
  const char *percent;
  const char *of_what; /* under the percentage: "used" */
  const char *severity; /* (nullable): one word */
  const char *reset; /* (nullable) */
  const char *pace; /* (nullable) */
  const char *spoken; /* all of it, for who listens */
  const PlimsollGaugePicture *picture;
} PlimsollHeroContent;

void plimsoll_hero_show (PlimsollHero *self, const PlimsollHeroContent *content);

/* There are no numbers: an empty dial, and beside it why. */
void plimsoll_hero_show_condition (PlimsollHero *self, const PlimsollConditionFace *face);

G_END_DECLS
