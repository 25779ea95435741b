/* harness-server.h - a well-behaved HTTP server on 127.0.0.1 that answers as it is told.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HarnessServer HarnessServer;

/* Called when a request came, before it is answered. */
typedef void (*HarnessServerHook) (HarnessServer *server, gpointer user_data);

/* `certificate` NULL: plain HTTP. */
HarnessServer *harness_server_new (GTlsCertificate *certificate);
void harness_server_free (HarnessServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HarnessServer, harness_server_free)

/* "http://127.0.0.1:12345"; borrowed. */
const char *harness_server_get_url (HarnessServer *self);
guint16 harness_server_get_port (HarnessServer *self);

/* Queues an answer; the last one is given again and again. `content_type` and `body` may be NULL.
 */
void harness_server_answer (HarnessServer *self,
                            guint status,
                            const char *content_type,
                            const char *body);
void harness_server_answer_bytes (HarnessServer *self,
                                  guint status,
                                  const char *content_type,
                                  GBytes *body);
/* Adds a header to the answer queued last. */
void harness_server_add_header (HarnessServer *self, const char *name, const char *value);
void harness_server_set_hook (HarnessServer *self, HarnessServerHook hook, gpointer user_data);

guint harness_server_count (HarnessServer *self);
/* (nullable): a header of the request with that number, from 0; "" names the path. */
const char *harness_server_get_header (HarnessServer *self, guint index, const char *name);

G_END_DECLS
