/* plimsoll-base-error.h - the error domain of the lowest floor.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Named after what the caller should do next. */
typedef enum
{
  PLIMSOLL_BASE_ERROR_MISSING, /* nothing there: go on without it */
  PLIMSOLL_BASE_ERROR_UNREADABLE, /* there, but not for us: tell the person */
  PLIMSOLL_BASE_ERROR_TOO_BIG, /* larger than anything honest: refuse it */
  PLIMSOLL_BASE_ERROR_MALFORMED, /* half written or damaged: try again, then refuse it */
  PLIMSOLL_BASE_ERROR_UNWRITABLE, /* could not be kept: go on in memory */
} PlimsollBaseError;

#define PLIMSOLL_BASE_ERROR (plimsoll_base_error_quark ())
GQuark plimsoll_base_error_quark (void);

G_END_DECLS
