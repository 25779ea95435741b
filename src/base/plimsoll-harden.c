/* plimsoll-harden.c - keeps a process that holds a token from leaving it behind.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A crash would write the token into a core file that other tools collect and upload. Both locks
 * are set: the resource limit holds for plain core files, the dumpable flag for pipe handlers such
 * as systemd-coredump, which ignore the limit. Failing to set them is no reason not to run. */

#include "plimsoll-harden.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void
plimsoll_harden_process (void)
{
  const struct rlimit no_core = { 0, 0 };

  (void) setrlimit (RLIMIT_CORE, &no_core);
  (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}
