/* plimsoll-file-watch.h - tells when one of a few files was replaced, appeared or went.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Signal: `changed`, once after things have been quiet for a moment. Sleeps between: inotify, no
 * polling. */
#define PLIMSOLL_TYPE_FILE_WATCH (plimsoll_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollFileWatch, plimsoll_file_watch, PLIMSOLL, FILE_WATCH, GObject)

/* `paths` are absolute; neither the files nor their folders need to exist. `settle_ms` is how long
 * it must be quiet before `changed`: files are written in several steps. */
PlimsollFileWatch *plimsoll_file_watch_new (const char *const *paths, guint settle_ms);

G_END_DECLS
