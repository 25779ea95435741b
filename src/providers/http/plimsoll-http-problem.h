/* plimsoll-http-problem.h - why no answer came, as an error and as a sentence.
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

/* (transfer full): an error of plimsoll_http_get_finish() as a problem: condition offline or
 * bad-reply. */
PlimsollProblem *plimsoll_http_problem_from_error (const GError *error);

/* For the transport: what is known about a request that failed. */
typedef struct
{
  const GError *cause; /* (nullable): as GIO or libsoup gave it */
  const char *host; /* of the server */
  const char *proxy; /* (nullable): the proxy that was to be used, without password */
  GTlsCertificateFlags certificate; /* what was wrong with the certificate, if anything */
  gboolean is_late; /* the deadline passed */
  gboolean is_answered; /* headers came */
} PlimsollHttpFailure;

/* (transfer full): in PLIMSOLL_HTTP_ERROR; its message is the sentence. Nothing of the cause's own
 * text is in it. */
GError *plimsoll_http_failure_to_error (const PlimsollHttpFailure *failure);
/* (transfer full): the body has no end. */
GError *plimsoll_http_error_new_too_big (const char *host);

G_END_DECLS
