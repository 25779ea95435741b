/* harness-raw-server.h - a server that sends exact bytes, and misbehaves.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HarnessRawServer HarnessRawServer;

typedef enum
{
  HARNESS_RAW_CLOSE, /* the bytes, then the end */
  HARNESS_RAW_HOLD, /* the bytes, then silence on an open connection */
  HARNESS_RAW_REPEAT, /* the bytes, then `repeated` without end */
} HarnessRawEnd;

/* Sends `bytes` to whoever connects, once the first bytes of a request arrived. */
HarnessRawServer *
harness_raw_server_new (const char *bytes, gssize length, HarnessRawEnd end, const char *repeated);
void harness_raw_server_free (HarnessRawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HarnessRawServer, harness_raw_server_free)

/* "http://127.0.0.1:12345"; borrowed. */
const char *harness_raw_server_get_url (HarnessRawServer *self);
guint16 harness_raw_server_get_port (HarnessRawServer *self);
/* How many connections sent something; the address stays valid and can be waited on. */
const guint *harness_raw_server_peek_count (HarnessRawServer *self);

G_END_DECLS
