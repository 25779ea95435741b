/* plimsoll-http-message.c - a request as it goes out.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decides what may be sent and how libsoup must treat it: nothing followed, nothing repeated, no
 * line break in a header. What a header means is for whoever gave it. */

#include "plimsoll-http-message.h"

#include <libsoup/soup.h>

#include "plimsoll-secret.h"

gboolean
plimsoll_http_message_is_header_value (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p < ' ' || (guchar) *p >= 0x7f)
      return FALSE;

  return *value != '\0';
}

static gboolean
is_web_address (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return (g_str_equal (scheme, "https") || g_str_equal (scheme, "http")) && host != NULL
         && *host != '\0';
}

SoupMessage *
plimsoll_http_message_new (const char *address,
                           const char *user_agent,
                           const PlimsollHttpHeader *headers)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (SoupMessage) message = NULL;
  SoupMessageHeaders *request = NULL;

  /* libsoup asserts on an address without a host. */
  if (uri == NULL || !is_web_address (uri))
    return NULL;

  message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  /* A connection that was used before may be dead, and libsoup repeats a request that meets one. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  request = soup_message_get_request_headers (message);
  soup_message_headers_replace (request, "User-Agent", user_agent);
  soup_message_headers_replace (request, "Accept-Encoding", "gzip");
  for (gsize i = 0; headers != NULL && headers[i].name != NULL; i++)
    {
      if (!plimsoll_http_message_is_header_value (headers[i].value))
        return NULL;
      soup_message_headers_replace (request, headers[i].name, headers[i].value);
    }

  return g_steal_pointer (&message);
}

static void
wipe_header (const char *name, const char *value, gpointer user_data)
{
  /* The headers own a copy of what they were given; nobody reads it after the request. */
  plimsoll_secret_wipe ((char *) value);
}

static void
wipe_cookie (const char *name, const char *value, gpointer user_data)
{
  if (g_ascii_strcasecmp (name, "Set-Cookie") == 0)
    plimsoll_secret_wipe ((char *) value);
}

void
plimsoll_http_message_wipe (SoupMessage *message)
{
  soup_message_headers_foreach (soup_message_get_request_headers (message), wipe_header, NULL);
  soup_message_headers_foreach (soup_message_get_response_headers (message), wipe_cookie, NULL);
}
