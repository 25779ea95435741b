/* plimsoll-json.h - reading JSON from outside: a wrong type is an absent value.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PLIMSOLL_JSON_ERROR (plimsoll_json_error_quark ())
GQuark plimsoll_json_error_quark (void);

typedef enum
{
  PLIMSOLL_JSON_ERROR_NOT_JSON, /* HTML, cut short, too big, too deep: not to be used at all */
  PLIMSOLL_JSON_ERROR_NO_OBJECT, /* JSON, but not an object at the top */
} PlimsollJsonError;

/* (transfer full): checks size, encoding and depth, then parses. Messages name no content. */
JsonNode *plimsoll_json_parse (const char *data, gsize length, GError **error);
/* (transfer full): the same, and the top must be an object. Get it with json_node_get_object(). */
JsonNode *plimsoll_json_parse_object (const char *data, gsize length, GError **error);

/* Each getter: FALSE or NULL, and `*value` untouched, when `object` is NULL or `key` is absent,
 * null or of another type. A bool is no number, a numeric string is no number, and neither is NaN
 * nor infinity. */
gboolean plimsoll_json_get_number (JsonObject *object, const char *key, double *value);
/* The same, and a text that is a number as well: some providers write "36". */
gboolean plimsoll_json_get_loose_number (JsonObject *object, const char *key, double *value);
/* Whole numbers only; 650.0 counts as one. */
gboolean plimsoll_json_get_integer (JsonObject *object, const char *key, gint64 *value);
gboolean plimsoll_json_get_bool (JsonObject *object, const char *key, gboolean *value);
const char *plimsoll_json_get_string (JsonObject *object, const char *key);
JsonObject *plimsoll_json_get_object (JsonObject *object, const char *key);
JsonArray *plimsoll_json_get_array (JsonObject *object, const char *key);
/* (transfer full) (nullable): RFC 3339 text, or an epoch number in seconds or milliseconds. */
GDateTime *plimsoll_json_dup_moment (JsonObject *object, const char *key);
/* The element if it is an object, else NULL. */
JsonObject *plimsoll_json_get_element (JsonArray *array, guint index);

/* Overwrites every string below `node`, which held a secret and is about to be freed. */
void plimsoll_json_wipe (JsonNode *node);

G_END_DECLS
