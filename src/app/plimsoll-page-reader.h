/* plimsoll-page-reader.h - asks a provider's status page, and waits for the answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http.h"
#include "plimsoll-incident.h"

G_BEGIN_DECLS

/* Both are borrowed for the time of a run. */
typedef struct
{
  PlimsollHttp *http;
  const char *const *environment;
} PlimsollPageReader;

/* Fills the terminal's port; `self` is a PlimsollPageReader. */
gboolean
plimsoll_page_reader_ask (const char *provider, PlimsollIncident **incident, gpointer self);

G_END_DECLS
