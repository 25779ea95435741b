/* plimsoll-http-reply.c - what a server answered, for whoever has to judge it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the headers that decide something are kept, each in the form in which it is used. */

#include "plimsoll-http-reply.h"

#include <libsoup/soup.h>

#include "plimsoll-retry-after.h"
#include "plimsoll-secret.h"
#include "plimsoll-text.h"

#define LONGEST_LOCATION 200

/* (transfer full): one by one, for libsoup joins what is asked for by name. */
static GStrv
dup_cookies (SoupMessageHeaders *headers)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  SoupMessageHeadersIter iter;
  const char *name = NULL;
  const char *value = NULL;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, "Set-Cookie") == 0)
      g_strv_builder_add (builder, value);

  return g_strv_builder_end (builder);
}

PlimsollHttpReply *
plimsoll_http_reply_new (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  const char *date = soup_message_headers_get_one (headers, "Date");
  PlimsollHttpReply *self = g_new0 (PlimsollHttpReply, 1);
  g_autoptr (GDateTime) now = NULL;

  self->status = soup_message_get_status (message);
  self->content_type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  self->location =
      plimsoll_text_clean (soup_message_headers_get_one (headers, "Location"), LONGEST_LOCATION);
  self->date = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  self->is_challenge = soup_message_headers_get_one (headers, "cf-mitigated") != NULL;
  self->cookies = dup_cookies (headers);
  self->body = g_bytes_ref (body);

  /* A date is meant by the server's clock; this computer's own may be hours off. */
  now = self->date != NULL ? g_date_time_ref (self->date) : g_date_time_new_now_utc ();
  self->has_retry_after = plimsoll_retry_after_parse (
      soup_message_headers_get_one (headers, "Retry-After"), now, &self->retry_after);
  return self;
}

void
plimsoll_http_reply_free (PlimsollHttpReply *self)
{
  g_free (self->content_type);
  g_free (self->location);
  for (gsize i = 0; self->cookies != NULL && self->cookies[i] != NULL; i++)
    plimsoll_secret_wipe (self->cookies[i]);
  g_strfreev (self->cookies);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
