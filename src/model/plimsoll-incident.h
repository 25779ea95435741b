/* plimsoll-incident.h - trouble that a provider itself tells of on its status page.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_IMPACT_MAINTENANCE, /* planned */
  PLIMSOLL_IMPACT_MINOR,
  PLIMSOLL_IMPACT_MAJOR,
  PLIMSOLL_IMPACT_CRITICAL,
} PlimsollImpact;

/* "maintenance", "minor", "major", "critical". */
const char *plimsoll_impact_to_word (PlimsollImpact self);
/* FALSE, and `*self` untouched, when `word` (nullable) is none. */
gboolean plimsoll_impact_from_word (const char *word, PlimsollImpact *self);

/* Immutable. */
typedef struct _PlimsollIncident PlimsollIncident;

#define PLIMSOLL_TYPE_INCIDENT (plimsoll_incident_get_type ())
GType plimsoll_incident_get_type (void);

/* (nullable): `title` is the provider's own words; they are cleaned and cut here, and NULL comes of
 * a title of which nothing is left. `since` (nullable): UTC. */
PlimsollIncident *
plimsoll_incident_new (const char *title, PlimsollImpact impact, GDateTime *since);
PlimsollIncident *plimsoll_incident_ref (PlimsollIncident *self);
void plimsoll_incident_unref (PlimsollIncident *self);

/* Clean, one line; no markup is meant in it. */
const char *plimsoll_incident_get_title (PlimsollIncident *self);
PlimsollImpact plimsoll_incident_get_impact (PlimsollIncident *self);
GDateTime *plimsoll_incident_get_since (PlimsollIncident *self); /* (nullable) */

/* Both nullable. */
gboolean plimsoll_incident_equal (PlimsollIncident *a, PlimsollIncident *b);

/* (transfer floating): an a{sv}. */
GVariant *plimsoll_incident_pack (PlimsollIncident *self);
/* (transfer full) (nullable): NULL for anything that plimsoll_incident_pack() could not have made.
 */
PlimsollIncident *plimsoll_incident_unpack (GVariant *packed);

/* The answer of a status page on its way through a pipe: at most one incident, `self` is nullable.
 * FALSE with G_IO_ERROR_INVALID_DATA for bytes that are no such answer. */
GBytes *plimsoll_incident_to_bytes (PlimsollIncident *self);
gboolean plimsoll_incident_from_bytes (GBytes *bytes, PlimsollIncident **self, GError **error);

/* Where a provider tells of trouble. Static. */
typedef struct
{
  const char *provider; /* "claude" */
  const char *address; /* base address of a page with the interface of Statuspage v2 */
  const char *variable; /* of the environment, which names another one */
  const char *server_variable; /* while this names another server, the page is not its page */
  const char *const *parts; /* names of parts of the service that matter to us, lower case */
} PlimsollStatusPage;

/* (transfer none) (nullable) */
const PlimsollStatusPage *plimsoll_status_page_find (const char *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollIncident, plimsoll_incident_unref)

G_END_DECLS
