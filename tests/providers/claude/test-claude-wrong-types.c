/* test-claude-wrong-types.c - every known key with every wrong type, and bodies that are damaged.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made by machine, because nobody writes three hundred bodies by hand: a full body is taken, one
 * value in it is replaced, and what comes out may lack what that value said but must hold nothing
 * that the true body did not. */

#include "plimsoll-claude-fixture.h"

#include <math.h>
#include <string.h>

static const char *const FULL_BODIES[] = { "limits-list.json", "at-the-limit.json",
                                           "enterprise-budget.json", "side-pools.json" };

/* A value of each JSON type. The number is one that no fixture holds anywhere, so that it is found
 * when it leaks into a place where it does not belong. */
#define STRANGE_NUMBER 87.0
static const char *const VALUES[] = { "null",   "true", "87",
                                      "\"87\"", "\"\"", "[]",
                                      "[87]",   "{}",   "{\"utilization\":\"87\"}" };

/* One member somewhere in a body. */
typedef struct
{
  JsonObject *object; /* (owned) */
  char *key; /* (owned) */
  char *path; /* (owned): for people and for telling percentages from the rest */
} Slot;

static void
slot_free (Slot *slot)
{
  json_object_unref (slot->object);
  g_free (slot->key);
  g_free (slot->path);
  g_free (slot);
}

/* Adds all members at and below `node`. */
static void
collect_slots (JsonNode *node, const char *path, GPtrArray *slots)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) keys = json_object_get_members (object);

      for (GList *link = keys; link != NULL; link = link->next)
        {
          Slot *slot = g_new0 (Slot, 1);

          slot->object = json_object_ref (object);
          slot->key = g_strdup (link->data);
          slot->path = g_strdup_printf ("%s.%s", path, slot->key);
          g_ptr_array_add (slots, slot);
          collect_slots (json_object_get_member (object, slot->key), slot->path, slots);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_slots (json_array_get_element (array, i), path, slots);
    }
}

/* (nullable) */
static const PlimsollLimitFields *
find (const PlimsollClaudeUsage *usage, const char *id)
{
  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = plimsoll_limit_peek (g_ptr_array_index (usage->limits, i));

      if (g_str_equal (limit->id, id))
        return limit;
    }

  return NULL;
}

/* TRUE when `path` names a percentage: there the number 87 is a legal value and no wrong type. */
static gboolean
is_percentage (const char *path)
{
  return g_str_has_suffix (path, ".utilization") || g_str_has_suffix (path, ".percent");
}

/* Each number must be the true one, its rounded twin, or unknown. */
static void
check_against (const PlimsollClaudeUsage *truth, const PlimsollClaudeUsage *found, const char *path)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->limits->len; i++)
    {
      const PlimsollLimitFields *limit = plimsoll_limit_peek (g_ptr_array_index (found->limits, i));
      const PlimsollLimitFields *known = find (truth, limit->id);

      g_assert_true (g_hash_table_add (ids, (char *) limit->id));
      if (isnan (limit->used_percent)
          || (is_percentage (path) && limit->used_percent == STRANGE_NUMBER))
        continue;
      g_assert_cmpfloat (limit->used_percent, !=, STRANGE_NUMBER);
      if (known != NULL)
        g_assert_cmpfloat (fabs (limit->used_percent - known->used_percent), <=, 1.0);
    }
}

static void
check_spend (const PlimsollClaudeUsage *truth, const PlimsollClaudeUsage *found, const char *path)
{
  gint64 units = 0;

  if (found->spend == NULL || strstr (path, "amount_minor") != NULL
      || strstr (path, "used_credits") != NULL)
    return;

  g_assert_nonnull (truth->spend);
  units = plimsoll_money_get_minor_units (plimsoll_spend_get_used (found->spend));
  g_assert_cmpint (units, ==,
                   plimsoll_money_get_minor_units (plimsoll_spend_get_used (truth->spend)));
}

/* A value of a wrong type, wherever it stands, costs at most its own row and makes no number up. */
static void
test_wrong_types (gconstpointer data)
{
  g_autofree char *body = plimsoll_claude_fixture_read (data, NULL);
  g_autoptr (PlimsollClaudeUsage) truth = plimsoll_claude_fixture_parse (body);
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);

  collect_slots (root, "", slots);
  g_assert_cmpuint (slots->len, >, 15);
  for (guint i = 0; i < slots->len; i++)
    {
      const Slot *slot = g_ptr_array_index (slots, i);
      JsonNode *original = json_node_copy (json_object_get_member (slot->object, slot->key));

      for (gsize j = 0; j < G_N_ELEMENTS (VALUES); j++)
        {
          g_autoptr (PlimsollClaudeUsage) found = NULL;

          json_object_set_member (slot->object, slot->key, json_from_string (VALUES[j], NULL));
          found = plimsoll_claude_usage_from_object (json_node_get_object (root));
          check_against (truth, found, slot->path);
          check_spend (truth, found, slot->path);
        }
      json_object_set_member (slot->object, slot->key, original);
    }
}

static void
assert_refused (const char *data, gsize length, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_usage_parse (data, length, &error);

  g_assert_null (usage);
  g_assert_error (error, PLIMSOLL_JSON_ERROR, code);
}

/* A body that was cut anywhere is refused as a whole: half an answer could lack the limit that
 * binds. */
static void
test_cut_anywhere (void)
{
  gsize length = 0;
  g_autofree char *json = plimsoll_claude_fixture_read ("limits-list.json", &length);

  length = (gsize) (strrchr (json, '}') - json) + 1;
  for (gsize cut = 0; cut < length; cut++)
    {
      /* In a block of its own size, so that a read behind the end is seen. */
      g_autofree char *part = cut > 0 ? g_memdup2 (json, cut) : NULL;

      assert_refused (part != NULL ? part : "", cut, PLIMSOLL_JSON_ERROR_NOT_JSON);
    }
}

/* What is no JSON object is refused with a reason, whatever it is instead. */
static void
test_not_an_object (void)
{
  static const char *const NOT_JSON[] = {
    "",
    " ",
    "<!DOCTYPE html><html><body>Sign in to the network</body></html>",
    "{\"five_hour\":{\"utilization\":NaN}}",
    "{\"five_hour\":{\"utilization\":Infinity}}",
    "{\"five_hour\":{\"utilization\":0x10}}",
    "{\"five_hour\":{\"utilization\":010}}",
    "{\"five_hour\":{\"utilization\":1}} trailing",
    "{\"five_hour\":{\"utilization\":1,}}",
    "{\"five_hour\":{\"utilization\":\"\xff\xfe\"}}",
    "\xff\xfe{\0}\0",
  };
  static const char *const NO_OBJECT[] = { "[]", "null", "12", "\"five_hour\"", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (NOT_JSON); i++)
    assert_refused (NOT_JSON[i], strlen (NOT_JSON[i]), PLIMSOLL_JSON_ERROR_NOT_JSON);
  for (gsize i = 0; i < G_N_ELEMENTS (NO_OBJECT); i++)
    assert_refused (NO_OBJECT[i], strlen (NO_OBJECT[i]), PLIMSOLL_JSON_ERROR_NO_OBJECT);
}

/* A NUL in the middle does not end the text: it makes it refused. */
static void
test_embedded_nul (void)
{
  static const char BODY[] = "{\"five_hour\":{\"utilization\":4\0}}";

  assert_refused (BODY, sizeof BODY - 1, PLIMSOLL_JSON_ERROR_NOT_JSON);
}

/* A hundred thousand brackets, open or closed, are refused and not recursed into. */
static void
test_brackets (void)
{
  const gsize n_brackets = 100000;
  g_autofree char *open = g_strnfill (n_brackets, '[');
  g_autofree char *closed = g_strnfill (n_brackets, ']');
  g_autofree char *nested = g_strconcat ("{\"limits\":", open, closed, "}", NULL);

  assert_refused (open, n_brackets, PLIMSOLL_JSON_ERROR_NOT_JSON);
  assert_refused (nested, strlen (nested), PLIMSOLL_JSON_ERROR_NOT_JSON);
}

/* Five megabytes are no answer of this server, though they be JSON. */
static void
test_too_big (void)
{
  g_autofree char *blanks = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *json = g_strconcat ("{", blanks, "}", NULL);

  assert_refused (json, strlen (json), PLIMSOLL_JSON_ERROR_NOT_JSON);
}

/* A byte order mark in front of a good body is no reason to refuse it. */
static void
test_byte_order_mark (void)
{
  g_autoptr (PlimsollClaudeUsage) usage =
      plimsoll_claude_fixture_parse ("\xef\xbb\xbf{\"five_hour\":{\"utilization\":4}}");

  g_assert_cmpuint (usage->limits->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (FULL_BODIES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/claude/wrong-types/%s", FULL_BODIES[i]);

      g_test_add_data_func (path, FULL_BODIES[i], test_wrong_types);
    }
  g_test_add_func ("/claude/damaged/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/claude/damaged/not-an-object", test_not_an_object);
  g_test_add_func ("/claude/damaged/embedded-nul", test_embedded_nul);
  g_test_add_func ("/claude/damaged/brackets", test_brackets);
  g_test_add_func ("/claude/damaged/too-big", test_too_big);
  g_test_add_func ("/claude/damaged/byte-order-mark", test_byte_order_mark);

  return g_test_run ();
}
