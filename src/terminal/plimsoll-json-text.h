/* plimsoll-json-text.h - JSON that we write: moments, numbers, and the text of it all.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds a member; NULL is null. */
void plimsoll_json_text_add_string (JsonBuilder *builder, const char *key, const char *value);
/* UTC, whole seconds, "Z"; NULL is null. */
void plimsoll_json_text_add_moment (JsonBuilder *builder, const char *key, GDateTime *value);
/* NAN and infinity are null: JSON has no word for them. */
void plimsoll_json_text_add_number (JsonBuilder *builder, const char *key, double value);
void plimsoll_json_text_add_bool (JsonBuilder *builder, const char *key, gboolean value);

/* Appends what was built, indented, with a newline at its end. Numbers are written in their
 * shortest form that reads back as the same number. */
void plimsoll_json_text_append (GString *out, JsonBuilder *builder);
/* The same without a line break or indent before that newline: one line is one message. */
void plimsoll_json_text_append_line (GString *out, JsonBuilder *builder);

G_END_DECLS
