/* redirect-catalogues.c - lets a program that was not installed speak its languages.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preloaded into the real programs: catalogues are looked for in PLIMSOLL_TEST_LOCALEDIR instead of
 * where they will be installed. Never installed itself. */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <libintl.h>
#include <stdlib.h>

char *
bindtextdomain (const char *domain, const char *folder)
{
  static char *(*real) (const char *, const char *);
  const char *other = getenv ("PLIMSOLL_TEST_LOCALEDIR");

  if (real == NULL)
    /* ISO C knows no way from an object's address to a function's; POSIX asks for this one. */
    *(void **) &real = dlsym (RTLD_NEXT, "bindtextdomain");

  return real (domain, folder != NULL && other != NULL ? other : folder);
}
