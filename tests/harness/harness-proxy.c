/* harness-proxy.c - an HTTP proxy on 127.0.0.1 that opens tunnels to one port.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With it a test can use a real host name over real TLS without a name server. */

#include "harness-proxy.h"

#include <string.h>

#include "harness-listen.h"

struct _HarnessProxy
{
  GSocketService *service; /* (owned) */
  GSocketClient *connector; /* (owned) */
  GCancellable *stop; /* (owned) */
  GString *heard; /* (owned) */
  guint16 port;
  guint16 target;
};

typedef struct
{
  HarnessProxy *proxy; /* (unowned): outlives its tunnels, for its end stops them */
  GSocketConnection *client; /* (owned) */
  GSocketConnection *server; /* (owned) (nullable) */
  guint n_open; /* directions in which bytes still flow */
  char first[4096];
} Tunnel;

static const char ESTABLISHED[] = "HTTP/1.1 200 Connection established\r\n\r\n";

static void
tunnel_free (Tunnel *self)
{
  g_object_unref (self->client);
  g_clear_object (&self->server);
  g_free (self);
}

/* When one side is done, so is the other: no test needs half-open connections. */
static void
on_direction_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tunnel *tunnel = user_data;
  GSocket *client = g_socket_connection_get_socket (tunnel->client);
  GSocket *server = g_socket_connection_get_socket (tunnel->server);

  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL);
  g_socket_shutdown (client, TRUE, TRUE, NULL);
  g_socket_shutdown (server, TRUE, TRUE, NULL);
  if (--tunnel->n_open == 0)
    tunnel_free (tunnel);
}

static void
flow (Tunnel *tunnel, GSocketConnection *from, GSocketConnection *to)
{
  tunnel->n_open++;
  g_output_stream_splice_async (g_io_stream_get_output_stream (G_IO_STREAM (to)),
                                g_io_stream_get_input_stream (G_IO_STREAM (from)),
                                G_OUTPUT_STREAM_SPLICE_NONE, G_PRIORITY_DEFAULT,
                                tunnel->proxy->stop, on_direction_done_cb, tunnel);
}

static void
on_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tunnel *tunnel = user_data;

  tunnel->server = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (tunnel->server == NULL)
    {
      tunnel_free (tunnel);
      return;
    }

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (tunnel->client)),
                             ESTABLISHED, strlen (ESTABLISHED), NULL, NULL, NULL);
  flow (tunnel, tunnel->client, tunnel->server);
  flow (tunnel, tunnel->server, tunnel->client);
}

static void
on_first_bytes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tunnel *tunnel = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (length <= 0)
    {
      tunnel_free (tunnel);
      return;
    }

  /* CONNECT and its headers are one small write of libsoup's, and arrive as one. */
  g_string_append_len (tunnel->proxy->heard, tunnel->first, length);
  g_socket_client_connect_to_host_async (tunnel->proxy->connector, "127.0.0.1",
                                         tunnel->proxy->target, tunnel->proxy->stop,
                                         on_connected_cb, tunnel);
}

static gboolean
on_incoming_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer user_data)
{
  Tunnel *tunnel = g_new0 (Tunnel, 1);

  tunnel->proxy = user_data;
  tunnel->client = g_object_ref (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), tunnel->first,
                             sizeof tunnel->first, G_PRIORITY_DEFAULT, tunnel->proxy->stop,
                             on_first_bytes_cb, tunnel);
  return TRUE;
}

HarnessProxy *
harness_proxy_new (guint16 port)
{
  HarnessProxy *self = g_new0 (HarnessProxy, 1);

  self->target = port;
  self->heard = g_string_new (NULL);
  self->stop = g_cancellable_new ();
  self->connector = g_socket_client_new ();
  g_socket_client_set_enable_proxy (self->connector, FALSE);
  self->service = harness_listen (&self->port);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming_cb), self);
  return self;
}

void
harness_proxy_free (HarnessProxy *self)
{
  harness_listen_stop (self->service);
  g_cancellable_cancel (self->stop);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_object_unref (self->connector);
  g_object_unref (self->stop);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

guint16
harness_proxy_get_port (HarnessProxy *self)
{
  return self->port;
}

const char *
harness_proxy_get_heard (HarnessProxy *self)
{
  return self->heard->str;
}
