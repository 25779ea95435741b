/* plimsoll-screen.h - what the place we write to can show.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A plain value, so that a test is any terminal it likes. */
typedef struct
{
  guint width; /* cells in a line */
  gboolean is_terminal; /* a person looks at it, not a pipe */
  gboolean is_utf8; /* else nothing but ASCII is written for people */
  gboolean has_color;
} PlimsollScreen;

/* Looks at the file descriptor and at COLUMNS, NO_COLOR and TERM in `environment`. */
PlimsollScreen plimsoll_screen_look (int fd, const char *const *environment);

/* (transfer full): `text`, or its nearest likeness in ASCII when the screen has no more. */
char *plimsoll_screen_dup_fit (const PlimsollScreen *self, const char *text);

G_END_DECLS
