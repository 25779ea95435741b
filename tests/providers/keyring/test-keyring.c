/* test-keyring.c - keys that the person entered, in the desktop's keyring and nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libsecret keeps its things in a file here, encrypted as inside a sandbox. */

#include "plimsoll-keyring.h"

#include <string.h>

#include "harness-keyring.h"
#include "harness-wait.h"

#define KEY "sk-ant-sid01-FAKE-keyring-0123456789abcdef"
#define OTHER_KEY "sk-ant-sid01-FAKE-keyring-fedcba9876543210"

static const PlimsollKeyringPlace PLACE = { "claude-web", "claude:default" };
static const PlimsollKeyringPlace OTHER_PLACE = { "claude-web", "claude:work" };

static gboolean
store (const PlimsollKeyringPlace *place, const char *text, GError **error)
{
  g_autoptr (PlimsollSecret) secret = plimsoll_secret_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  plimsoll_keyring_store_async (place, "Plimsoll", secret, NULL, harness_on_done_cb, &slot);
  result = harness_wait (&slot);
  return plimsoll_keyring_store_finish (result, error);
}

static PlimsollSecret *
look_up (const PlimsollKeyringPlace *place, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  plimsoll_keyring_look_up_async (place, NULL, harness_on_done_cb, &slot);
  result = harness_wait (&slot);
  return plimsoll_keyring_look_up_finish (result, error);
}

static gboolean
remove_key (const PlimsollKeyringPlace *place, gboolean *was_there, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  plimsoll_keyring_remove_async (place, NULL, harness_on_done_cb, &slot);
  result = harness_wait (&slot);
  return plimsoll_keyring_remove_finish (result, was_there, error);
}

static void
assert_holds (const PlimsollKeyringPlace *place, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollSecret) secret = look_up (place, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret != NULL ? plimsoll_secret_peek (secret) : NULL, ==, text);
}

/* A key that was stored is found, per account; storing again takes its place; removing ends it. */
static void
test_keeps (void)
{
  g_autoptr (GError) error = NULL;
  gboolean was_there = FALSE;

  assert_holds (&PLACE, NULL);
  g_assert_true (store (&PLACE, KEY, &error));
  assert_holds (&PLACE, KEY);
  assert_holds (&OTHER_PLACE, NULL);
  g_assert_true (store (&PLACE, OTHER_KEY, &error));
  assert_holds (&PLACE, OTHER_KEY);

  g_assert_true (remove_key (&PLACE, &was_there, &error));
  g_assert_true (was_there);
  assert_holds (&PLACE, NULL);
  g_assert_true (remove_key (&PLACE, &was_there, &error));
  g_assert_false (was_there);
}

/* What is on the disk is not the key. */
static void
test_encrypted (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (store (&PLACE, KEY, &error));
  g_assert_true (g_file_get_contents (harness_keyring_get_path (), &bytes, &length, &error));
  g_assert_cmpuint (length, >, strlen (KEY));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "sk-ant-"));
}

/* Somebody who stops waiting gets the word for that, not a story about keyrings. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;

  plimsoll_keyring_look_up_async (&PLACE, cancellable, harness_on_done_cb, &slot);
  g_cancellable_cancel (cancellable);
  result = harness_wait (&slot);
  g_assert_null (plimsoll_keyring_look_up_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Where there is no keyring, that is what is said, whatever is wanted of it. */
static void
test_none (void)
{
  gboolean was_there = TRUE;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlimsollSecret) secret = NULL;

      if (i == 0)
        secret = look_up (&PLACE, &error);
      else if (i == 1)
        g_assert_false (store (&PLACE, KEY, &error));
      else
        g_assert_false (remove_key (&PLACE, &was_there, &error));
      g_assert_null (secret);
      g_assert_error (error, PLIMSOLL_KEYRING_ERROR, PLIMSOLL_KEYRING_ERROR_NONE);
      g_assert_nonnull (strstr (error->message, "No keyring"));
      g_assert_null (strstr (error->message, "sk-ant"));
    }
  g_assert_false (was_there);
}

int
main (int argc, char **argv)
{
  int status = 0;

  harness_keyring_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/keyring/keeps", test_keeps);
  g_test_add_func ("/providers/keyring/encrypted", test_encrypted);
  g_test_add_func ("/providers/keyring/cancelled", test_cancelled);
  g_test_add_func ("/providers/keyring/none", test_none);
  status = g_test_run ();

  harness_keyring_stop ();
  return status;
}
