/* plimsoll-gauge.h - a bar that shows how much of a limit is used.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "plimsoll-gauge-picture.h"

G_BEGIN_DECLS

/* Role `meter`: the name is the label, the value is read from the value text. */
#define PLIMSOLL_TYPE_GAUGE (plimsoll_gauge_get_type ())
G_DECLARE_DERIVABLE_TYPE (PlimsollGauge, plimsoll_gauge, PLIMSOLL, GAUGE, GtkWidget)

struct _PlimsollGaugeClass
{
  GtkWidgetClass parent_class;

  /* Which shape is painted from the same values: all that tells one kind of gauge from another. */
  void (*paint) (const PlimsollGaugePicture *picture,
                 const PlimsollGaugePalette *palette,
                 cairo_t *cr,
                 double width,
                 double height);
};

/* How it is read to somebody who does not see it. Plain text. */
typedef struct
{
  const char *name; /* "Session" */
  const char *value; /* "61 % used" */
} PlimsollGaugeWords;

GtkWidget *plimsoll_gauge_new (void);

/* Shows `picture`, gliding from the value before it; is_mirrored is set by the text direction.
 * Nothing is redrawn when nothing changed. */
void plimsoll_gauge_show (PlimsollGauge *self,
                          const PlimsollGaugePicture *picture,
                          const PlimsollGaugeWords *words);

/* What it shows or is on its way to. */
const PlimsollGaugePicture *plimsoll_gauge_get_picture (PlimsollGauge *self);

G_END_DECLS
