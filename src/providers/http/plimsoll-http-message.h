/* plimsoll-http-message.h - a request as it goes out.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A header of a request. None ever shows up in a log or an error; what the request held is wiped
 * after use. */
typedef struct
{
  const char *name;
  const char *value;
} PlimsollHttpHeader;

/* For the transport only, so that nobody else needs libsoup's headers. */
typedef struct _SoupMessage SoupMessage;

/* (transfer full) (nullable): NULL when `address` or one of `headers` cannot be sent. */
SoupMessage *plimsoll_http_message_new (const char *address,
                                        const char *user_agent,
                                        const PlimsollHttpHeader *headers);
/* Overwrites the headers' copies, and cookies that came, once nobody reads them any more. */
void plimsoll_http_message_wipe (SoupMessage *message);

/* FALSE for what could start a header of its own. */
gboolean plimsoll_http_message_is_header_value (const char *value);

G_END_DECLS
