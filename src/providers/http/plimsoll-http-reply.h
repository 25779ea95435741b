/* plimsoll-http-reply.h - what a server answered, taken out of libsoup's message.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "plimsoll-http.h"

G_BEGIN_DECLS

/* (transfer full) */
PlimsollHttpReply *plimsoll_http_reply_new (SoupMessage *message, GBytes *body);

G_END_DECLS
