/* live-stage.c - a terminal whose numbers a test changes while a command stays.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands that stay run the default main context, so a test changes the numbers from timeouts of
 * its own. The clock is the system's: what waits for a reset really waits. */
#include "live-stage.h"

#include "plimsoll-commands.h"
#include "scenes.h"

static PlimsollLive *
follow (GPtrArray *targets, PlimsollCollectFlags flags, gpointer user_data)
{
  LiveStage *self = user_data;

  return g_object_ref (self->live);
}

static GPtrArray *
collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer user_data)
{
  LiveStage *self = user_data;

  return g_ptr_array_ref (plimsoll_live_get_reports (self->live));
}

static gboolean
flush (GString *out, GString *err, gpointer user_data)
{
  LiveStage *self = user_data;

  g_string_append_len (self->flushed, err->str, (gssize) err->len);
  g_string_append_len (self->flushed, out->str, (gssize) out->len);
  g_string_append_len (self->flushed_out, out->str, (gssize) out->len);
  g_string_truncate (out, 0);
  g_string_truncate (err, 0);
  return TRUE;
}

void
live_stage_set_up (LiveStage *self, gconstpointer data)
{
  static const char *const environment[] = { NULL };
  PlimsollTerminal *terminal = &self->terminal;

  self->live = g_object_new (PLIMSOLL_TYPE_LIVE, NULL);
  self->flushed = g_string_new (NULL);
  self->flushed_out = g_string_new (NULL);
  terminal->providers = g_ptr_array_new_with_free_func (g_object_unref);
  terminal->named_providers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (terminal->providers, fake_provider_new ("claude", "Claude"));
  terminal->clock = plimsoll_clock_new_system ();
  terminal->zone = g_time_zone_new_utc ();
  terminal->screen = (PlimsollScreen){ .width = 80, .is_utf8 = TRUE };
  terminal->environment = environment;
  terminal->collect = collect;
  terminal->follow = follow;
  terminal->flush = flush;
  terminal->port_data = self;
  terminal->out = g_string_new (NULL);
  terminal->err = g_string_new (NULL);
}

void
live_stage_tear_down (LiveStage *self, gconstpointer data)
{
  PlimsollTerminal *terminal = &self->terminal;

  g_object_unref (self->live);
  g_string_free (self->flushed, TRUE);
  g_string_free (self->flushed_out, TRUE);
  g_ptr_array_unref (terminal->providers);
  g_ptr_array_unref (terminal->named_providers);
  g_object_unref (terminal->clock);
  g_time_zone_unref (terminal->zone);
  g_string_free (terminal->out, TRUE);
  g_string_free (terminal->err, TRUE);
}

static PlimsollLimit *
make_limit (const char *id, PlimsollLimitKind kind, double percent, GDateTime *resets_at)
{
  return plimsoll_limit_new (&(PlimsollLimitFields){
      .id = id,
      .title = kind == PLIMSOLL_LIMIT_SESSION ? "Session" : "Week",
      .kind = kind,
      .used_percent = percent,
      .resets_at = resets_at,
  });
}

static void
take (LiveStage *self, PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (GPtrArray) reports =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);

  g_ptr_array_add (reports, plimsoll_report_new (account, NULL, snapshot, problem));
  plimsoll_live_take (self->live, reports, FALSE, TRUE);
}

void
live_stage_say_scene (LiveStage *self, const char *name)
{
  g_autoptr (GPtrArray) reports = scenes_make (name);

  plimsoll_live_take (self->live, reports, FALSE, TRUE);
}

void
live_stage_stop_clock (LiveStage *self)
{
  g_autoptr (GDateTime) now = scenes_now ();

  g_object_unref (self->terminal.clock);
  self->terminal.clock = plimsoll_clock_new_manual (now);
}

void
live_stage_say_old (LiveStage *self, double session, int session_reset, double week, int age)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) observed_at = g_date_time_add_seconds (now, -age);
  g_autoptr (GDateTime) resets_at =
      session_reset != 0 ? g_date_time_add_seconds (now, session_reset) : NULL;
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_ptr_array_add (limits, make_limit ("session", PLIMSOLL_LIMIT_SESSION, session, resets_at));
  g_ptr_array_add (limits, make_limit ("week", PLIMSOLL_LIMIT_WEEK, week, NULL));
  snapshot = plimsoll_snapshot_new (
      &(PlimsollSnapshotFields){ .source = "oauth", .observed_at = observed_at, .limits = limits });
  take (self, snapshot, NULL);
}

void
live_stage_say (LiveStage *self, double session, int session_reset, double week)
{
  live_stage_say_old (self, session, session_reset, week, 0);
}

void
live_stage_sign_out (LiveStage *self)
{
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_SIGNED_OUT, "No login found. Log in.", NULL);

  take (self, NULL, problem);
}

int
live_stage_run (LiveStage *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  return plimsoll_commands_run (&self->terminal, (const char *const *) words);
}
