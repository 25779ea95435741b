/* plimsoll-service-main.c - the program that stays.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the service on the session bus and ends when it is told to, when the bus goes away, or at
 * once when another one already has the name: then that one goes on and nothing is lost. */

#include <glib-unix.h>
#include <libintl.h>
#include <locale.h>
#include <malloc.h>
#include <stdlib.h>
#include <sysexits.h>

#include "plimsoll-config.h"
#include "plimsoll-harden.h"
#include "plimsoll-hook.h"
#include "plimsoll-hours.h"
#include "plimsoll-notifier.h"
#include "plimsoll-paths.h"
#include "plimsoll-place.h"
#include "plimsoll-service.h"
#include "plimsoll-tray-wiring.h"
#include "plimsoll-types.h"
#include "plimsoll-window-call.h"

typedef struct
{
  GMainLoop *loop;
  PlimsollService *service;
  PlimsollNotifier *notifier;
  PlimsollTrayWiring *tray; /* (nullable): while we have the name */
  PlimsollClock *clock;
  PlimsollPreferences *preferences;
  GDBusConnection *connection; /* borrowed, while we have the name */
  guint quit_id;
  int status;
  gboolean had_name;
} Program;

static void
end (Program *program, int status)
{
  program->status = status;
  g_main_loop_quit (program->loop);
}

static gboolean
on_signal_cb (gpointer user_data)
{
  end (user_data, EXIT_SUCCESS);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_quit_idle_cb (gpointer user_data)
{
  Program *program = user_data;

  program->quit_id = 0;
  end (program, EXIT_SUCCESS);
  return G_SOURCE_REMOVE;
}

/* Asked for over the bus: the reply must leave first. */
static void
quit_soon (gpointer user_data)
{
  Program *program = user_data;

  if (program->quit_id == 0)
    program->quit_id = g_idle_add_full (G_PRIORITY_LOW, on_quit_idle_cb, program, NULL);
}

static void
speak (const char *id,
       const char *title,
       const char *body,
       PlimsollUrgency urgency,
       gboolean can_snooze,
       gpointer user_data)
{
  Program *program = user_data;
  g_autoptr (PlimsollNotice) notice = plimsoll_notice_new (title, body, urgency, can_snooze);

  plimsoll_notifier_tell (program->notifier, id, notice);
}

static void
refresh (gpointer user_data)
{
  plimsoll_service_refresh_all (((Program *) user_data)->service);
}

static const char *
get_tray_state (gpointer user_data)
{
  Program *program = user_data;

  return program->tray != NULL ? plimsoll_tray_wiring_get_state (program->tray) : "off";
}

static void
on_open_cb (Program *program, const char *id, const char *token)
{
  if (program->connection != NULL)
    plimsoll_window_call (program->connection, PLIMSOLL_WINDOW_SHOW, token);
}

static void
on_snooze_cb (Program *program, const char *id)
{
  plimsoll_service_snooze (program->service, id);
}

static void
on_bus_closed_cb (Program *program)
{
  /* Not ours to mend: systemd starts us again when there is a bus again. */
  end (program, EX_UNAVAILABLE);
}

static void
on_bus_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  Program *program = user_data;
  g_autoptr (GError) error = NULL;

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_signal_connect_swapped (connection, "closed", G_CALLBACK (on_bus_closed_cb), program);
  if (plimsoll_service_export (program->service, connection, &error))
    return;

  g_warning ("The service cannot be put on the bus: %s", error->message);
  end (program, EX_SOFTWARE);
}

static void
on_name_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  Program *program = user_data;

  /* Only now: a second start must neither ask nor tell anything before it gives way. */
  program->had_name = TRUE;
  program->connection = connection;
  program->tray = plimsoll_tray_wiring_new (&(PlimsollTrayWiringSetup){
      .connection = connection,
      .meters = plimsoll_service_get_meters (program->service),
      .preferences = program->preferences,
      .clock = program->clock,
      .refresh = refresh,
      .quit = quit_soon,
      .user_data = program,
  });
  plimsoll_service_start (program->service);
  /* What starting up needed once is given back. */
  malloc_trim (0);
}

static void
on_name_lost_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  Program *program = user_data;

  if (connection == NULL)
    g_message ("There is no session bus.");

  end (program, connection == NULL || program->had_name ? EX_UNAVAILABLE : EXIT_SUCCESS);
}

static gboolean
make_service (Program *program, GError **error)
{
  g_autofree char *command = plimsoll_place_dup_program ();
  g_autofree char *folder = plimsoll_paths_dup_state_dir ();
  g_autofree char *hooks_path = plimsoll_hook_dup_path ();
  PlimsollServiceSetup setup = {
    .program = command,
    .state_folder = folder,
    .hooks_path = hooks_path,
    .clock = program->clock,
    .preferences = program->preferences,
    .speak = speak,
    .tray = get_tray_state,
    .quit = quit_soon,
    .user_data = program,
  };

  program->notifier = plimsoll_notifier_new ();
  g_signal_connect_swapped (program->notifier, "open", G_CALLBACK (on_open_cb), program);
  g_signal_connect_swapped (program->notifier, "snooze", G_CALLBACK (on_snooze_cb), program);
  program->service = plimsoll_service_new (&setup, error);
  return program->service != NULL;
}

static void
run (Program *program)
{
  guint name_id =
      g_bus_own_name (G_BUS_TYPE_SESSION, PLIMSOLL_BUS_NAME, G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                      on_bus_acquired_cb, on_name_acquired_cb, on_name_lost_cb, program, NULL);

  g_main_loop_run (program->loop);
  g_clear_pointer (&program->tray, plimsoll_tray_wiring_free);
  program->connection = NULL;
  plimsoll_service_stop (program->service);
  g_bus_unown_name (name_id);
}

int
main (int argc, char **argv)
{
  Program program = { 0 };
  g_autoptr (GError) error = NULL;

  plimsoll_harden_process ();
  g_log_writer_default_set_use_stderr (TRUE);
  plimsoll_types_prepare ();
  setlocale (LC_ALL, "");
  plimsoll_hours_follow_desktop ();
  bindtextdomain (GETTEXT_PACKAGE, PLIMSOLL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* One thread works, the others wait: more arenas would only hold memory. */
  mallopt (M_ARENA_MAX, 1);

  program.loop = g_main_loop_new (NULL, FALSE);
  program.clock = plimsoll_place_new_clock ();
  program.preferences = plimsoll_preferences_new ();
  g_unix_signal_add (SIGTERM, on_signal_cb, &program);
  g_unix_signal_add (SIGINT, on_signal_cb, &program);

  if (make_service (&program, &error))
    run (&program);
  else
    {
      g_warning ("The service cannot start: %s", error->message);
      program.status = EX_SOFTWARE;
    }

  g_clear_handle_id (&program.quit_id, g_source_remove);
  g_clear_object (&program.service);
  g_clear_object (&program.notifier);
  g_clear_object (&program.clock);
  g_clear_object (&program.preferences);
  g_main_loop_unref (program.loop);
  return program.status;
}
