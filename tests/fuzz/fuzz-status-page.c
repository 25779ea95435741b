/* fuzz-status-page.c - any bytes as the answer of a status page, and as a probe's word about it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is made of it fits a line, and comes through the pipe as it went in. */

#include <string.h>

#include "plimsoll-status-reply.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (PlimsollIncident *incident)
{
  const char *title = incident != NULL ? plimsoll_incident_get_title (incident) : "x";

  g_assert_true (*title != '\0' && strpbrk (title, "\n\r\t\033\007") == NULL);
  g_assert_cmpint (g_utf8_strlen (title, -1), <=, 90);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const PlimsollStatusPage *page = plimsoll_status_page_find ("claude");
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (PlimsollIncident) read = NULL;
  g_autoptr (PlimsollIncident) piped = NULL;

  if (plimsoll_status_reply_parse ((const char *) data, size, page->parts, &read))
    {
      g_autoptr (GBytes) sent = plimsoll_incident_to_bytes (read);
      g_autoptr (PlimsollIncident) arrived = NULL;

      check (read);
      g_assert_true (plimsoll_incident_from_bytes (sent, &arrived, NULL));
      g_assert_true ((arrived == NULL) == (read == NULL));
    }
  if (plimsoll_incident_from_bytes (bytes, &piped, NULL))
    check (piped);
  return 0;
}
