/* harness-server.c - a well-behaved HTTP server on 127.0.0.1 that answers as it is told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A real SoupServer, so that what is tested is what goes over a socket. What no server would do
 * belongs to harness-raw-server.
 *
 * The listening is done here: libsoup 3.2's own listener never frees the sockets that it accepts,
 * and a leak that is always there would hide ours. */

#include "harness-server.h"

#include <libsoup/soup.h>

#include "harness-listen.h"

typedef struct
{
  guint status;
  char *content_type; /* (owned) (nullable) */
  GBytes *body; /* (owned) (nullable) */
  GPtrArray *headers; /* (owned) (element-type utf8): name, value, name, value */
} Answer;

struct _HarnessServer
{
  SoupServer *server; /* (owned) */
  GSocketService *service; /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable): plain HTTP without */
  char *url; /* (owned) */
  guint16 port;
  GQueue *answers; /* (owned) (element-type Answer) */
  GPtrArray *requests; /* (owned) (element-type GHashTable): header name in lower case to value */
  HarnessServerHook hook; /* (nullable) */
  gpointer hook_data;
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->content_type);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_ptr_array_unref (answer->headers);
  g_free (answer);
}

static void
note_header (const char *name, const char *value, gpointer user_data)
{
  g_hash_table_insert (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
give (Answer *answer, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->content_type);
  for (guint i = 0; i < answer->headers->len; i += 2)
    soup_message_headers_append (headers, g_ptr_array_index (answer->headers, i),
                                 g_ptr_array_index (answer->headers, i + 1));
  if (answer->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

static void
on_request_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  HarnessServer *self = user_data;
  GHashTable *seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Answer *answer = NULL;

  soup_message_headers_foreach (soup_server_message_get_request_headers (message), note_header,
                                seen);
  g_hash_table_insert (seen, g_strdup (""), g_strdup (path));
  g_ptr_array_add (self->requests, seen);
  if (self->hook != NULL)
    self->hook (self, self->hook_data);

  answer = g_queue_peek_head (self->answers);
  g_assert_nonnull (answer);
  give (answer, message);
  if (g_queue_get_length (self->answers) > 1)
    answer_free (g_queue_pop_head (self->answers));
}

/* (transfer full) (nullable): what HTTP is spoken over. */
static GIOStream *
wrap (HarnessServer *self, GSocketConnection *connection)
{
  GIOStream *plain = G_IO_STREAM (connection);

  if (self->certificate == NULL)
    return g_object_ref (plain);
  return g_tls_server_connection_new (plain, self->certificate, NULL);
}

static gboolean
on_incoming_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer user_data)
{
  HarnessServer *self = user_data;
  g_autoptr (GIOStream) stream = wrap (self, connection);
  g_autoptr (GSocketAddress) here = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) there = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GError) error = NULL;

  /* Whoever has already gone away has no address any more and wants no answer. */
  if (there == NULL)
    return TRUE;

  soup_server_accept_iostream (self->server, stream, here, there, &error);
  g_assert_no_error (error);
  return TRUE;
}

HarnessServer *
harness_server_new (GTlsCertificate *certificate)
{
  HarnessServer *self = g_new0 (HarnessServer, 1);

  self->answers = g_queue_new ();
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_set_object (&self->certificate, certificate);
  self->server = soup_server_new ("server-header", "Harness", NULL);
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  self->service = harness_listen (&self->port);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming_cb), self);
  self->url =
      g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http", self->port);
  return self;
}

void
harness_server_free (HarnessServer *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  harness_listen_stop (self->service);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_clear_object (&self->certificate);
  g_queue_free_full (self->answers, answer_free);
  g_ptr_array_unref (self->requests);
  g_free (self->url);
  g_free (self);
}

const char *
harness_server_get_url (HarnessServer *self)
{
  return self->url;
}

guint16
harness_server_get_port (HarnessServer *self)
{
  return self->port;
}

void
harness_server_answer_bytes (HarnessServer *self,
                             guint status,
                             const char *content_type,
                             GBytes *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  /* libsoup asserts that a piece of a body is not empty. */
  answer->body = body != NULL && g_bytes_get_size (body) > 0 ? g_bytes_ref (body) : NULL;
  answer->headers = g_ptr_array_new_with_free_func (g_free);
  g_queue_push_tail (self->answers, answer);
}

void
harness_server_answer (HarnessServer *self,
                       guint status,
                       const char *content_type,
                       const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  harness_server_answer_bytes (self, status, content_type, bytes);
}

void
harness_server_add_header (HarnessServer *self, const char *name, const char *value)
{
  Answer *answer = g_queue_peek_tail (self->answers);

  g_ptr_array_add (answer->headers, g_strdup (name));
  g_ptr_array_add (answer->headers, g_strdup (value));
}

void
harness_server_set_hook (HarnessServer *self, HarnessServerHook hook, gpointer user_data)
{
  self->hook = hook;
  self->hook_data = user_data;
}

guint
harness_server_count (HarnessServer *self)
{
  return self->requests->len;
}

const char *
harness_server_get_header (HarnessServer *self, guint index, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  g_assert_cmpuint (index, <, self->requests->len);
  return g_hash_table_lookup (g_ptr_array_index (self->requests, index), lower);
}
