/* plimsoll-json.c - reading JSON from outside: a wrong type is an absent value.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every field of every answer may be missing, null or of another type, and one bad field must never
 * cost the rest. So nothing here warns or asserts on what a server sent. The limits on size,
 * encoding, nesting and grammar come before the parser, which has none; its messages quote the text
 * and are dropped. */

#include "plimsoll-json.h"

#include <math.h>
#include <string.h>

#include "plimsoll-input.h"
#include "plimsoll-json-grammar.h"
#include "plimsoll-moment.h"
#include "plimsoll-secret.h"

/* Doubles beyond this no longer tell neighbouring whole numbers apart. */
#define LARGEST_EXACT_DOUBLE 9007199254740992.0

G_DEFINE_QUARK (plimsoll_json_error, plimsoll_json_error)

static JsonNode *
refuse (GError **error, PlimsollJsonError code, const char *message)
{
  g_set_error_literal (error, PLIMSOLL_JSON_ERROR, (int) code, message);
  return NULL;
}

JsonNode *
plimsoll_json_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *tamed = NULL;
  const char *start = NULL;
  gsize rest = 0;

  /* Empty bodies come without any bytes to point to. */
  if (length == 0)
    return refuse (error, PLIMSOLL_JSON_ERROR_NOT_JSON, "the text is empty");
  if (!plimsoll_input_check_json (data, length, PLIMSOLL_INPUT_MAX_BYTES, &start, &rest, NULL))
    return refuse (error, PLIMSOLL_JSON_ERROR_NOT_JSON,
                   "the text is not within the limits of JSON");

  tamed = g_strndup (start, rest);
  if (!plimsoll_json_grammar_tame (tamed, rest)
      || !json_parser_load_from_data (parser, tamed, (gssize) rest, NULL))
    return refuse (error, PLIMSOLL_JSON_ERROR_NOT_JSON, "the text is not JSON");

  return json_parser_steal_root (parser);
}

JsonNode *
plimsoll_json_parse_object (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = plimsoll_json_parse (data, length, error);

  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    return refuse (error, PLIMSOLL_JSON_ERROR_NO_OBJECT, "the JSON is not an object");

  return g_steal_pointer (&root);
}

/* NULL as well when the value is null, so that null is the same as absent everywhere. */
static JsonNode *
find_member (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static JsonNode *
find_value (JsonObject *object, const char *key, GType type)
{
  JsonNode *node = find_member (object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;

  return node;
}

gboolean
plimsoll_json_get_number (JsonObject *object, const char *key, double *value)
{
  JsonNode *whole = find_value (object, key, G_TYPE_INT64);
  JsonNode *broken = find_value (object, key, G_TYPE_DOUBLE);
  double number = NAN;

  if (whole != NULL)
    number = (double) json_node_get_int (whole);
  else if (broken != NULL)
    number = json_node_get_double (broken);

  if (!isfinite (number))
    return FALSE;

  *value = number;
  return TRUE;
}

gboolean
plimsoll_json_get_integer (JsonObject *object, const char *key, gint64 *value)
{
  JsonNode *whole = find_value (object, key, G_TYPE_INT64);
  double number = 0.0;

  if (whole != NULL)
    {
      *value = json_node_get_int (whole);
      return TRUE;
    }
  if (!plimsoll_json_get_number (object, key, &number))
    return FALSE;
  if (fabs (number) > LARGEST_EXACT_DOUBLE || trunc (number) != number)
    return FALSE;

  *value = (gint64) number;
  return TRUE;
}

gboolean
plimsoll_json_get_bool (JsonObject *object, const char *key, gboolean *value)
{
  JsonNode *node = find_value (object, key, G_TYPE_BOOLEAN);

  if (node == NULL)
    return FALSE;

  *value = json_node_get_boolean (node);
  return TRUE;
}

const char *
plimsoll_json_get_string (JsonObject *object, const char *key)
{
  JsonNode *node = find_value (object, key, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

JsonObject *
plimsoll_json_get_object (JsonObject *object, const char *key)
{
  JsonNode *node = find_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
plimsoll_json_get_array (JsonObject *object, const char *key)
{
  JsonNode *node = find_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GDateTime *
plimsoll_json_dup_moment (JsonObject *object, const char *key)
{
  const char *text = plimsoll_json_get_string (object, key);
  double number = 0.0;

  if (text != NULL)
    return plimsoll_moment_parse (text);
  if (plimsoll_json_get_number (object, key, &number))
    return plimsoll_moment_from_epoch (number);

  return NULL;
}

JsonObject *
plimsoll_json_get_element (JsonArray *array, guint index)
{
  JsonNode *node = NULL;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
plimsoll_json_get_loose_number (JsonObject *object, const char *key, double *value)
{
  const char *text = plimsoll_json_get_string (object, key);
  char *end = NULL;
  double number = 0.0;

  if (text == NULL)
    return plimsoll_json_get_number (object, key, value);
  /* Nothing that only C takes for a number: "0x10", "inf", " 1". */
  if (*text == '\0' || strspn (text, "+-0123456789.eE") != strlen (text))
    return FALSE;

  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (number))
    return FALSE;

  *value = number;
  return TRUE;
}

/* The tree owns its strings and is about to be freed, so nobody sees them change. */
void
plimsoll_json_wipe (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member = NULL;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        plimsoll_json_wipe (member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        plimsoll_json_wipe (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    plimsoll_secret_wipe ((char *) json_node_get_string (node));
}
