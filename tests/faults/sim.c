/* sim.c - one account on a simulated machine, through a simulated day.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything between the keeper's decision and the request is the product: keeper, schedule, meter,
 * cool-down, the direct run with its ledger, provider, chain, source book, parsers, codec. What is
 * outside of the programs is simulated behind sim-ports: a server, an installed program, the
 * process boundary of a probe, and the timer, which is let go off when the hand-wound clock has
 * come to it. The person's files are real files in a folder of their own.
 *
 * The promises that hold at every moment are held here, for whoever uses it: a request goes to the
 * vendor's own host with a token that the person has or had a moment ago, never sooner than the
 * server said, never more than 5 in 300 s, and in the background never within 120 s without one of
 * the reasons that the schedule knows. */

#include "sim.h"

#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-claude-provider.h"
#include "plimsoll-codec.h"
#include "plimsoll-codex-provider.h"
#include "plimsoll-direct.h"
#include "plimsoll-feed.h"
#include "plimsoll-source-book.h"
#include "sim-files.h"
#include "sim-lines.h"
#include "sim-ports.h"

/* A login that follows another change of the file at once is asked after this long; until then the
 * old numbers may stand, greyed, beside what was wrong with the old login. */
#define LOGIN_GRACE 60
#define BUDGET 5
#define BUDGET_SECONDS 300
#define SHORTEST_GAP 120
/* What a person, a reset, a new login or a network that came back may shorten that to. */
#define EXCUSED_GAP 60
/* The longest Retry-After that is believed. */
#define LONGEST_ORDER 3600
#define CLAUDE_ADDRESS "https://api.anthropic.com/"
#define CODEX_ADDRESS "https://chatgpt.com/"
#define UNKNOWN_TOKEN                                                                       \
  "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"Invalid " \
  "authentication credentials\"},\"request_id\":null}"

struct _Sim
{
  SimVendor vendor;
  SimPorts ports;
  SimFiles *files; /* (owned) */
  SimTruth *truth; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  PlimsollHttp *http; /* (owned) */
  PlimsollProvider *provider; /* (owned) */
  PlimsollLedger *ledger; /* (owned) */
  PlimsollDirect direct;
  GPtrArray *targets; /* (owned) */
  PlimsollProber *prober; /* (owned) */
  PlimsollKeeper *keeper; /* (owned) */

  const SimOutcome *server; /* (nullable): borrowed */
  const SimOutcome *without_network; /* (nullable): borrowed */
  SimProgram program;
  const GError *program_error; /* (nullable): borrowed */
  gboolean has_program;
  gboolean renews_under_request;

  guint login; /* whose it is */
  guint generation; /* of its token */
  char *token; /* (owned): in the file now */
  char *token_before; /* (owned): in the file a moment ago */
  gint64 login_changed_at; /* to another account */
  gboolean is_probing;

  GArray *requests; /* (owned) (element-type gint64) */
  GArray *starts; /* (owned) (element-type gint64) */
  GHashTable *quiet_until; /* (owned): token → gint64 */
  gboolean is_excused; /* the next request may come sooner than the last plus 120 s */
  gint64 excused_after; /* a reset that lies ahead: a request behind it is excused */
};

gint64
sim_now (Sim *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

  return g_date_time_to_unix (now);
}

PlimsollKeeper *
sim_get_keeper (Sim *self)
{
  return self->keeper;
}

SimTruth *
sim_get_truth (Sim *self)
{
  return self->truth;
}

static guint
count_since (GArray *moments, gint64 since)
{
  guint n = 0;

  for (guint i = moments->len; i > 0 && g_array_index (moments, gint64, i - 1) >= since; i--)
    n++;
  return n;
}

guint
sim_count_requests (Sim *self, gint64 since)
{
  return count_since (self->requests, since);
}

guint
sim_count_starts (Sim *self, gint64 since)
{
  return count_since (self->starts, since);
}

static const char *
check_request (Sim *self, const char *uri, const PlimsollHttpHeader *headers)
{
  const char *bearer = sim_lines_check_request (
      uri, headers, self->vendor == SIM_CLAUDE ? CLAUDE_ADDRESS : CODEX_ADDRESS);

  if (!g_str_equal (bearer, self->token) && g_strcmp0 (bearer, self->token_before) != 0)
    g_error ("asked with %s, which is nobody's", bearer);
  return bearer;
}

static void
check_budget (Sim *self, const char *token)
{
  gint64 now = sim_now (self);
  gint64 *quiet_until = g_hash_table_lookup (self->quiet_until, token);
  gint64 last =
      self->requests->len > 0 ? g_array_index (self->requests, gint64, self->requests->len - 1) : 0;
  gboolean is_other_token = self->token_before != NULL && g_str_equal (token, self->token);
  gboolean is_behind_reset = last < self->excused_after && now >= self->excused_after;
  gint64 gap = is_behind_reset ? EXCUSED_GAP : SHORTEST_GAP;

  if (quiet_until != NULL && now < *quiet_until)
    g_error ("asked at %" G_GINT64_FORMAT ", told not to before %" G_GINT64_FORMAT, now,
             *quiet_until);
  if (last != 0 && now - last < gap && !self->is_excused && !is_other_token)
    g_error ("asked at %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " s after the last time", now,
             now - last);

  g_array_append_val (self->requests, now);
  if (sim_count_requests (self, now - BUDGET_SECONDS + 1) > BUDGET)
    g_error ("asked too often before %" G_GINT64_FORMAT, now);
  self->is_excused = FALSE;
  self->excused_after = sim_truth_get_session_end (self->truth, now);
}

static void
remember_order (Sim *self, const char *token, const PlimsollHttpReply *reply)
{
  gint64 seconds = reply->retry_after / G_TIME_SPAN_SECOND;
  gint64 *until = NULL;

  if (!reply->has_retry_after || seconds <= 0)
    return;

  until = g_new (gint64, 1);
  *until = sim_now (self) + MIN (seconds, LONGEST_ORDER);
  g_hash_table_insert (self->quiet_until, g_strdup (token), until);
}

static PlimsollHttpReply *
answer_well (Sim *self)
{
  g_autofree char *body = self->vendor == SIM_CLAUDE
                              ? sim_truth_dup_claude (self->truth, self->login, sim_now (self))
                              : sim_truth_dup_codex (self->truth, self->login, sim_now (self));

  return sim_lines_make_reply (200, body);
}

static PlimsollHttpReply *
on_request (const char *uri, const PlimsollHttpHeader *headers, gpointer data, GError **error)
{
  Sim *self = data;
  g_autofree char *token = g_strdup (check_request (self, uri, headers));
  const SimOutcome *server = self->without_network != NULL ? self->without_network : self->server;
  PlimsollHttpReply *reply = NULL;

  check_budget (self, token);
  if (self->renews_under_request)
    {
      self->renews_under_request = FALSE;
      sim_log_in (self, self->login, SIM_HOUR * 100, TRUE);
    }

  if (server != NULL && server->error != NULL)
    {
      *error = g_error_copy (server->error);
      return NULL;
    }
  if (server != NULL && server->reply != NULL)
    reply = sim_lines_dup_reply (server->reply);
  else
    reply = g_str_equal (token, self->token) ? answer_well (self)
                                             : sim_lines_make_reply (401, UNKNOWN_TOKEN);
  remember_order (self, token, reply);
  return reply;
}

/* Without a network a program that is well has no new numbers either. */
static SimProgram
get_program (Sim *self)
{
  return self->program == SIM_PROGRAM_GOOD && self->without_network != NULL ? SIM_PROGRAM_HAS_NONE
                                                                            : self->program;
}

static gboolean
on_talk (GPtrArray *lines, gpointer data, GError **error)
{
  Sim *self = data;
  gint64 now = sim_now (self);

  g_array_append_val (self->starts, now);
  if (self->program == SIM_PROGRAM_FAILS)
    {
      *error = g_error_copy (self->program_error);
      return FALSE;
    }

  if (self->vendor == SIM_CODEX)
    g_ptr_array_add (lines, g_strdup ("{\"id\":1,\"result\":{\"userAgent\":\"x\"}}"));
  g_ptr_array_add (lines,
                   self->vendor == SIM_CLAUDE
                       ? sim_lines_dup_claude (self->truth, get_program (self), self->login, now)
                       : sim_lines_dup_codex (self->truth, get_program (self), self->login, now));
  return TRUE;
}

static char *
on_find (const char *name, gpointer data)
{
  Sim *self = data;

  return self->has_program ? g_strdup ("/nowhere/program") : NULL;
}

/* As `plimsoll probe` does it, and through the same bytes. */
static void
on_collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sim *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) reports = plimsoll_direct_collect_finish (result);
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (g_ptr_array_index (reports, 0));
  g_autoptr (GError) error = NULL;
  PlimsollReport *report = plimsoll_codec_report_from_bytes (bytes, &error);

  g_assert_no_error (error);
  self->is_probing = FALSE;
  g_task_return_pointer (task, report, (GDestroyNotify) plimsoll_report_unref);
}

static void
on_probe (PlimsollProbeFlags flags, GTask *task, gpointer data)
{
  Sim *self = data;
  PlimsollCollectFlags how =
      PLIMSOLL_COLLECT_DIRECT | PLIMSOLL_COLLECT_REFRESH | PLIMSOLL_COLLECT_PLAIN;

  if ((flags & PLIMSOLL_PROBE_PERSON) == 0)
    how |= PLIMSOLL_COLLECT_TURN;
  self->is_probing = TRUE;
  g_task_set_task_data (task, self, NULL);
  plimsoll_direct_collect_async (&self->direct, self->targets, how, on_collected_cb, task);
}

static void
target_free (gpointer data)
{
  PlimsollTarget *target = data;

  g_object_unref (target->provider);
  plimsoll_account_unref (target->account);
  g_free (target);
}

static void
make_claude (Sim *self, const char *sources)
{
  g_autofree char *variable = g_strconcat ("PLIMSOLL_CLAUDE_SOURCES=", sources, NULL);
  g_autofree char *books = sim_files_dup_state (self->files, "sources");
  g_autofree char *place = sim_files_dup_state (self->files, "place");
  g_autofree char *feeds = sim_files_dup_state (self->files, "feed");
  const char *const environment[] = { variable, NULL };
  g_autoptr (PlimsollSourceBook) book = plimsoll_source_book_new (books);
  PlimsollClaudeProvider *provider = plimsoll_claude_provider_new (
      self->http, self->clock, environment, sim_files_get_home (self->files));

  plimsoll_claude_provider_set_gate (provider, PLIMSOLL_SOURCE_GATE (book));
  plimsoll_claude_provider_set_cli_folder (provider, place);
  plimsoll_claude_provider_set_feed_folder (provider, feeds);
  plimsoll_claude_provider_set_patience (provider, G_TIME_SPAN_MILLISECOND);
  self->provider = PLIMSOLL_PROVIDER (provider);
}

static void
make_codex (Sim *self)
{
  g_autofree char *place = sim_files_dup_state (self->files, "place");
  const char *const environment[] = { NULL };
  PlimsollCodexProvider *provider = plimsoll_codex_provider_new (
      self->http, self->clock, environment, sim_files_get_home (self->files), place);

  plimsoll_codex_provider_set_patience (provider, G_TIME_SPAN_MILLISECOND, 0);
  self->provider = PLIMSOLL_PROVIDER (provider);
}

static void
make_keeper (Sim *self)
{
  g_autoptr (GPtrArray) accounts = plimsoll_provider_list_accounts (self->provider);
  g_autofree char *ledgers = sim_files_dup_state (self->files, "direct");
  PlimsollTarget *target = g_new0 (PlimsollTarget, 1);
  g_autoptr (GError) error = NULL;

  target->provider = g_object_ref (self->provider);
  target->account = plimsoll_account_ref (g_ptr_array_index (accounts, 0));
  self->targets = g_ptr_array_new_with_free_func (target_free);
  g_ptr_array_add (self->targets, target);
  self->ledger = plimsoll_ledger_new (ledgers);
  self->direct = (PlimsollDirect){ .ledger = self->ledger, .clock = self->clock };
  self->prober = plimsoll_prober_new ("/nowhere/plimsoll");
  self->keeper = plimsoll_keeper_new (target->account, self->prober, self->clock, &error);
  g_assert_no_error (error);
}

Sim *
sim_new (SimVendor vendor, const char *sources, gboolean has_program, guint32 seed)
{
  Sim *self = g_new0 (Sim, 1);
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (SIM_START);

  self->vendor = vendor;
  self->has_program = has_program;
  self->ports = (SimPorts){ .answer = on_request,
                            .talk = on_talk,
                            .find = on_find,
                            .probe = on_probe,
                            .data = self,
                            .dice = g_rand_new_with_seed (seed) };
  sim_ports_set (&self->ports);
  self->files = sim_files_new (vendor, g_str_equal (sources, "app-server"));
  self->truth = sim_truth_new (SIM_START);
  self->clock = plimsoll_clock_new_manual (start);
  self->http = plimsoll_http_new (NULL);
  self->requests = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->quiet_until = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (vendor == SIM_CLAUDE)
    make_claude (self, sources);
  else
    make_codex (self);
  make_keeper (self);
  sim_log_in (self, 0, 100 * SIM_HOUR, TRUE);
  return self;
}

void
sim_free (Sim *self)
{
  plimsoll_keeper_stop (self->keeper);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->keeper);
  g_object_unref (self->prober);
  g_ptr_array_unref (self->targets);
  plimsoll_ledger_free (self->ledger);
  g_object_unref (self->provider);
  g_object_unref (self->http);
  g_object_unref (self->clock);
  sim_truth_free (self->truth);
  sim_files_free (self->files);
  g_rand_free (self->ports.dice);
  g_array_unref (self->requests);
  g_array_unref (self->starts);
  g_hash_table_unref (self->quiet_until);
  g_free (self->token);
  g_free (self->token_before);
  g_free (self);
  sim_ports_set (NULL);
}

/* Until everything that began has ended. */
static void
settle (Sim *self)
{
  do
    while (g_main_context_iteration (NULL, self->is_probing))
      continue;
  while (self->is_probing);
}

void
sim_set_server (Sim *self, const SimOutcome *outcome)
{
  self->server = outcome;
}

void
sim_set_program (Sim *self, SimProgram program, const GError *error)
{
  self->program = program;
  self->program_error = error;
}

void
sim_set_installed (Sim *self, gboolean has_program)
{
  self->has_program = has_program;
}

void
sim_set_network (Sim *self, const SimOutcome *without)
{
  self->without_network = without;
  self->is_excused |= without == NULL;
  plimsoll_keeper_set_network (self->keeper, without == NULL);
}

/* As the roster does it when it saw the file change. */
static void
tell_of_login (Sim *self)
{
  PlimsollTarget *target = g_ptr_array_index (self->targets, 0);
  g_autofree char *key = plimsoll_provider_dup_key (self->provider, target->account);

  self->is_excused = TRUE;
  plimsoll_keeper_see_login (self->keeper, key);
}

void
sim_log_in (Sim *self, guint login, gint64 valid_for, gboolean has_scope)
{
  if (login != self->login)
    self->login_changed_at = sim_now (self);
  self->login = login;
  self->generation++;
  g_free (self->token_before);
  self->token_before = self->token;
  self->token = sim_files_write_login (self->files, login, self->generation,
                                       sim_now (self) + valid_for, has_scope);
  tell_of_login (self);
}

void
sim_renew_under_request (Sim *self)
{
  self->renews_under_request = TRUE;
}

void
sim_write_login (Sim *self, const char *text)
{
  sim_files_write_raw_login (self->files, text);
  tell_of_login (self);
}

void
sim_feed (Sim *self, const char *bytes)
{
  PlimsollTarget *target = g_ptr_array_index (self->targets, 0);
  g_autofree char *path = plimsoll_provider_dup_feed_path (self->provider, target->account);
  g_autofree char *key = plimsoll_provider_dup_key (self->provider, target->account);
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (PlimsollReport) read = NULL;
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  PlimsollKeeperMemory memory = { 0 };

  /* Somebody who does not want its numbers has none. */
  if (path == NULL)
    return;
  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  else
    {
      g_autoptr (PlimsollSnapshot) said =
          sim_truth_dup_feed (self->truth, self->login, sim_now (self));
      g_autoptr (PlimsollReport) report = plimsoll_report_new (target->account, key, said, NULL);

      g_assert_true (plimsoll_feed_write (path, report, NULL));
    }

  plimsoll_keeper_peek_memory (self->keeper, &memory);
  read = plimsoll_feed_read (path, now);
  snapshot = plimsoll_feed_dup_snapshot_for (read, memory.key);
  if (snapshot != NULL)
    plimsoll_keeper_hear (self->keeper, snapshot);
}

void
sim_cache (Sim *self, guint login, guint current, const char *bytes)
{
  g_autofree char *body = sim_truth_dup_claude (self->truth, login, sim_now (self));

  sim_files_write_cache (self->files, login, current, sim_now (self), bytes != NULL ? bytes : body,
                         bytes != NULL);
}

static void
wind_to (Sim *self, GDateTime *moment)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  GTimeSpan span = g_date_time_difference (moment, now);

  if (span > 0)
    plimsoll_clock_wind (self->clock, span);
}

void
sim_run_until (Sim *self, gint64 until)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (until);

  settle (self);
  for (;;)
    {
      GDateTime *due = plimsoll_wall_timer_get_moment (self->ports.timer);
      g_autoptr (GDateTime) moment = due != NULL ? g_date_time_ref (due) : NULL;

      if (moment == NULL || g_date_time_compare (moment, end) > 0)
        break;
      wind_to (self, moment);
      g_signal_emit_by_name (self->ports.timer, "due");
      settle (self);
      sim_assert_honest (self);
    }
  wind_to (self, end);
}

void
sim_sleep_until (Sim *self, gint64 until)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (until);

  wind_to (self, end);
}

void
sim_wake (Sim *self)
{
  g_signal_emit_by_name (self->ports.timer, "clock-changed");
  settle (self);
}

void
sim_refresh (Sim *self)
{
  g_autoptr (GDateTime) retry_at = NULL;
  GTimeSpan waits = PLIMSOLL_COOLDOWN_PERSON_WAITS / G_TIME_SPAN_SECOND;

  if (plimsoll_keeper_refresh (self->keeper, &retry_at) == PLIMSOLL_REFRESH_ASKED)
    {
      g_assert_cmpuint (sim_count_requests (self, sim_now (self) - waits + 1), ==, 0);
      self->is_excused = TRUE;
      sim_run_until (self, sim_now (self));
    }
}

void
sim_assert_untouched (Sim *self)
{
  sim_files_assert_untouched (self->files);
}

void
sim_assert_honest (Sim *self)
{
  PlimsollMeter *meter = plimsoll_keeper_get_meter (self->keeper);
  PlimsollCondition condition = plimsoll_meter_get_condition (meter);
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  PlimsollCondition again = PLIMSOLL_CONDITION_LOADING;

  if (condition != PLIMSOLL_CONDITION_STALE
      || sim_now (self) - self->login_changed_at > LOGIN_GRACE)
    sim_truth_assert_said (self->truth, snapshot, self->login, sim_now (self));
  g_assert_true (plimsoll_condition_from_word (plimsoll_condition_to_word (condition), &again));
  g_assert_cmpint (condition, ==, again);
  if (condition == PLIMSOLL_CONDITION_FRESH || condition == PLIMSOLL_CONDITION_STALE)
    g_assert_nonnull (snapshot);
  if (condition == PLIMSOLL_CONDITION_FRESH)
    g_assert_null (plimsoll_meter_get_problem (meter));
}
