/* plimsoll-tray-hint.c - tells once that this desktop shows no tray icon.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People who miss the icon look for a fault of theirs. One sentence says what their desktop needs;
 * a second time it would only nag, so that it was told is remembered. */

#include "plimsoll-tray-hint.h"

#include "plimsoll-tray-remedy.h"

#define KEY "tray-hint-given"

gboolean
plimsoll_tray_hint_was_given (GSettings *settings)
{
  return settings == NULL || g_settings_get_boolean (settings, KEY);
}

/* (nullable) */
static const char *
choose_sentence (GVariant *status)
{
  const char *tray = NULL;

  if (!g_variant_lookup (status, "tray", "&s", &tray) || !g_str_equal (tray, "no-host"))
    return NULL;

  return plimsoll_tray_remedy_get (g_getenv ("XDG_CURRENT_DESKTOP"));
}

static void
on_status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GSettings *settings = g_task_get_task_data (task);
  g_autoptr (GVariant) status =
      plimsoll_bus_client_status_finish (PLIMSOLL_BUS_CLIENT (source), result, NULL);
  const char *sentence = status != NULL ? choose_sentence (status) : NULL;

  if (sentence != NULL)
    g_settings_set_boolean (settings, KEY, TRUE);
  g_task_return_pointer (task, (char *) sentence, NULL);
}

void
plimsoll_tray_hint_find_async (PlimsollBusClient *client,
                               GSettings *settings,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, plimsoll_tray_hint_find_async);
  g_task_set_task_data (task, g_object_ref (settings), g_object_unref);
  plimsoll_bus_client_status_async (client, cancellable, on_status_cb, task);
}

const char *
plimsoll_tray_hint_find_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
