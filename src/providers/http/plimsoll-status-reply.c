/* plimsoll-status-reply.c - what a provider's status page says.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The public interface of Statuspage, version 2, which Anthropic and OpenAI both answer by. Every
 * field is optional, and what is not understood is left out: an incident of a part that nobody here
 * uses is as little news as one that is over. */

#include "plimsoll-status-reply.h"

#include <string.h>

#include "plimsoll-json.h"
#include "plimsoll-origin.h"

#define PATH "/api/v2/summary.json"
/* Honest pages list a handful. */
#define MOST_ENTRIES 50u
#define MOST_PARTS 100u

/* The worst so far. */
typedef struct
{
  const char *const *parts;
  PlimsollIncident *worst; /* (owned) (nullable) */
} Search;

static void
consider (Search *search, const char *title, PlimsollImpact impact, GDateTime *since)
{
  PlimsollIncident *incident = NULL;

  if (search->worst != NULL && plimsoll_incident_get_impact (search->worst) >= impact)
    return;
  incident = plimsoll_incident_new (title, impact, since);
  if (incident == NULL)
    return;

  g_clear_pointer (&search->worst, plimsoll_incident_unref);
  search->worst = incident;
}

/* TRUE when one of the parts that matter is among those that are named, or when none is. */
static gboolean
is_about_us (JsonObject *entry, const char *const *parts)
{
  JsonArray *components = plimsoll_json_get_array (entry, "components");
  guint n = components != NULL ? MIN (json_array_get_length (components), MOST_PARTS) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *name =
          plimsoll_json_get_string (plimsoll_json_get_element (components, i), "name");
      g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : NULL;

      for (gsize j = 0; lower != NULL && parts[j] != NULL; j++)
        if (strstr (lower, parts[j]) != NULL)
          return TRUE;
    }

  return n == 0;
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

static void
consider_incidents (Search *search, JsonObject *root)
{
  static const char *const OVER[] = { "resolved", "postmortem", "completed", NULL };
  JsonArray *entries = plimsoll_json_get_array (root, "incidents");
  guint n = entries != NULL ? MIN (json_array_get_length (entries), MOST_ENTRIES) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *entry = plimsoll_json_get_element (entries, i);
      g_autoptr (GDateTime) since = plimsoll_json_dup_moment (entry, "created_at");
      PlimsollImpact impact = PLIMSOLL_IMPACT_MINOR;

      if (!plimsoll_impact_from_word (plimsoll_json_get_string (entry, "impact"), &impact)
          || is_one_of (plimsoll_json_get_string (entry, "status"), OVER)
          || !is_about_us (entry, search->parts))
        continue;
      consider (search, plimsoll_json_get_string (entry, "name"), impact, since);
    }
}

/* Only what goes on now: that something is planned is no reason for anything that one sees. */
static void
consider_maintenance (Search *search, JsonObject *root)
{
  static const char *const ON[] = { "in_progress", "verifying", NULL };
  JsonArray *entries = plimsoll_json_get_array (root, "scheduled_maintenances");
  guint n = entries != NULL ? MIN (json_array_get_length (entries), MOST_ENTRIES) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *entry = plimsoll_json_get_element (entries, i);
      g_autoptr (GDateTime) since = plimsoll_json_dup_moment (entry, "scheduled_for");

      if (is_one_of (plimsoll_json_get_string (entry, "status"), ON)
          && is_about_us (entry, search->parts))
        consider (search, plimsoll_json_get_string (entry, "name"), PLIMSOLL_IMPACT_MAINTENANCE,
                  since);
    }
}

/* Parts of a service may be marked as broken before anybody has written about it. */
static void
consider_parts (Search *search, JsonObject *root)
{
  static const struct
  {
    const char *word;
    PlimsollImpact impact;
  } STATES[] = { { "degraded_performance", PLIMSOLL_IMPACT_MINOR },
                 { "partial_outage", PLIMSOLL_IMPACT_MAJOR },
                 { "major_outage", PLIMSOLL_IMPACT_CRITICAL } };
  JsonArray *entries = plimsoll_json_get_array (root, "components");
  JsonObject *status = plimsoll_json_get_object (root, "status");
  const char *description = plimsoll_json_get_string (status, "description");
  guint n = entries != NULL ? MIN (json_array_get_length (entries), MOST_PARTS) : 0;

  for (guint i = 0; i < n && description != NULL; i++)
    {
      JsonObject *entry = plimsoll_json_get_element (entries, i);
      const char *name = plimsoll_json_get_string (entry, "name");
      g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : NULL;

      for (gsize j = 0; lower != NULL && search->parts[j] != NULL; j++)
        for (gsize k = 0; k < G_N_ELEMENTS (STATES); k++)
          if (strstr (lower, search->parts[j]) != NULL
              && g_strcmp0 (plimsoll_json_get_string (entry, "status"), STATES[k].word) == 0)
            consider (search, description, STATES[k].impact, NULL);
    }
}

gboolean
plimsoll_status_reply_parse (const char *data,
                             gsize length,
                             const char *const *parts,
                             PlimsollIncident **incident)
{
  g_autoptr (JsonNode) node = plimsoll_json_parse_object (data, length, NULL);
  JsonObject *root = node != NULL ? json_node_get_object (node) : NULL;
  Search search = { .parts = parts };

  /* A portal's page or an error in JSON must not look like "all is well". */
  if (root == NULL || plimsoll_json_get_object (root, "page") == NULL
      || plimsoll_json_get_object (root, "status") == NULL)
    return FALSE;

  consider_incidents (&search, root);
  if (search.worst == NULL)
    consider_maintenance (&search, root);
  if (search.worst == NULL)
    consider_parts (&search, root);
  *incident = search.worst;
  return TRUE;
}

/* (nullable): NULL when unset or empty. */
static const char *
get_variable (const char *const *environment, const char *name)
{
  const char *value = g_environ_getenv ((char **) environment, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

char *
plimsoll_status_reply_dup_address (const PlimsollStatusPage *page, const char *const *environment)
{
  const char *named = get_variable (environment, page->variable);

  if (named != NULL)
    return plimsoll_origin_join (named, PATH);
  if (get_variable (environment, page->server_variable) != NULL)
    return NULL;

  return plimsoll_origin_join (page->address, PATH);
}

static void
on_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply =
      plimsoll_http_get_finish (PLIMSOLL_HTTP (source), result, &error);
  const PlimsollStatusPage *page = g_task_get_task_data (task);
  PlimsollIncident *incident = NULL;
  gsize length = 0;
  const char *data = reply != NULL ? g_bytes_get_data (reply->body, &length) : NULL;

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (reply->status != 200
           || !plimsoll_status_reply_parse (data, length, page->parts, &incident))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no status page");
  else
    g_task_return_pointer (task, incident, (GDestroyNotify) plimsoll_incident_unref);
}

void
plimsoll_status_reply_ask_async (PlimsollHttp *http,
                                 const PlimsollStatusPage *page,
                                 const char *const *environment,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  static const PlimsollHttpHeader HEADERS[] = { { "Accept", "application/json" }, { NULL, NULL } };
  g_autofree char *address = plimsoll_status_reply_dup_address (page, environment);
  g_autoptr (GTask) task = g_task_new (http, NULL, callback, user_data);

  g_task_set_source_tag (task, plimsoll_status_reply_ask_async);
  g_task_set_task_data (task, (gpointer) page, NULL);
  if (address == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no status page");
      return;
    }

  plimsoll_http_get_async (http, address, HEADERS, NULL, on_got_cb, g_steal_pointer (&task));
}

gboolean
plimsoll_status_reply_ask_finish (GAsyncResult *result, PlimsollIncident **incident)
{
  g_autoptr (GError) error = NULL;

  *incident = g_task_propagate_pointer (G_TASK (result), &error);
  return error == NULL;
}
