/* harness-log.h - everything that was logged, so that a test can look for what must not be there.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Call once, first in main(). From then on debug messages of all libraries are caught too. */
void harness_log_install (void);
/* Fails the test when `text` was ever logged by anybody. */
void harness_log_assert_lacks (const char *text);

G_END_DECLS
