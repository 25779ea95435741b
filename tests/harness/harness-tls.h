/* harness-tls.h - certificates of the tests' own authority, made at build time.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): "good", "elsewhere" (another host name), "expired", "stranger" (another
 * authority). */
GTlsCertificate *harness_tls_load (const char *name);
/* (transfer full): trusts the tests' authority and nobody else. */
GTlsDatabase *harness_tls_load_trust (void);

G_END_DECLS
