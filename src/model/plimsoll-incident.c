/* plimsoll-incident.c - trouble that a provider itself tells of on its status page.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one text in Plimsoll that a provider wrote for people to read. So it is cleaned, cut and
 * shown as plain text, and nothing is decided by it: it only tells a person that they need not look
 * for the fault at home. */

#include "plimsoll-incident.h"

#include <gio/gio.h>

#include "plimsoll-moment.h"
#include "plimsoll-text.h"
#include "plimsoll-vardict.h"

/* A title is a headline; four bytes are the most that a character of it takes. */
#define LONGEST_TITLE 90u
#define LONGEST_TITLE_BYTES (4u * LONGEST_TITLE)
#define LONGEST_WORD 16u
/* A headline and two small values; a pipe that brings more is lying. */
#define MOST_BYTES 4096u
/* Whether there is one, and what is packed of it. */
#define BYTES_TYPE G_VARIANT_TYPE ("(ba{sv})")

struct _PlimsollIncident
{
  gatomicrefcount ref_count;
  char *title; /* (owned) */
  PlimsollImpact impact;
  GDateTime *since; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (PlimsollIncident,
                     plimsoll_incident,
                     plimsoll_incident_ref,
                     plimsoll_incident_unref)

static const char *const IMPACTS[] = {
  [PLIMSOLL_IMPACT_MAINTENANCE] = "maintenance",
  [PLIMSOLL_IMPACT_MINOR] = "minor",
  [PLIMSOLL_IMPACT_MAJOR] = "major",
  [PLIMSOLL_IMPACT_CRITICAL] = "critical",
};

static const char *const CLAUDE_PARTS[] = { "claude code", "claude.ai", "claude api",
                                            "api.anthropic.com", NULL };
static const char *const CODEX_PARTS[] = { "codex", "chatgpt", "api", "login", "responses", NULL };

static const PlimsollStatusPage PAGES[] = {
  { "claude", "https://status.claude.com", "PLIMSOLL_CLAUDE_STATUS_URL", "PLIMSOLL_CLAUDE_BASE_URL",
    CLAUDE_PARTS },
  { "codex", "https://status.openai.com", "PLIMSOLL_CODEX_STATUS_URL", "PLIMSOLL_CODEX_BASE_URL",
    CODEX_PARTS },
};

const char *
plimsoll_impact_to_word (PlimsollImpact self)
{
  g_return_val_if_fail (self < G_N_ELEMENTS (IMPACTS), NULL);

  return IMPACTS[self];
}

gboolean
plimsoll_impact_from_word (const char *word, PlimsollImpact *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (IMPACTS); i++)
    if (g_strcmp0 (word, IMPACTS[i]) == 0)
      {
        *self = (PlimsollImpact) i;
        return TRUE;
      }

  return FALSE;
}

PlimsollIncident *
plimsoll_incident_new (const char *title, PlimsollImpact impact, GDateTime *since)
{
  char *clean = plimsoll_text_clean (title, LONGEST_TITLE);
  PlimsollIncident *self = NULL;

  if (clean == NULL)
    return NULL;

  self = g_new0 (PlimsollIncident, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->title = clean;
  self->impact = impact;
  self->since = since != NULL ? g_date_time_ref (since) : NULL;
  return self;
}

PlimsollIncident *
plimsoll_incident_ref (PlimsollIncident *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_incident_unref (PlimsollIncident *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->title);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_free (self);
}

const char *
plimsoll_incident_get_title (PlimsollIncident *self)
{
  return self->title;
}

PlimsollImpact
plimsoll_incident_get_impact (PlimsollIncident *self)
{
  return self->impact;
}

GDateTime *
plimsoll_incident_get_since (PlimsollIncident *self)
{
  return self->since;
}

gboolean
plimsoll_incident_equal (PlimsollIncident *a, PlimsollIncident *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->impact != b->impact || !g_str_equal (a->title, b->title))
    return FALSE;
  if (a->since == NULL || b->since == NULL)
    return a->since == b->since;

  return g_date_time_equal (a->since, b->since);
}

GVariant *
plimsoll_incident_pack (PlimsollIncident *self)
{
  g_auto (GVariantBuilder) dict = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  plimsoll_vardict_put_text (&dict, "title", self->title, LONGEST_TITLE_BYTES);
  plimsoll_vardict_put_text (&dict, "impact", plimsoll_impact_to_word (self->impact), LONGEST_WORD);
  plimsoll_vardict_put_moment (&dict, "since", self->since);
  return g_variant_builder_end (&dict);
}

PlimsollIncident *
plimsoll_incident_unpack (GVariant *packed)
{
  g_autoptr (PlimsollVardict) dict = plimsoll_vardict_open (packed);
  g_autoptr (GDateTime) since =
      plimsoll_vardict_dup_moment (dict, "since", PLIMSOLL_VARDICT_OPTIONAL);
  const char *title =
      plimsoll_vardict_get_text (dict, "title", PLIMSOLL_VARDICT_REQUIRED, LONGEST_TITLE_BYTES);
  const char *word =
      plimsoll_vardict_get_text (dict, "impact", PLIMSOLL_VARDICT_REQUIRED, LONGEST_WORD);
  PlimsollImpact impact = PLIMSOLL_IMPACT_MINOR;

  if (plimsoll_vardict_get_fault (dict) != NULL || !plimsoll_impact_from_word (word, &impact))
    return NULL;

  return plimsoll_incident_new (title, impact, since);
}

GBytes *
plimsoll_incident_to_bytes (PlimsollIncident *self)
{
  GVariant *inside = self != NULL ? plimsoll_incident_pack (self)
                                  : g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);
  g_autoptr (GVariant) packed =
      g_variant_ref_sink (g_variant_new ("(b@a{sv})", self != NULL, inside));

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      g_autoptr (GVariant) swapped = g_variant_byteswap (packed);

      return g_variant_get_data_as_bytes (swapped);
    }

  return g_variant_get_data_as_bytes (packed);
}

gboolean
plimsoll_incident_from_bytes (GBytes *bytes, PlimsollIncident **self, GError **error)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  /* Memory of its own is aligned for every type. */
  g_autoptr (GBytes) aligned = g_bytes_new (data, size);
  g_autoptr (GVariant) raw =
      g_variant_ref_sink (g_variant_new_from_bytes (BYTES_TYPE, aligned, FALSE));
  g_autoptr (GVariant) ordered = NULL;
  g_autoptr (GVariant) inside = NULL;
  gboolean is_there = FALSE;

  if (size > 0 && size <= MOST_BYTES && g_variant_is_normal_form (raw))
    {
      ordered = G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (raw) : g_variant_ref (raw);
      g_variant_get (ordered, "(b@a{sv})", &is_there, &inside);
      *self = is_there ? plimsoll_incident_unpack (inside) : NULL;
      if (!is_there || *self != NULL)
        return TRUE;
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "gave no answer of a status page");
  return FALSE;
}

const PlimsollStatusPage *
plimsoll_status_page_find (const char *provider)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (g_str_equal (PAGES[i].provider, provider))
      return &PAGES[i];

  return NULL;
}
