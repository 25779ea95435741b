/* plimsoll-urgency.h - how much something wants to be heard.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* In ascending order; the same three that desktops know. */
typedef enum
{
  PLIMSOLL_URGENCY_LOW, /* good news: shown when nothing else is */
  PLIMSOLL_URGENCY_NORMAL,
  PLIMSOLL_URGENCY_CRITICAL, /* stays until it is dismissed */
} PlimsollUrgency;

G_END_DECLS
