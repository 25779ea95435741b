/* plimsoll-keyring.c - keys that the person entered, in the desktop's keyring and nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only file that knows libsecret, which finds the Secret Service on the session bus, or inside
 * a sandbox a file that the portal holds the password of. Looking up is done by programs that
 * nobody sits before, so a locked keyring is an answer there and never a dialogue. No key is in any
 * message; libsecret's own copies lie in memory that it wipes. */

#include "plimsoll-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

/* A keyring on this very machine that takes longer is stuck, and there are other sources. */
#define PATIENCE_SECONDS 5

G_DEFINE_QUARK (plimsoll - keyring - error - quark, plimsoll_keyring_error)

static const SecretSchema SCHEMA = {
  .name = "io.github.plimsoll.Plimsoll.Key",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "source", SECRET_SCHEMA_ATTRIBUTE_STRING },
                  { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
                  { NULL, 0 } },
};

/* (transfer full) */
static GHashTable *
make_attributes (const PlimsollKeyringPlace *place)
{
  return secret_attributes_build (&SCHEMA, "source", place->source, "account", place->account,
                                  NULL);
}

static gboolean
is_without_keyring (const GError *cause)
{
  return g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND)
         /* No session bus at all. */
         || cause->domain == G_IO_ERROR || cause->domain == G_SPAWN_ERROR;
}

/* (transfer full): nothing of the cause's own text, which is in nobody's language. */
static GError *
make_error (const GError *cause)
{
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return g_error_new_literal (PLIMSOLL_KEYRING_ERROR, PLIMSOLL_KEYRING_ERROR_LOCKED,
                                _ ("The keyring is locked. Unlock it, and Plimsoll reads the key "
                                   "by itself."));
  if (cause != NULL && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && is_without_keyring (cause))
    return g_error_new_literal (
        PLIMSOLL_KEYRING_ERROR, PLIMSOLL_KEYRING_ERROR_NONE,
        _ ("No keyring answers here, and a key is kept nowhere else. Start one, such as GNOME "
           "Keyring, KWallet or KeePassXC."));

  return g_error_new_literal (PLIMSOLL_KEYRING_ERROR, PLIMSOLL_KEYRING_ERROR_REFUSED,
                              _ ("The keyring did not do as it was asked. Try again, and look into "
                                 "its own program."));
}

/* Looking up */

typedef struct
{
  GCancellable *stop; /* (owned): pulled by the deadline and by the caller's cancellable */
  GCancellable *caller; /* (owned) (nullable) */
  gulong caller_id;
  GSource *timer; /* (owned) */
} LookUp;

static void
look_up_free (gpointer data)
{
  LookUp *self = data;

  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_cancellable_disconnect (self->caller, self->caller_id);
  g_clear_object (&self->caller);
  g_clear_object (&self->stop);
  g_free (self);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static LookUp *
look_up_new (GCancellable *caller)
{
  LookUp *self = g_new0 (LookUp, 1);

  self->stop = g_cancellable_new ();
  self->timer = g_timeout_source_new_seconds (PATIENCE_SECONDS);
  g_source_set_callback (self->timer, on_deadline_cb, g_object_ref (self->stop), g_object_unref);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  if (caller != NULL)
    {
      self->caller = g_object_ref (caller);
      self->caller_id = g_cancellable_connect (caller, G_CALLBACK (on_cancelled_cb),
                                               g_object_ref (self->stop), g_object_unref);
    }
  return self;
}

/* (transfer full) for `cause`. */
static void
return_failure (GTask *task, GError *cause)
{
  g_autoptr (GError) owned = cause;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, make_error (owned));
}

static void
on_retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SecretValue) value =
      secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_pointer (task, text != NULL ? plimsoll_secret_new (text) : NULL,
                           (GDestroyNotify) plimsoll_secret_unref);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LookUp *look_up = g_task_get_task_data (task);
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else if (items == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else if (SECRET_IS_ITEM (items->data) && secret_item_get_locked (SECRET_ITEM (items->data)))
    return_failure (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
  else
    secret_retrievable_retrieve_secret (SECRET_RETRIEVABLE (items->data), look_up->stop,
                                        on_retrieved_cb, g_object_ref (task));
  g_list_free_full (items, g_object_unref);
}

void
plimsoll_keyring_look_up_async (const PlimsollKeyringPlace *place,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = make_attributes (place);
  LookUp *look_up = look_up_new (cancellable);

  g_task_set_source_tag (task, plimsoll_keyring_look_up_async);
  g_task_set_task_data (task, look_up, look_up_free);
  /* Without SECRET_SEARCH_UNLOCK: nobody may be there to type a password. */
  secret_password_searchv (&SCHEMA, attributes, SECRET_SEARCH_NONE, look_up->stop, on_found_cb,
                           task);
}

PlimsollSecret *
plimsoll_keyring_look_up_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Storing */

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  /* FALSE without an error: the person closed the keyring's question. */
  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

void
plimsoll_keyring_store_async (const PlimsollKeyringPlace *place,
                              const char *label,
                              PlimsollSecret *secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = make_attributes (place);

  g_task_set_source_tag (task, plimsoll_keyring_store_async);
  secret_password_storev (&SCHEMA, attributes, SECRET_COLLECTION_DEFAULT, label,
                          plimsoll_secret_peek (secret), cancellable, on_stored_cb, task);
}

gboolean
plimsoll_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Removing */

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean was_there = secret_password_clear_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_int (task, was_there ? 1 : 0);
}

void
plimsoll_keyring_remove_async (const PlimsollKeyringPlace *place,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = make_attributes (place);

  g_task_set_source_tag (task, plimsoll_keyring_remove_async);
  secret_password_clearv (&SCHEMA, attributes, cancellable, on_removed_cb, task);
}

gboolean
plimsoll_keyring_remove_finish (GAsyncResult *result, gboolean *was_there, GError **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  *was_there = answer > 0;
  return answer >= 0;
}
