/* harness-listen.c - a socket on 127.0.0.1 that takes connections.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the servers that are no SoupServer. Nothing outside this machine can reach them. */

#include "harness-listen.h"

GSocketService *
harness_listen (guint16 *port)
{
  GSocketService *service = g_socket_service_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return service;
}

void
harness_listen_stop (GSocketService *service)
{
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
  g_object_unref (service);
}

guint16
harness_listen_find_closed_port (void)
{
  guint16 port = 0;

  harness_listen_stop (harness_listen (&port));
  return port;
}
