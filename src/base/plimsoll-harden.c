/* plimsoll-harden.c - keeps a process that holds a token from leaving it behind.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A crash would write the token into a core file that other tools collect and upload. Both locks
 * are set: the resource limit holds for plain core files, the dumpable flag for pipe handlers such
 * as systemd-coredump, which ignore the limit. Failing to set them is no reason not to run. */

#include "plimsoll-harden.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/* As the process found it. Its hard half stays as it is: nobody but root could raise it again. */
static struct rlimit found_core;
static int is_core_found;

void
plimsoll_harden_process (void)
{
  struct rlimit no_core = { 0, 0 };

  if (!is_core_found)
    is_core_found = getrlimit (RLIMIT_CORE, &found_core) == 0;
  if (is_core_found)
    no_core.rlim_max = found_core.rlim_max;
  (void) setrlimit (RLIMIT_CORE, &no_core);
  (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void
plimsoll_harden_undo (void)
{
  /* The dumpable flag comes back by itself with exec. */
  if (is_core_found)
    (void) setrlimit (RLIMIT_CORE, &found_core);
}
