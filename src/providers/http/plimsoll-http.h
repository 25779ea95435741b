/* plimsoll-http.h - one GET, within limits, to one origin.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-http-message.h"
#include "plimsoll-http-problem.h"
#include "plimsoll-http-reply.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_HTTP (plimsoll_http_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollHttp, plimsoll_http, PLIMSOLL, HTTP, GObject)

/* `user_agent` NULL: "Plimsoll/<version> (+https://plimsoll.github.io)" without other names. */
PlimsollHttp *plimsoll_http_new (const char *user_agent);

/* For tests and for people with an own authority: whom to trust instead of the system's list. */
void plimsoll_http_set_trust (PlimsollHttp *self, GTlsDatabase *database);
/* The overall deadline from start to last byte; 15 s unless set. */
void plimsoll_http_set_deadline (PlimsollHttp *self, GTimeSpan deadline);

/* Takes another name to go by from PLIMSOLL_USER_AGENT, and the proxies from https_proxy,
 * http_proxy, all_proxy and no_proxy of `environment`, in either case. Without this call, and when
 * it names none, the desktop's proxies are used. */
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

G_END_DECLS
