/* plimsoll-codex-usage.c - Codex's answer, from the server or from the program, made into limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows where in each of the two answers an allowance lies; what one holds is read by
 * plimsoll-codex-windows and plimsoll-codex-credits. One bad field costs that field. The same
 * account has the same ids by both ways, so that history and alerts go on when the way changes. */

#include "plimsoll-codex-usage.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-codex-credits.h"
#include "plimsoll-codex-windows.h"
#include "plimsoll-snapshot.h"

void
plimsoll_codex_usage_free (PlimsollCodexUsage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->limits);
  g_clear_pointer (&self->spend, plimsoll_spend_unref);
  g_free (self);
}

const char *
plimsoll_codex_plan_label (const char *plan_type)
{
  /* Names of products, the same in every language. */
  static const struct
  {
    const char *type;
    const char *label;
  } rows[] = {
    { "guest", "Guest" },
    { "free", "Free" },
    { "go", "Go" },
    { "plus", "Plus" },
    { "pro", "Pro" },
    { "prolite", "Pro Lite" },
    { "free_workspace", "Free Workspace" },
    { "team", "Team" },
    { "business", "Business" },
    { "education", "Education" },
    { "edu", "Edu" },
    { "quorum", "Quorum" },
    { "k12", "K-12" },
    { "enterprise", "Enterprise" },
  };

  for (gsize i = 0; plan_type != NULL && i < G_N_ELEMENTS (rows); i++)
    if (g_ascii_strcasecmp (plan_type, rows[i].type) == 0)
      return rows[i].label;

  return NULL;
}

static PlimsollCodexUsage *
usage_new (void)
{
  PlimsollCodexUsage *self = g_new0 (PlimsollCodexUsage, 1);

  self->limits = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  return self;
}

static void
add_credits (PlimsollCodexUsage *self, JsonObject *credits)
{
  gboolean has_room = self->limits->len < PLIMSOLL_SNAPSHOT_MAX_LIMITS;
  PlimsollLimit *row = credits != NULL && has_room ? plimsoll_codex_credits_read (credits) : NULL;

  if (row != NULL)
    g_ptr_array_add (self->limits, row);
}

/* The cap was seen in three places; the first that holds one is believed. */
static void
read_cap (PlimsollCodexUsage *self, JsonObject *holder, const char *key)
{
  JsonObject *cap = plimsoll_json_get_object (holder, key);

  if (self->spend == NULL && cap != NULL)
    self->spend = plimsoll_codex_credits_read_cap (cap);
}

static void
read_additional (PlimsollCodexUsage *self, JsonArray *list, GDateTime *now)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = plimsoll_json_get_element (list, i);
      PlimsollCodexScope scope = {
        .name = plimsoll_json_get_string (entry, "limit_name"),
        .code = plimsoll_json_get_string (entry, "metered_feature"),
      };

      if (scope.name == NULL && scope.code == NULL)
        scope.code = "additional";
      plimsoll_codex_windows_read (plimsoll_json_get_object (entry, "rate_limit"),
                                   &PLIMSOLL_CODEX_SPELLING_SERVER, &scope, now, self->limits);
    }
}

static PlimsollCodexUsage *
from_server (JsonObject *body, GDateTime *now)
{
  PlimsollCodexUsage *self = usage_new ();
  JsonObject *main = plimsoll_json_get_object (body, "rate_limit");
  const PlimsollCodexScope nobody = { 0 };
  const PlimsollCodexScope review = { .name = _ ("Code review"), .code = "code_review" };

  plimsoll_codex_windows_read (main, &PLIMSOLL_CODEX_SPELLING_SERVER, &nobody, now, self->limits);
  plimsoll_codex_windows_read (plimsoll_json_get_object (body, "code_review_rate_limit"),
                               &PLIMSOLL_CODEX_SPELLING_SERVER, &review, now, self->limits);
  read_additional (self, plimsoll_json_get_array (body, "additional_rate_limits"), now);
  add_credits (self, plimsoll_json_get_object (body, "credits"));

  read_cap (self, plimsoll_json_get_object (body, "spend_control"), "individual_limit");
  read_cap (self, main, "individual_limit");
  read_cap (self, body, "individual_limit");
  self->plan = plimsoll_codex_plan_label (plimsoll_json_get_string (body, "plan_type"));
  return self;
}

PlimsollCodexUsage *
plimsoll_codex_usage_parse (const char *data, gsize length, GDateTime *now, GError **error)
{
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, error);

  if (root == NULL)
    return NULL;

  return from_server (json_node_get_object (root), now);
}

/* All allowances but the main one, which is listed among them once more. */
static void
read_others (PlimsollCodexUsage *self, JsonObject *by_id, const char *main_id, GDateTime *now)
{
  JsonObjectIter iter;
  const char *id = NULL;

  if (by_id == NULL)
    return;

  json_object_iter_init_ordered (&iter, by_id);
  while (json_object_iter_next_ordered (&iter, &id, NULL))
    {
      JsonObject *entry = plimsoll_json_get_object (by_id, id);
      PlimsollCodexScope scope = {
        .name = plimsoll_json_get_string (entry, "limitName"),
        .code = id,
      };

      if (entry != NULL && strcmp (id, main_id) != 0)
        plimsoll_codex_windows_read (entry, &PLIMSOLL_CODEX_SPELLING_PROGRAM, &scope, now,
                                     self->limits);
    }
}

PlimsollCodexUsage *
plimsoll_codex_usage_from_program (JsonObject *result, GDateTime *now)
{
  PlimsollCodexUsage *self = usage_new ();
  JsonObject *main = plimsoll_json_get_object (result, "rateLimits");
  const char *main_id = plimsoll_json_get_string (main, "limitId");
  const PlimsollCodexScope nobody = { 0 };

  plimsoll_codex_windows_read (main, &PLIMSOLL_CODEX_SPELLING_PROGRAM, &nobody, now, self->limits);
  read_others (self, plimsoll_json_get_object (result, "rateLimitsByLimitId"),
               main_id != NULL ? main_id : "codex", now);
  add_credits (self, plimsoll_json_get_object (main, "credits"));
  read_cap (self, main, "individualLimit");
  self->plan = plimsoll_codex_plan_label (plimsoll_json_get_string (main, "planType"));
  return self;
}

gboolean
plimsoll_codex_usage_is_useful (const PlimsollCodexUsage *self)
{
  for (guint i = 0; i < self->limits->len; i++)
    {
      const PlimsollLimitFields *limit = plimsoll_limit_peek (g_ptr_array_index (self->limits, i));

      /* Credits are news without a percentage. */
      if (!isnan (limit->used_percent) || limit->kind == PLIMSOLL_LIMIT_BUDGET)
        return TRUE;
    }

  return self->spend != NULL;
}
