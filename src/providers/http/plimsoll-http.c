/* plimsoll-http.c - one GET, within limits, to one origin.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that could make a request last, grow or wander is bounded here: one deadline over name
 * lookup, connection, TLS, headers and body; 4 MiB of body counted after decompression, so that a
 * bomb stops there; no redirect is followed, no cookie kept, no cache asked, no request repeated.
 * It judges no status: what an answer means is for the provider. */

#include "plimsoll-http.h"

#include <libsoup/soup.h>

#include "plimsoll-config.h"
#include "plimsoll-http-problem.h"
#include "plimsoll-http-reply.h"
#include "plimsoll-input.h"
#include "plimsoll-proxies.h"

#define DEFAULT_USER_AGENT "Plimsoll/" PLIMSOLL_VERSION " (+https://plimsoll.github.io)"
#define DEFAULT_DEADLINE (15 * G_TIME_SPAN_SECOND)
#define CHUNK_BYTES (64 * 1024)

struct _PlimsollHttp
{
  GObject parent_instance;

  SoupSession *session; /* (owned) (nullable): made for the first request */
  PlimsollProxies *proxies; /* (owned) */
  char *user_agent; /* (owned) */
  GTimeSpan deadline;
};

G_DEFINE_FINAL_TYPE (PlimsollHttp, plimsoll_http, G_TYPE_OBJECT)

/* Most commands ask the service and never send a request: a session would cost them a third of
 * their time. A new one has no cookies, no cache and no HSTS list, and answers a proxy that wants
 * the password of its URI. Unpacking is ours, for its limits. */
static SoupSession *
get_session (PlimsollHttp *self)
{
  if (self->session == NULL)
    {
      self->session =
          soup_session_new_with_options ("proxy-resolver", self->proxies, "timeout", 0, NULL);
      soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
    }

  return self->session;
}

/* One request on its way. */
typedef struct
{
  SoupMessage *message; /* (owned) */
  GCancellable *stop; /* (owned): pulled by the deadline and by the caller's cancellable */
  GCancellable *caller; /* (owned) (nullable) */
  gulong caller_id;
  GSource *timer; /* (owned) (nullable) */
  gboolean is_late;
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body; /* (owned) */
} Request;

static void
request_free (Request *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_cancellable_disconnect (self->caller, self->caller_id);

  plimsoll_http_message_wipe (self->message);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->stop);
  g_clear_object (&self->caller);
  g_byte_array_unref (self->body);
  g_free (self);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Request *request = user_data;

  request->is_late = TRUE;
  g_cancellable_cancel (request->stop);
  return G_SOURCE_REMOVE;
}

static void
on_caller_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static const char *
get_host (Request *request)
{
  return g_uri_get_host (soup_message_get_uri (request->message));
}

static gboolean
is_success (Request *request)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (request->message));
}

static void
return_reply (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_bytes_new (request->body->data, request->body->len);

  g_task_return_pointer (task, plimsoll_http_reply_new (request->message, body),
                         (GDestroyNotify) plimsoll_http_reply_free);
}

/* A failure before the headers came, or in the body of a success. */
static void
return_failure (GTask *task, const GError *cause)
{
  PlimsollHttp *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autofree char *proxy = plimsoll_proxies_dup_last (self->proxies);
  PlimsollHttpFailure failure = {
    .cause = cause,
    .host = get_host (request),
    .proxy = proxy,
    .certificate = soup_message_get_tls_peer_certificate_errors (request->message),
    .is_late = request->is_late,
    .is_answered = request->stream != NULL,
  };

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_error (task, plimsoll_http_failure_to_error (&failure));
}

/* The status of a refusal has said it all, with or without its body. */
static void
return_without_body (GTask *task, GError *error)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  if (is_success (request))
    {
      if (g_error_matches (owned, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TOO_BIG))
        g_task_return_error (task, g_steal_pointer (&owned));
      else
        return_failure (task, owned);
      return;
    }

  g_byte_array_set_size (request->body, 0);
  return_reply (task);
}

static void read_chunk (GTask *task);

static void
on_chunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = chunk != NULL ? g_bytes_get_size (chunk) : 0;

  if (chunk == NULL)
    return_without_body (task, error);
  else if (length == 0)
    return_reply (task);
  else if (request->body->len + length > PLIMSOLL_INPUT_MAX_BYTES)
    return_without_body (task, plimsoll_http_error_new_too_big (get_host (request)));
  else
    {
      g_byte_array_append (request->body, g_bytes_get_data (chunk, NULL), (guint) length);
      read_chunk (g_steal_pointer (&task));
    }
}

/* (transfer full) for `task`. */
static void
read_chunk (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (request->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, request->stop,
                                   on_chunk_cb, task);
}

/* libsoup's own unpacking takes a packed body that breaks off for a whole one; a converter does
 * not. What was not asked for ("br") cannot be read and is an error. */
static gboolean
unpack_stream (Request *request, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  g_autoptr (GConverter) unpacker = NULL;
  g_autoptr (GInputStream) packed = NULL;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (encoding, "gzip") != 0 && g_ascii_strcasecmp (encoding, "x-gzip") != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "unknown encoding");
      return FALSE;
    }

  unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  packed = g_steal_pointer (&request->stream);
  request->stream = g_converter_input_stream_new (packed, unpacker);
  return TRUE;
}

/* A proxy that refuses to open the tunnel answers in the server's place; then nobody showed a
 * certificate. */
static gboolean
is_answer_of_proxy (Request *request)
{
  return g_str_equal (g_uri_get_scheme (soup_message_get_uri (request->message)), "https")
         && soup_message_get_tls_peer_certificate (request->message) == NULL;
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  request->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (request->stream != NULL && is_answer_of_proxy (request))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, "no tunnel");

  if (error != NULL)
    return_failure (task, error);
  else if (!unpack_stream (request, &error))
    return_without_body (task, g_steal_pointer (&error));
  else
    read_chunk (g_steal_pointer (&task));
}

/* (transfer full) for `message`. */
static Request *
request_new (PlimsollHttp *self, SoupMessage *message, GCancellable *caller)
{
  Request *request = g_new0 (Request, 1);

  request->message = message;
  request->stop = g_cancellable_new ();
  request->body = g_byte_array_new ();
  if (caller != NULL)
    {
      request->caller = g_object_ref (caller);
      request->caller_id = g_cancellable_connect (caller, G_CALLBACK (on_caller_cancelled_cb),
                                                  g_object_ref (request->stop), g_object_unref);
    }

  request->timer = g_timeout_source_new ((guint) (self->deadline / G_TIME_SPAN_MILLISECOND));
  g_source_set_callback (request->timer, on_deadline_cb, request, NULL);
  g_source_attach (request->timer, g_main_context_get_thread_default ());
  return request;
}

void
plimsoll_http_get_async (PlimsollHttp *self,
                         const char *uri,
                         const PlimsollHttpHeader *headers,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SoupMessage *message = plimsoll_http_message_new (uri, self->user_agent, headers);
  Request *request = NULL;

  g_task_set_source_tag (task, plimsoll_http_get_async);
  if (message == NULL)
    {
      g_task_return_new_error (task, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_MALFORMED,
                               "the address or a header cannot be sent");
      return;
    }

  request = request_new (self, message, cancellable);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  soup_session_send_async (get_session (self), message, G_PRIORITY_DEFAULT, request->stop,
                           on_sent_cb, g_steal_pointer (&task));
}

PlimsollHttpReply *
plimsoll_http_get_finish (PlimsollHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
plimsoll_http_dispose (GObject *object)
{
  PlimsollHttp *self = PLIMSOLL_HTTP (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->proxies);
  G_OBJECT_CLASS (plimsoll_http_parent_class)->dispose (object);
}

static void
plimsoll_http_finalize (GObject *object)
{
  g_free (PLIMSOLL_HTTP (object)->user_agent);
  G_OBJECT_CLASS (plimsoll_http_parent_class)->finalize (object);
}

static void
plimsoll_http_class_init (PlimsollHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plimsoll_http_dispose;
  object_class->finalize = plimsoll_http_finalize;
}

static void
plimsoll_http_init (PlimsollHttp *self)
{
  self->deadline = DEFAULT_DEADLINE;
  self->user_agent = g_strdup (DEFAULT_USER_AGENT);
  self->proxies = plimsoll_proxies_new ();
}

/* A name that cannot stand in a header is as good as none. */
static void
set_user_agent (PlimsollHttp *self, const char *user_agent)
{
  if (user_agent == NULL || !plimsoll_http_message_is_header_value (user_agent))
    return;

  g_free (self->user_agent);
  self->user_agent = g_strdup (user_agent);
}

PlimsollHttp *
plimsoll_http_new (const char *user_agent)
{
  PlimsollHttp *self = g_object_new (PLIMSOLL_TYPE_HTTP, NULL);

  set_user_agent (self, user_agent);
  return self;
}

void
plimsoll_http_set_trust (PlimsollHttp *self, GTlsDatabase *database)
{
  soup_session_set_tls_database (get_session (self), database);
}

void
plimsoll_http_set_deadline (PlimsollHttp *self, GTimeSpan deadline)
{
  self->deadline = deadline;
}

void
plimsoll_http_set_environment (PlimsollHttp *self, const char *const *environment)
{
  set_user_agent (self, g_environ_getenv ((char **) environment, "PLIMSOLL_USER_AGENT"));
  plimsoll_proxies_set_environment (self->proxies, environment);
}

char *
plimsoll_http_dup_proxy (PlimsollHttp *self)
{
  return plimsoll_proxies_dup_last (self->proxies);
}
