/* harness-keyring.h - a keyring of the test's own: libsecret's file, in a folder that goes away.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before anything else of the process: libsecret looks at the environment once. */
void harness_keyring_start (void);
/* The file that it is in; borrowed. It is there once something was stored. */
const char *harness_keyring_get_path (void);
void harness_keyring_stop (void);

G_END_DECLS
