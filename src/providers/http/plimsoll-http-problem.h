/* plimsoll-http-problem.h - why no answer came, as an error and as a sentence.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http.h"

G_BEGIN_DECLS

/* What is known about a request that failed. */
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
