/* plimsoll-page-server.c - pages over HTTP, for `plimsoll export --listen`.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stands here and not in the terminal, which links no libsoup, nor among the providers, which only
 * ask: the app is the one place that has both. GIO accepts the connections and libsoup speaks on
 * them: libsoup 3.2 loses a socket object with each that it accepts itself, which adds up in a
 * process that stays for weeks, and GIO lets us count them. It answers GET and HEAD and nothing
 * else, keeps no connection and no body, and waits for nobody for long. At a loopback address it
 * answers only to loopback names: otherwise any page in a browser could read the numbers through a
 * name of its own that it points to this machine. */
#include "plimsoll-page-server.h"

#include <libsoup/soup.h>

/* Longer than any honest collector takes to ask on one machine. */
#define PATIENCE_SECONDS 10u

/* Collectors are few; more at a time are turned away. */
#define MOST_CONNECTIONS 32u

/* Counted: connections may outlive the server. */
typedef struct
{
  PlimsollPageFunc page;
  gpointer page_data; /* borrowed */
  gboolean is_loopback;
  GSocketService *service; /* (owned) (nullable): NULL once nobody listens any more */
  SoupServer *server; /* (owned) (nullable): so is this */
  guint n_connections;
} Pages;

/* TRUE when the name that the asker calls us by is one of this machine alone. */
static gboolean
is_loopback_name (const char *host)
{
  g_autoptr (GSocketConnectable) name =
      host != NULL ? g_network_address_parse (host, 80, NULL) : NULL;
  const char *bare = name != NULL ? g_network_address_get_hostname (G_NETWORK_ADDRESS (name)) : "";
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (bare);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (bare, "localhost") == 0;
}

static void
refuse (SoupServerMessage *message, guint status, const char *sentence)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_STATIC,
                                    sentence, strlen (sentence));
}

static void
on_asked_cb (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  const Pages *pages = user_data;
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *said = soup_server_message_get_response_headers (message);
  g_autofree char *body = NULL;
  const char *type = NULL;
  gsize length = 0;

  soup_message_headers_replace (said, "Connection", "close");
  soup_message_headers_replace (said, "Cache-Control", "no-store");
  soup_message_headers_replace (said, "X-Content-Type-Options", "nosniff");
  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    {
      soup_message_headers_replace (said, "Allow", "GET, HEAD");
      refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
      return;
    }
  if (pages->is_loopback && !is_loopback_name (soup_message_headers_get_one (asked, "Host")))
    {
      refuse (message, SOUP_STATUS_FORBIDDEN, "This address is called localhost.\n");
      return;
    }
  body =
      pages->page (path, soup_message_headers_get_list (asked, "Accept"), &type, pages->page_data);
  if (body == NULL)
    {
      refuse (message, SOUP_STATUS_NOT_FOUND, "There is no such page; there is /metrics.\n");
      return;
    }
  length = strlen (body);
  soup_message_headers_replace (said, "Vary", "Accept");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, g_steal_pointer (&body),
                                    length);
}

/* Whatever somebody sends along is thrown away as it comes. */
static void
on_request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static void
on_connection_gone_cb (gpointer data, GObject *connection)
{
  Pages *pages = data;

  pages->n_connections--;
  g_rc_box_release (pages);
}

static gboolean
on_incoming_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer user_data)
{
  Pages *pages = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  /* Without another reference it is closed. */
  if (pages->n_connections >= MOST_CONNECTIONS || local == NULL || remote == NULL)
    return TRUE;
  pages->n_connections++;
  g_object_weak_ref (G_OBJECT (connection), on_connection_gone_cb, g_rc_box_acquire (pages));
  g_socket_set_timeout (g_socket_connection_get_socket (connection), PATIENCE_SECONDS);
  (void) soup_server_accept_iostream (pages->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

/* Takes over `service`. */
static Pages *
pages_new (PlimsollPageFunc page,
           gpointer page_data,
           GSocketAddress *address,
           GSocketService *service)
{
  GInetAddress *host = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  Pages *self = g_rc_box_new0 (Pages);

  self->page = page;
  self->page_data = page_data;
  self->is_loopback = g_inet_address_get_is_loopback (host);
  self->service = service;
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming_cb), self);
  self->server = soup_server_new ("server-header", "plimsoll", NULL);
  soup_server_add_handler (self->server, NULL, on_asked_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started_cb), NULL);
  return self;
}

static void
pages_close (gpointer data)
{
  Pages *self = data;

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_rc_box_release (self);
}

static char *
dup_uri (GSocketAddress *address)
{
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  gboolean has_colons = strchr (host, ':') != NULL;

  return g_strdup_printf ("http://%s%s%s:%u/metrics", has_colons ? "[" : "", host,
                          has_colons ? "]" : "", g_inet_socket_address_get_port (inet));
}

GObject *
plimsoll_page_server_listen (
    GSocketAddress *address, PlimsollPageFunc page, gpointer page_data, char **uri, GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GSocketAddress) real = NULL;
  GObject *handle = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &real, error))
    return NULL;
  *uri = dup_uri (real);
  /* The service itself would not do: it holds a reference to itself while it listens. */
  handle = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data_full (handle, "plimsoll-pages",
                          pages_new (page, page_data, address, g_steal_pointer (&service)),
                          pages_close);
  return handle;
}
