/* matrix-row.c - one cell of the fault matrix: a source, a fault, and what came of it in a day.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each cell is a day of its own: an hour in which all is well, then a day of the fault without a
 * pause, then the fault is over. It is looked at an hour after the fault began, at the end of the
 * day, and until the numbers are fresh again. What must hold in every cell is held by sim.c while
 * the day goes by. */

#include "matrix-row.h"

#include <math.h>

#define DAY (24 * SIM_HOUR)
#define BEGUN (SIM_START + SIM_HOUR)
#define OVER (BEGUN + DAY)
/* Longer than anything waits: an hour's order and a turn behind it. */
#define LONGEST_RECOVERY (3 * SIM_HOUR)
/* A status line speaks and the cached file is renewed that often while Claude Code is used. */
#define CHATTER (5 * SIM_MINUTE)
#define NAP (6 * SIM_HOUR)

const MatrixSourceFields MATRIX_SOURCES[MATRIX_N_SOURCES] = {
  [MATRIX_OAUTH] = { "Claude: the server alone",
                     "Plimsoll asks Anthropic with the login of Claude "
                     "Code, and nobody else.",
                     SIM_CLAUDE, "oauth", FALSE },
  [MATRIX_CLI] = { "Claude: Claude Code alone", "Plimsoll asks the installed Claude Code.",
                   SIM_CLAUDE, "cli", TRUE },
  [MATRIX_STATUSLINE] = { "Claude: the status line alone",
                          "Claude Code tells its status line every five minutes in this table.",
                          SIM_CLAUDE, "statusline", FALSE },
  [MATRIX_CACHE] = { "Claude: the cached file alone",
                     "Claude Code renews the file every five minutes in this table.", SIM_CLAUDE,
                     "cache", FALSE },
  [MATRIX_AUTO] = { "Claude: the usual order",
                    "As Plimsoll comes: the server is asked, and an installed Claude Code that is "
                    "well stands in for it.",
                    SIM_CLAUDE, "auto", TRUE },
  [MATRIX_CODEX_HTTP] = { "Codex: the server alone",
                          "Plimsoll asks OpenAI with the login of Codex.", SIM_CODEX, "oauth",
                          FALSE },
  [MATRIX_CODEX_PROGRAM] = { "Codex: Codex alone",
                             "The login is in the keyring, so the installed Codex is asked.",
                             SIM_CODEX, "app-server", TRUE },
};

/* What happens at the start of the fault, beyond what server and program do. */
typedef enum
{
  NOTHING_ELSE,
  EXPIRES,
  RENEWED_UNDER_REQUEST,
  OTHER_LOGIN,
  OTHER_LOGIN_OFFLINE,
  LOGGED_OUT,
  LOGIN_TORN,
  SCOPE_LOST,
  PROGRAM_ABSENT,
  PROGRAM_STOPS, /* Claude Code is not used */
  FILE_CUT,
  FILE_GARBAGE,
  FILE_EMPTY,
  FILE_OTHERS, /* of another account */
  SUSPENDED,
  OFFLINE_START,
} Event;

/* Where a fault may happen. */
enum
{
  AT_SERVER = 1 << 0, /* of whoever asks one */
  AT_PROGRAM = 1 << 1,
  AT_FILE = 1 << 2,
  AT_CLAUDE_LOGIN = 1 << 3,
  AT_CODEX_LOGIN = 1 << 4,
  AT_CODEX_PROGRAM = 1 << 5,
  EVERYWHERE = 1 << 6,
};

typedef struct
{
  const char *name;
  guint where;
  Event event;
  int server; /* SimFault; -1: it is well */
  int program; /* SimProgram; SIM_PROGRAM_GOOD: it is well */
  int silence; /* SimSilence; with SIM_PROGRAM_FAILS */
} Fault;

#define SERVER(name, fault)                                   \
  {                                                           \
    name, AT_SERVER, NOTHING_ELSE, fault, SIM_PROGRAM_GOOD, 0 \
  }
#define PROGRAM(name, answer, silence)                  \
  {                                                     \
    name, AT_PROGRAM, NOTHING_ELSE, -1, answer, silence \
  }
#define EVENT(name, where, event)               \
  {                                             \
    name, where, event, -1, SIM_PROGRAM_GOOD, 0 \
  }

static const Fault FAULTS[] = {
  SERVER ("name not found (DNS)", SIM_FAULT_NAME),
  SERVER ("connection refused", SIM_FAULT_REFUSED),
  SERVER ("certificate wrong (TLS)", SIM_FAULT_TLS),
  SERVER ("proxy wants a login", SIM_FAULT_PROXY),
  SERVER ("captive portal", SIM_FAULT_PORTAL),
  SERVER ("401: expired, says the server", SIM_FAULT_401_EXPIRED),
  SERVER ("401: login not known", SIM_FAULT_401_UNKNOWN),
  SERVER ("403: no scope", SIM_FAULT_403_SCOPE),
  SERVER ("403: blocked on the way", SIM_FAULT_403_BLOCKED),
  SERVER ("429, wait 0 s", SIM_FAULT_429_ZERO),
  SERVER ("429, wait 300 s", SIM_FAULT_429_300),
  SERVER ("429, wait 3600 s", SIM_FAULT_429_3600),
  SERVER ("429, wait until a time 30 min ahead", SIM_FAULT_429_DATE),
  SERVER ("424", SIM_FAULT_424),
  SERVER ("500", SIM_FAULT_500),
  SERVER ("529", SIM_FAULT_529),
  SERVER ("slow: no answer in time", SIM_FAULT_SLOW),
  SERVER ("answer cut off", SIM_FAULT_CUT),
  SERVER ("answer is garbage", SIM_FAULT_GARBAGE),
  SERVER ("answer without limits", SIM_FAULT_EMPTY),
  EVENT ("login expired by the clock", AT_CLAUDE_LOGIN | AT_CODEX_LOGIN, EXPIRES),
  EVENT ("login renewed while asking", AT_CLAUDE_LOGIN | AT_CODEX_LOGIN, RENEWED_UNDER_REQUEST),
  EVENT ("login file half written", AT_CLAUDE_LOGIN | AT_CODEX_LOGIN, LOGIN_TORN),
  EVENT ("another account logged in", EVERYWHERE, OTHER_LOGIN),
  EVENT ("another account, while offline", EVERYWHERE, OTHER_LOGIN_OFFLINE),
  EVENT ("logged out", AT_CLAUDE_LOGIN | AT_CODEX_LOGIN, LOGGED_OUT),
  EVENT ("login without the scope", AT_CLAUDE_LOGIN, SCOPE_LOST),
  EVENT ("program not installed", AT_PROGRAM, PROGRAM_ABSENT),
  PROGRAM ("program too old", SIM_PROGRAM_OLD, 0),
  PROGRAM ("program hangs", SIM_PROGRAM_FAILS, SIM_SILENCE_LATE),
  PROGRAM ("program dies", SIM_PROGRAM_FAILS, SIM_SILENCE_GONE),
  PROGRAM ("program talks garbage", SIM_PROGRAM_FAILS, SIM_SILENCE_NOISE),
  PROGRAM ("program has no new numbers", SIM_PROGRAM_HAS_NONE, 0),
  PROGRAM ("program's login has no plan", SIM_PROGRAM_NO_PLAN, 0),
  PROGRAM ("program's answer without limits", SIM_PROGRAM_EMPTY, 0),
  EVENT ("Claude Code is not used", AT_FILE, PROGRAM_STOPS),
  EVENT ("file cut off", AT_FILE, FILE_CUT),
  EVENT ("file is garbage", AT_FILE, FILE_GARBAGE),
  EVENT ("file without limits", AT_FILE, FILE_EMPTY),
  EVENT ("file of another account", AT_FILE, FILE_OTHERS),
  EVENT ("asleep for 6 h, across a reset", EVERYWHERE, SUSPENDED),
  EVENT ("started offline", EVERYWHERE, OFFLINE_START),
};

/* A day under way. */
typedef struct
{
  MatrixSource source;
  const Fault *fault;
  SimFaults *faults; /* borrowed */
  Sim *sim; /* borrowed */
  gboolean is_on; /* the fault */
  guint login; /* who is logged in */
} Cell;

guint
matrix_count_faults (void)
{
  return G_N_ELEMENTS (FAULTS);
}

const char *
matrix_get_fault_name (guint fault)
{
  return FAULTS[fault].name;
}

static gboolean
is_file (MatrixSource source)
{
  return source == MATRIX_STATUSLINE || source == MATRIX_CACHE;
}

static gboolean
asks_server (MatrixSource source)
{
  return source == MATRIX_OAUTH || source == MATRIX_AUTO || source == MATRIX_CODEX_HTTP;
}

static gboolean
asks_program (MatrixSource source)
{
  return source == MATRIX_CLI || source == MATRIX_CODEX_PROGRAM;
}

char
matrix_get_reason (MatrixSource source, guint fault)
{
  guint where = FAULTS[fault].where;

  if ((where & EVERYWHERE) != 0)
    return FAULTS[fault].event == OTHER_LOGIN_OFFLINE && asks_program (source) ? 'a' : '\0';
  if ((where & AT_SERVER) != 0)
    return asks_server (source) ? '\0' : is_file (source) ? 'b' : 'a';
  if ((where & AT_PROGRAM) != 0)
    return asks_program (source) ? '\0' : 'c';
  if ((where & AT_FILE) != 0)
    return is_file (source) ? '\0' : 'd';
  if (source == MATRIX_CODEX_HTTP)
    return (where & AT_CODEX_LOGIN) != 0 ? '\0' : 'f';

  return source == MATRIX_OAUTH || source == MATRIX_AUTO ? '\0' : 'e';
}

/* What Claude Code writes by itself, in the two tables that live of it. */
static void
chatter (Cell *cell)
{
  const Fault *fault = cell->fault;
  Event event = cell->is_on ? fault->event : NOTHING_ELSE;
  guint login = cell->login;
  const char *bytes = event == FILE_CUT       ? "{\"cachedUsageUtil"
                      : event == FILE_GARBAGE ? "\001\002 no file of ours"
                      : event == FILE_EMPTY   ? "{}"
                                              : NULL;

  if (event == PROGRAM_STOPS)
    return;
  if (cell->source == MATRIX_STATUSLINE)
    {
      if (event == FILE_OTHERS)
        bytes = "a feed under another token";
      sim_feed (cell->sim, bytes);
    }
  else if (cell->source == MATRIX_CACHE)
    sim_cache (cell->sim, login, event == FILE_OTHERS ? 1 : login, bytes);
}

static void
live_until (Cell *cell, gint64 until)
{
  while (is_file (cell->source) && sim_now (cell->sim) + CHATTER <= until)
    {
      sim_run_until (cell->sim, sim_now (cell->sim) + CHATTER);
      chatter (cell);
      sim_assert_honest (cell->sim);
    }
  sim_run_until (cell->sim, until);
  sim_assert_honest (cell->sim);
}

static void
begin_event (Cell *cell)
{
  Sim *sim = cell->sim;

  switch (cell->fault->event)
    {
    case RENEWED_UNDER_REQUEST:
      sim_renew_under_request (sim);
      break;
    case OTHER_LOGIN_OFFLINE:
    case OTHER_LOGIN:
      if (cell->fault->event == OTHER_LOGIN_OFFLINE)
        sim_set_network (sim, &cell->faults->server[SIM_FAULT_NAME]);
      cell->login = 1;
      chatter (cell);
      sim_log_in (sim, 1, 2 * DAY, TRUE);
      break;
    case LOGGED_OUT:
      sim_write_login (sim, NULL);
      sim_set_program (sim, SIM_PROGRAM_NO_PLAN, NULL);
      break;
    case LOGIN_TORN:
      sim_write_login (sim, "{\"claudeAiOauth\":{\"accessTok");
      break;
    case SCOPE_LOST:
      sim_log_in (sim, 0, 2 * DAY, FALSE);
      break;
    case PROGRAM_ABSENT:
      sim_set_installed (sim, FALSE);
      break;
    case NOTHING_ELSE:
    case EXPIRES:
    case PROGRAM_STOPS:
    case FILE_CUT:
    case FILE_GARBAGE:
    case FILE_EMPTY:
    case FILE_OTHERS:
    case SUSPENDED:
    case OFFLINE_START:
    default:
      break;
    }
}

static void
begin (Cell *cell)
{
  const Fault *fault = cell->fault;

  cell->is_on = TRUE;
  if (fault->server >= 0)
    sim_set_server (cell->sim, &cell->faults->server[fault->server]);
  sim_set_program (cell->sim, (SimProgram) fault->program,
                   fault->program == SIM_PROGRAM_FAILS ? cell->faults->silence[fault->silence]
                                                       : NULL);
  begin_event (cell);
}

static void
end (Cell *cell)
{
  Event event = cell->fault->event;

  cell->is_on = FALSE;
  sim_set_server (cell->sim, NULL);
  sim_set_program (cell->sim, SIM_PROGRAM_GOOD, NULL);
  sim_set_installed (cell->sim, MATRIX_SOURCES[cell->source].has_program);
  if (event == OFFLINE_START || event == OTHER_LOGIN_OFFLINE)
    sim_set_network (cell->sim, NULL);
  if (event == EXPIRES || event == LOGGED_OUT || event == LOGIN_TORN || event == SCOPE_LOST)
    sim_log_in (cell->sim, 0, 2 * DAY, TRUE);
}

static PlimsollMeter *
meter (Cell *cell)
{
  return plimsoll_keeper_get_meter (sim_get_keeper (cell->sim));
}

/* (transfer full): "7 % · 6 %", with a dash for what has no reading. */
static char *
dup_shown (Cell *cell)
{
  static const char *const ids[] = { "session", "week" };
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter (cell));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (sim_now (cell->sim));
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      PlimsollLimit *limit =
          snapshot != NULL ? plimsoll_snapshot_find_limit (snapshot, ids[i]) : NULL;
      double reading = limit != NULL ? plimsoll_limit_get_reading (limit, now) : NAN;

      g_string_append (text, i > 0 ? " · " : "");
      if (isnan (reading))
        g_string_append (text, "–");
      else
        g_string_append_printf (text, "%.0f %%", reading);
    }
  return g_string_free (text, FALSE);
}

/* (transfer full): in whole minutes, as a person would say it. */
static char *
dup_span (gint64 seconds)
{
  gint64 minutes = (seconds + SIM_MINUTE / 2) / SIM_MINUTE;

  if (minutes < 1)
    return g_strdup ("at once");
  if (minutes < 60)
    return g_strdup_printf ("%d min", (int) minutes);
  if (minutes % 60 == 0)
    return g_strdup_printf ("%d h", (int) (minutes / 60));

  return g_strdup_printf ("%d h %d min", (int) (minutes / 60), (int) (minutes % 60));
}

/* (transfer full): how old the oldest of the numbers that are shown is. */
static char *
dup_age (Cell *cell)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter (cell));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (sim_now (cell->sim));
  char *text = NULL;

  if (snapshot == NULL)
    return g_strdup ("–");

  text = dup_span (plimsoll_snapshot_get_age (snapshot, now) / G_TIME_SPAN_SECOND);
  if (g_str_equal (text, "at once"))
    {
      g_free (text);
      return g_strdup ("new");
    }
  return text;
}

/* (transfer full): "stale: rate-limited" */
static char *
dup_condition (Cell *cell)
{
  PlimsollCondition condition = plimsoll_meter_get_condition (meter (cell));
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter (cell));
  const char *word = plimsoll_condition_to_word (condition);

  if (condition != PLIMSOLL_CONDITION_STALE || problem == NULL)
    return g_strdup (word);

  return g_strdup_printf ("%s: %s", word,
                          plimsoll_condition_to_word (plimsoll_problem_get_condition (problem)));
}

static char *
dup_next (Cell *cell)
{
  GDateTime *next = plimsoll_meter_get_next_try (meter (cell));

  if (next == NULL)
    return g_strdup ("with the network");

  return dup_span (MAX (g_date_time_to_unix (next) - sim_now (cell->sim), SIM_MINUTE));
}

/* (transfer full): how often the server was asked in the day, and the program. */
static char *
dup_asked (Cell *cell)
{
  guint n_requests = sim_count_requests (cell->sim, BEGUN);
  guint n_starts = sim_count_starts (cell->sim, BEGUN);

  if (is_file (cell->source))
    {
      g_assert_cmpuint (n_requests + n_starts, ==, 0);
      return g_strdup ("–");
    }
  if (cell->source == MATRIX_AUTO)
    return g_strdup_printf ("%u + %u", n_requests, n_starts);

  return g_strdup_printf ("%u", asks_program (cell->source) ? n_starts : n_requests);
}

/* What comes from the cached file counts as stale at any age; there it is enough that it is young.
 */
static gboolean
is_well (Cell *cell)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter (cell));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (sim_now (cell->sim));

  if (cell->source != MATRIX_CACHE)
    return plimsoll_meter_get_condition (meter (cell)) == PLIMSOLL_CONDITION_FRESH;

  return snapshot != NULL
         && plimsoll_snapshot_get_age (snapshot, now) <= 2 * CHATTER * G_TIME_SPAN_SECOND;
}

/* (transfer full): how long after the fault's end the numbers are fresh. */
static char *
dup_recovery (Cell *cell)
{
  gint64 begun = sim_now (cell->sim);

  live_until (cell, begun);
  while (!is_well (cell))
    {
      if (sim_now (cell->sim) > begun + LONGEST_RECOVERY)
        g_error ("%s, %s: never well again", MATRIX_SOURCES[cell->source].title, cell->fault->name);
      live_until (cell, sim_now (cell->sim) + CHATTER);
    }

  return dup_span (sim_now (cell->sim) - begun);
}

/* The machine sleeps from the start of the fault; the first look is right at the waking. */
static void
come_to_first_look (Cell *cell)
{
  g_autoptr (GDateTime) now = NULL;

  if (cell->fault->event != SUSPENDED)
    {
      live_until (cell, BEGUN + SIM_HOUR);
      return;
    }

  sim_sleep_until (cell->sim, BEGUN + NAP);
  now = g_date_time_new_from_unix_utc (sim_now (cell->sim));
  plimsoll_meter_look_at_clock (meter (cell), now);
  sim_assert_honest (cell->sim);
}

char *
matrix_dup_line (MatrixSource source, guint fault, SimFaults *faults)
{
  const MatrixSourceFields *fields = &MATRIX_SOURCES[source];
  g_autoptr (Sim) sim = sim_new (fields->vendor, fields->order, fields->has_program, fault + 1);
  Cell cell = { source, &FAULTS[fault], faults, sim, FALSE, 0 };
  g_autofree char *shown = NULL;
  g_autofree char *age = NULL;
  g_autofree char *condition = NULL;
  g_autofree char *next = NULL;
  g_autofree char *later = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *recovery = NULL;

  if (cell.fault->event == OFFLINE_START)
    sim_set_network (sim, &faults->server[SIM_FAULT_NAME]);
  if (cell.fault->event == EXPIRES)
    sim_log_in (sim, 0, SIM_HOUR, TRUE);
  /* What Claude Code saw before we came. */
  if (source == MATRIX_CACHE || source == MATRIX_AUTO)
    sim_cache (sim, 0, 0, NULL);
  plimsoll_keeper_start (sim_get_keeper (sim));
  if (cell.fault->event != OFFLINE_START)
    live_until (&cell, BEGUN);
  begin (&cell);
  come_to_first_look (&cell);
  shown = dup_shown (&cell);
  age = dup_age (&cell);
  condition = dup_condition (&cell);
  if (cell.fault->event == SUSPENDED)
    sim_wake (sim);
  next = dup_next (&cell);
  live_until (&cell, OVER);
  later = dup_shown (&cell);
  asked = dup_asked (&cell);
  sim_assert_untouched (sim);
  end (&cell);
  recovery = dup_recovery (&cell);

  return g_strdup_printf ("| %s | %s | %s | %s | %s | %s | %s | %s |\n", cell.fault->name, shown,
                          age, condition, next, later, asked, recovery);
}
