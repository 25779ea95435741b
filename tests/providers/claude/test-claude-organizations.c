/* test-claude-organizations.c - the organizations that a session key of claude.ai belongs to.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists as they are and as somebody hostile would make them. What is asked with the choice is
 * test-claude-web's. */

#include "plimsoll-claude-organizations.h"

#include <string.h>

#define A "00000000-0000-4000-8000-00000000000a"
#define B "00000000-0000-4000-8000-00000000000b"
#define C "00000000-0000-4000-8000-00000000000c"

static GPtrArray *
parse (const char *text)
{
  return plimsoll_claude_organizations_parse (text, strlen (text));
}

/* (nullable) */
static const char *
choose (GPtrArray *organizations, const char *wish, const char *home)
{
  const PlimsollClaudeOrganization *one =
      plimsoll_claude_organizations_choose (organizations, wish, home);

  return one != NULL ? one->uuid : NULL;
}

/* The one that was asked for, or none; else that of the login at home; else one with chat; else one
 * not only for developers; else the first. */
static void
test_choice (void)
{
  g_autoptr (GPtrArray) all = parse ("[{\"uuid\":\"" A "\",\"capabilities\":[\"api\"]},"
                                     "{\"uuid\":\"" B "\",\"capabilities\":[\"raven\"]},"
                                     "{\"uuid\":\"" C "\",\"capabilities\":[\"chat\",\"api\"]}]");
  g_autoptr (GPtrArray) two = parse ("[{\"uuid\":\"" A "\",\"capabilities\":[\"api\"]},"
                                     "{\"uuid\":\"" B "\"}]");
  g_autoptr (GPtrArray) one = parse ("[{\"uuid\":\"" A "\",\"capabilities\":[\"api\"]}]");
  g_autoptr (GPtrArray) none = parse ("[]");

  g_assert_cmpstr (choose (all, NULL, NULL), ==, C);
  g_assert_cmpstr (choose (all, "", NULL), ==, C);
  g_assert_cmpstr (choose (all, A, B), ==, A);
  g_assert_cmpstr (choose (all, NULL, B), ==, B);
  g_assert_cmpstr (choose (all, NULL, "00000000-0000-4000-8000-000000000000"), ==, C);
  g_assert_null (choose (all, "00000000-0000-4000-8000-000000000000", A));
  g_assert_cmpstr (choose (two, NULL, NULL), ==, B);
  g_assert_cmpstr (choose (one, NULL, NULL), ==, A);
  g_assert_null (choose (none, NULL, NULL));
}

/* The plan gets the name it has everywhere, from words or from the tier, and never a raw code. */
static void
test_plan (void)
{
  static const struct
  {
    const char *fields;
    const char *plan;
  } rows[] = {
    { "\"capabilities\":[\"chat\",\"claude_max\"],\"rate_limit_tier\":\"default_claude_max_20x\"",
      "Max 20x" },
    { "\"capabilities\":[\"claude_pro\",\"chat\"]", "Pro" },
    { "\"rate_limit_tier\":\"default_claude_max_5x\"", "Max 5x" },
    { "\"capabilities\":[\"chat\"],\"rate_limit_tier\":\"default_raven\"", NULL },
    { "\"capabilities\":[1,null,{},\"chat\"],\"rate_limit_tier\":7", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"uuid\":\"" A "\",%s}]", rows[i].fields);
      g_autoptr (GPtrArray) list = parse (text);

      g_assert_cmpuint (list->len, ==, 1);
      g_assert_cmpstr (((PlimsollClaudeOrganization *) list->pdata[0])->plan, ==, rows[i].plan);
    }
}

/* A uuid becomes part of an address and a name is shown: whatever could do more is left out. */
static void
test_hostile (void)
{
  g_autoptr (GPtrArray) list =
      parse ("[{\"uuid\":\"../../evil\"},{\"uuid\":\"" A "/../x\"},{\"uuid\":7},7,null,[],{},"
             "{\"uuid\":\"" B "\",\"name\":\"\\u001b[31mRed\\n\\u202eteam \",\"capabilities\":{}},"
             "{\"uuid\":\"" C "\",\"name\":\"\\u0007\"}]");
  const PlimsollClaudeOrganization *first = list->pdata[0];
  const PlimsollClaudeOrganization *second = list->pdata[1];

  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (first->uuid, ==, B);
  g_assert_null (strpbrk (first->name, "\033\n"));
  g_assert_null (strstr (first->name, "\xe2\x80\xae"));
  g_assert_nonnull (strstr (first->name, "team"));
  g_assert_cmpstr (second->name, ==, "");
}

/* What is no list is no answer; a list without end is cut. */
static void
test_shape (void)
{
  static const char *const bad[] = {
    "", "{}", "null", "\"x\"", "[", "<html>", "{\"uuid\":\"" A "\"}"
  };
  g_autoptr (GString) many = g_string_new ("[");
  g_autoptr (GPtrArray) list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (parse (bad[i]));
  for (guint i = 0; i < 500; i++)
    g_string_append (many, "{\"uuid\":\"" A "\"},");
  g_string_append (many, "{}]");
  list = parse (many->str);
  g_assert_cmpuint (list->len, ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claude/organizations/choice", test_choice);
  g_test_add_func ("/claude/organizations/plan", test_plan);
  g_test_add_func ("/claude/organizations/hostile", test_hostile);
  g_test_add_func ("/claude/organizations/shape", test_shape);
  return g_test_run ();
}
