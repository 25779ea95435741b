/* plimsoll-origin.c - which addresses a token may be sent to.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A base URL comes from a variable or a setting, so from anywhere. The token goes out encrypted or
 * not off this machine. The host is judged as the parser of the library that connects sees it: GUri
 * for both. */

#include "plimsoll-origin.h"

#include <gio/gio.h>
#include <string.h>

/* Names other than localhost are not looked up: what a name server says is not this machine. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;

  return g_inet_address_get_is_loopback (address);
}

static gboolean
is_plain_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || *p == '\\')
      return FALSE;

  return TRUE;
}

gboolean
plimsoll_origin_is_safe (const char *base_url)
{
  g_autoptr (GUri) uri = NULL;
  const char *host = NULL;

  if (base_url == NULL || !is_plain_text (base_url))
    return FALSE;

  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    return FALSE;

  /* GUri gives the scheme in lower case. */
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;

  return g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (host);
}

gboolean
plimsoll_origin_is_local (const char *base_url)
{
  g_autoptr (GUri) uri = NULL;

  if (!plimsoll_origin_is_safe (base_url))
    return FALSE;

  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  return is_loopback (g_uri_get_host (uri));
}

char *
plimsoll_origin_join (const char *base_url, const char *path)
{
  gsize length = 0;

  if (!plimsoll_origin_is_safe (base_url))
    return NULL;

  length = strlen (base_url);
  while (length > 0 && base_url[length - 1] == '/')
    length--;

  return g_strdup_printf ("%.*s%s", (int) length, base_url, path);
}
