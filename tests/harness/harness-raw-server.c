/* harness-raw-server.c - a server that sends exact bytes, and misbehaves.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No HTTP in here: bytes out, after the first bytes came in. */

#include "harness-raw-server.h"

#include <string.h>

#include "harness-listen.h"

struct _HarnessRawServer
{
  GSocketService *service; /* (owned) */
  GPtrArray *connections; /* (owned) (element-type GSocketConnection): held open until the end */
  GCancellable *stop; /* (owned) */
  GBytes *bytes; /* (owned) */
  GBytes *repeated; /* (owned) */
  HarnessRawEnd end;
  char *url; /* (owned) */
  guint16 port;
  guint count;
};

typedef struct
{
  HarnessRawServer *server; /* (unowned): outlives the loop, for its end stops all */
  GSocketConnection *connection; /* (unowned): in the server's list */
  char first[4096];
} Visit;

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;
  g_autoptr (GError) error = NULL;

  /* An error says that the client went away or the server ends: nothing here may be touched then.
   */
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_free (visit);
      return;
    }

  if (visit->server->end == HARNESS_RAW_REPEAT)
    {
      GBytes *again = visit->server->repeated;

      g_output_stream_write_all_async (G_OUTPUT_STREAM (source), g_bytes_get_data (again, NULL),
                                       g_bytes_get_size (again), G_PRIORITY_DEFAULT,
                                       visit->server->stop, on_written_cb, visit);
      return;
    }

  if (visit->server->end == HARNESS_RAW_CLOSE)
    g_io_stream_close (G_IO_STREAM (visit->connection), NULL, NULL);
  g_free (visit);
}

static void
on_first_bytes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;
  HarnessRawServer *self = visit->server;
  GOutputStream *output = NULL;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) <= 0)
    {
      g_free (visit);
      return;
    }

  self->count++;
  output = g_io_stream_get_output_stream (G_IO_STREAM (visit->connection));
  g_output_stream_write_all_async (output, g_bytes_get_data (self->bytes, NULL),
                                   g_bytes_get_size (self->bytes), G_PRIORITY_DEFAULT, self->stop,
                                   on_written_cb, visit);
}

static gboolean
on_incoming_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer user_data)
{
  HarnessRawServer *self = user_data;
  Visit *visit = g_new0 (Visit, 1);

  visit->server = self;
  visit->connection = connection;
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), visit->first,
                             sizeof visit->first, G_PRIORITY_DEFAULT, self->stop, on_first_bytes_cb,
                             visit);
  return TRUE;
}

HarnessRawServer *
harness_raw_server_new (const char *bytes, gssize length, HarnessRawEnd end, const char *repeated)
{
  HarnessRawServer *self = g_new0 (HarnessRawServer, 1);

  self->end = end;
  self->bytes = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  self->repeated = g_bytes_new (repeated, repeated != NULL ? strlen (repeated) : 0);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->stop = g_cancellable_new ();
  self->service = harness_listen (&self->port);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming_cb), self);

  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
harness_raw_server_free (HarnessRawServer *self)
{
  harness_listen_stop (self->service);
  g_cancellable_cancel (self->stop);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_ptr_array_unref (self->connections);
  g_object_unref (self->stop);
  g_bytes_unref (self->bytes);
  g_bytes_unref (self->repeated);
  g_free (self->url);
  g_free (self);
}

const char *
harness_raw_server_get_url (HarnessRawServer *self)
{
  return self->url;
}

guint16
harness_raw_server_get_port (HarnessRawServer *self)
{
  return self->port;
}

const guint *
harness_raw_server_peek_count (HarnessRawServer *self)
{
  return &self->count;
}
