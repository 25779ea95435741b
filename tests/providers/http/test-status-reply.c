/* test-status-reply.c - what a provider's status page says.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fixtures with the one incident that is told of each. */

#include "plimsoll-status-reply.h"

#include <string.h>

#include "plimsoll-moment.h"

typedef struct
{
  const char *fixture;
  const char *incident; /* "impact|title|since"; NULL: all is well */
} Page;

static const Page PAGES[] = {
  { "quiet", NULL },
  /* The worst that is still going on at a part that matters here. */
  { "incidents", "major|Elevated errors on many models|2026-11-20T08:40:00Z" },
  /* Planned work is told of while it goes on. */
  { "maintenance", "maintenance|Database work|2026-11-20T08:00:00Z" },
  /* A part that is broken before anybody has written about it; another part's trouble is not ours.
   */
  { "parts-only", "minor|Partially Degraded Service|-" },
  /* Whatever is odd is left out, and what remains is plain text. */
  { "odd", "minor|[31mRed <b>now</b>|-" },
};

/* (transfer full) (nullable) */
static char *
describe (PlimsollIncident *incident)
{
  GDateTime *since = incident != NULL ? plimsoll_incident_get_since (incident) : NULL;
  g_autofree char *moment = since != NULL ? plimsoll_moment_format (since) : g_strdup ("-");

  if (incident == NULL)
    return NULL;

  return g_strdup_printf ("%s|%s|%s",
                          plimsoll_impact_to_word (plimsoll_incident_get_impact (incident)),
                          plimsoll_incident_get_title (incident), moment);
}

static gboolean
parse (const char *data, PlimsollIncident **incident)
{
  return plimsoll_status_reply_parse (data, strlen (data),
                                      plimsoll_status_page_find ("claude")->parts, incident);
}

static void
test_page (gconstpointer data)
{
  const Page *page = data;
  g_autofree char *name = g_strconcat (page->fixture, ".json", NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "status-page", name, NULL);
  g_autofree char *json = NULL;
  g_autofree char *found = NULL;
  g_autoptr (PlimsollIncident) incident = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_assert_true (parse (json, &incident));
  found = describe (incident);
  g_assert_cmpstr (found, ==, page->incident);
}

/* What is no status page does not say that all is well. */
static void
test_other_pages (void)
{
  static const char *const TEXTS[] = {
    "",
    "{}",
    "[]",
    "<html>Log in</html>",
    "{\"page\": {}}",
    "{\"error\": \"no\", \"status\": {}}",
    "{\"page\": 1, \"status\": {}}",
    "{\"page\": {}, \"status\": {}",
  };
  PlimsollIncident *incident = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_assert_false (parse (TEXTS[i], &incident));
}

/* (transfer full) (nullable): where the page of Claude is, in this environment. */
static char *
address (const char *first, const char *second)
{
  const char *const environment[] = { first, first != NULL ? second : NULL, NULL };

  return plimsoll_status_reply_dup_address (plimsoll_status_page_find ("claude"), environment);
}

/* Without a word about it the public page is asked; https and this machine may be named instead;
 * and with another server named the public page is not its page. */
static void
test_address (void)
{
  g_autofree char *usual = address (NULL, NULL);
  g_autofree char *named = address ("PLIMSOLL_CLAUDE_STATUS_URL=http://127.0.0.1:8080/", NULL);
  g_autofree char *both = address ("PLIMSOLL_CLAUDE_BASE_URL=http://127.0.0.1:1",
                                   "PLIMSOLL_CLAUDE_STATUS_URL=https://status.example.org");

  g_assert_cmpstr (usual, ==, "https://status.claude.com/api/v2/summary.json");
  g_assert_cmpstr (named, ==, "http://127.0.0.1:8080/api/v2/summary.json");
  g_assert_cmpstr (both, ==, "https://status.example.org/api/v2/summary.json");
  g_assert_null (address ("PLIMSOLL_CLAUDE_STATUS_URL=http://192.0.2.1", NULL));
  g_assert_null (address ("PLIMSOLL_CLAUDE_BASE_URL=http://127.0.0.1:1", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    {
      g_autofree char *name = g_strconcat ("/http/status-reply/", PAGES[i].fixture, NULL);

      g_test_add_data_func (name, &PAGES[i], test_page);
    }
  g_test_add_func ("/http/status-reply/other-pages", test_other_pages);
  g_test_add_func ("/http/status-reply/address", test_address);
  return g_test_run ();
}
