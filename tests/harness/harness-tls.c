/* harness-tls.c - certificates of the tests' own authority.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files are made by make-certificates while the tests are built, so that no key lies in the
 * repository and none of them expires there. */

#include "harness-tls.h"

static char *
find (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  return g_test_build_filename (G_TEST_BUILT, "harness", file, NULL);
}

GTlsCertificate *
harness_tls_load (const char *name)
{
  g_autofree char *path = find (name);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

GTlsDatabase *
harness_tls_load_trust (void)
{
  g_autofree char *path = find ("authority");
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  return database;
}
