/* plimsoll-http-reply.h - what a server answered, for whoever has to judge it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

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
  GStrv cookies; /* (owned) (nullable): each "Set-Cookie" as it came; wiped when let go, never shown
                  */
  GBytes *body; /* (owned) */
} PlimsollHttpReply;

void plimsoll_http_reply_free (PlimsollHttpReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollHttpReply, plimsoll_http_reply_free)

/* For the transport only, so that nobody else needs libsoup's headers. */
typedef struct _SoupMessage SoupMessage;
/* (transfer full) */
PlimsollHttpReply *plimsoll_http_reply_new (SoupMessage *message, GBytes *body);

G_END_DECLS
