/* plimsoll-http.h - one GET, within limits, to one origin.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-problem.h"

G_BEGIN_DECLS

#define PLIMSOLL_HTTP_ERROR (plimsoll_http_error_quark ())
GQuark plimsoll_http_error_quark (void);

/* Why no answer came; each has its own sentence. */
typedef enum
{
  PLIMSOLL_HTTP_ERROR_NAME, /* the host's name could not be looked up */
  PLIMSOLL_HTTP_ERROR_REFUSED, /* nobody listens there, or the connection broke */
  PLIMSOLL_HTTP_ERROR_UNREACHABLE, /* no route */
  PLIMSOLL_HTTP_ERROR_TIMEOUT, /* the deadline passed */
  PLIMSOLL_HTTP_ERROR_TLS, /* the certificate or the handshake is wrong */
  PLIMSOLL_HTTP_ERROR_PROXY, /* the proxy refuses or is not there */
  PLIMSOLL_HTTP_ERROR_TOO_BIG, /* the body has no end */
  PLIMSOLL_HTTP_ERROR_MALFORMED, /* not HTTP */
} PlimsollHttpError;

/* What a server answered. Immutable once given out. */
typedef struct
{
  guint status;
  char *content_type; /* (owned) (nullable): without parameters, lower case */
  char *location; /* (owned) (nullable): of a redirect, which is never followed */
  gboolean has_retry_after;
  GTimeSpan retry_after; /* 0 or more; meaningless unless has_retry_after */
  GDateTime *date; /* (owned) (nullable): the server's clock */
  gboolean is_challenge; /* a "cf-mitigated" header was there */
  GBytes *body; /* (owned) */
} PlimsollHttpReply;

void plimsoll_http_reply_free (PlimsollHttpReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollHttpReply, plimsoll_http_reply_free)

/* A header of a request. None ever shows up in a log or an error; what the request held is wiped
 * after use. */
typedef struct
{
  const char *name;
  const char *value;
} PlimsollHttpHeader;

#define PLIMSOLL_TYPE_HTTP (plimsoll_http_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollHttp, plimsoll_http, PLIMSOLL, HTTP, GObject)

/* `user_agent` NULL: "Plimsoll/<version> (+https://plimsoll.github.io)" without other names. */
PlimsollHttp *plimsoll_http_new (const char *user_agent);

/* For tests and for people with an own authority: whom to trust instead of the system's list. */
void plimsoll_http_set_trust (PlimsollHttp *self, GTlsDatabase *database);
/* The overall deadline from start to last byte; 15 s unless set. */
void plimsoll_http_set_deadline (PlimsollHttp *self, GTimeSpan deadline);

/* Takes the proxies from https_proxy, http_proxy, all_proxy and no_proxy of `environment`, in
 * either case. Without this call, and when it names none, the desktop's proxies are used. */
void plimsoll_http_set_environment (PlimsollHttp *self, const char *const *environment);
/* (transfer full) (nullable): the proxy that the last request went through, without user and
 * password; NULL when it went directly. */
char *plimsoll_http_dup_proxy (PlimsollHttp *self);

/* `headers` ends with a NULL name. No redirects, no cookies, no retries, body at most 4 MiB after
 * decompression. Any status is an answer; the body of a refusal (not 2xx) that breaks off or has no
 * end is empty, for the status has said it all. Errors are PLIMSOLL_HTTP_ERROR or
 * G_IO_ERROR_CANCELLED; their messages are sentences for people. */
void plimsoll_http_get_async (PlimsollHttp *self,
                              const char *uri,
                              const PlimsollHttpHeader *headers,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
PlimsollHttpReply *
plimsoll_http_get_finish (PlimsollHttp *self, GAsyncResult *result, GError **error);

/* (transfer full): an error of plimsoll_http_get_finish() as a problem: condition offline or
 * bad-reply. */
PlimsollProblem *plimsoll_http_problem_from_error (const GError *error);

G_END_DECLS
