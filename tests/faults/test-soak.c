/* test-soak.c - a day of everything that can go wrong, in any order.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each run throws dice for a day: what the server does, the installed program, the network, the
 * login file, the status line, the lid of the machine, the person. What must hold at every moment
 * is held by sim.c and sim-truth.c; what must hold at the end of all trouble is held here. A run is
 * named by its seed: `test-soak --seed 17` lives through the same day again, and tells it. `--long`
 * lives through ten times as many. */

#include <stdlib.h>
#include <string.h>

#include "sim-faults.h"

#define SHORT_RUNS 20
#define LONG_RUNS 200
#define DAY (24 * SIM_HOUR)
/* Long enough for the longest order, a pause of the program, and another turn behind them. */
#define CONVALESCENCE (3 * SIM_HOUR)
#define LONGEST_SLEEP (8 * SIM_HOUR)

static SimFaults *faults;
static gboolean is_loud;

typedef struct
{
  Sim *sim; /* borrowed */
  SimVendor vendor;
  GRand *dice; /* borrowed */
  guint login;
  gboolean has_network;
  gboolean is_asleep;
} Day;

typedef void (*Mishap) (Day *day);

static gint32
throw_dice (Day *day, gint32 sides)
{
  return g_rand_int_range (day->dice, 0, sides);
}

static void
change_server (Day *day)
{
  sim_set_server (day->sim, &faults->server[throw_dice (day, SIM_N_FAULTS)]);
}

static void
mend_server (Day *day)
{
  sim_set_server (day->sim, NULL);
}

static void
change_program (Day *day)
{
  sim_set_program (day->sim, (SimProgram) throw_dice (day, SIM_PROGRAM_FAILS + 1),
                   faults->silence[throw_dice (day, SIM_N_SILENCES)]);
}

static void
mend_program (Day *day)
{
  sim_set_program (day->sim, SIM_PROGRAM_GOOD, NULL);
}

static void
flip_network (Day *day)
{
  day->has_network = !day->has_network;
  sim_set_network (day->sim, day->has_network ? NULL : &faults->server[SIM_FAULT_NAME]);
}

static void
renew (Day *day)
{
  sim_log_in (day->sim, day->login, 1 + throw_dice (day, 8 * SIM_HOUR), throw_dice (day, 8) != 0);
}

/* Whoever logs in with Claude Code is named in its state file as well. */
static void
change_login (Day *day)
{
  g_autofree char *state = NULL;

  day->login = 1 - day->login;
  state = g_strdup_printf ("{\"oauthAccount\":{\"accountUuid\":\"account-%u\"}}", day->login);
  sim_cache (day->sim, day->login, day->login, state);
  sim_log_in (day->sim, day->login, DAY, TRUE);
}

static void
renew_under_request (Day *day)
{
  sim_renew_under_request (day->sim);
}

static void
break_login (Day *day)
{
  static const char *const files[] = { NULL, "", "{}", "{\"claudeAiOauth\":{\"accessTok",
                                       "{\"claudeAiOauth\":{\"accessToken\":\"\"}}" };

  sim_write_login (day->sim, files[throw_dice (day, G_N_ELEMENTS (files))]);
}

static void
feed (Day *day)
{
  sim_feed (day->sim, throw_dice (day, 4) == 0 ? "plimsoll noise" : NULL);
}

static void
cache (Day *day)
{
  sim_cache (day->sim, (guint) throw_dice (day, SIM_N_LOGINS), day->login,
             throw_dice (day, 4) == 0 ? "{\"cachedUsage" : NULL);
}

static void
sleep_a_while (Day *day)
{
  sim_sleep_until (day->sim, sim_now (day->sim) + throw_dice (day, LONGEST_SLEEP));
  sim_assert_honest (day->sim);
  sim_wake (day->sim);
}

static void
refresh (Day *day)
{
  sim_refresh (day->sim);
}

static const struct
{
  const char *name;
  Mishap happen;
  guint weight;
  gboolean is_of_claude;
} MISHAPS[] = {
  { "the server changes", change_server, 8, FALSE },
  { "the server is well", mend_server, 4, FALSE },
  { "the program changes", change_program, 3, FALSE },
  { "the program is well", mend_program, 2, FALSE },
  { "the network goes or comes", flip_network, 2, FALSE },
  { "the login is renewed", renew, 2, FALSE },
  { "another login", change_login, 2, FALSE },
  { "the login is renewed under a request", renew_under_request, 1, FALSE },
  { "the login file is broken", break_login, 1, FALSE },
  { "a status line speaks", feed, 4, TRUE },
  { "Claude Code keeps its numbers", cache, 2, TRUE },
  { "the machine sleeps", sleep_a_while, 1, FALSE },
  { "a person wants new numbers", refresh, 3, FALSE },
};

static void
let_something_happen (Day *day)
{
  guint total = 0;
  gint32 at = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (MISHAPS); i++)
    total += MISHAPS[i].weight;
  at = throw_dice (day, (gint32) total);
  for (gsize i = 0; i < G_N_ELEMENTS (MISHAPS); i++)
    {
      at -= (gint32) MISHAPS[i].weight;
      if (at >= 0)
        continue;
      if (MISHAPS[i].is_of_claude && day->vendor != SIM_CLAUDE)
        return;
      if (is_loud)
        g_test_message ("%+6" G_GINT64_FORMAT " s: %s", sim_now (day->sim) - SIM_START,
                        MISHAPS[i].name);
      MISHAPS[i].happen (day);
      return;
    }
}

/* Whatever was wrong, once it is over there are fresh numbers of the right account again. */
static void
recover (Day *day)
{
  PlimsollMeter *meter = plimsoll_keeper_get_meter (sim_get_keeper (day->sim));

  mend_server (day);
  mend_program (day);
  if (!day->has_network)
    flip_network (day);
  sim_log_in (day->sim, day->login, DAY, TRUE);
  sim_run_until (day->sim, sim_now (day->sim) + CONVALESCENCE);
  sim_assert_honest (day->sim);
  g_assert_cmpstr (plimsoll_condition_to_word (plimsoll_meter_get_condition (meter)), ==, "fresh");
}

/* From its first moment to its last a day of mishaps shows no number that nobody said of this
 * account and this window at that moment, sends no token to another host, asks nobody oftener or
 * sooner than allowed, touches no file of the person's, and is over when its causes are. */
static void
test_day (gconstpointer data)
{
  static const char *const orders[] = { "auto", "auto", "oauth,cache", "cli,oauth", "oauth" };
  guint32 seed = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  Day day = { .dice = dice, .has_network = TRUE };
  g_autoptr (Sim) sim = NULL;

  day.vendor = throw_dice (&day, 3) == 0 ? SIM_CODEX : SIM_CLAUDE;
  sim = sim_new (day.vendor, orders[throw_dice (&day, G_N_ELEMENTS (orders))],
                 throw_dice (&day, 3) != 0, seed);
  day.sim = sim;
  g_test_message ("seed %u", seed);
  plimsoll_keeper_start (sim_get_keeper (sim));
  while (sim_now (sim) < SIM_START + DAY)
    {
      sim_run_until (sim, sim_now (sim) + 1 + throw_dice (&day, 40 * SIM_MINUTE));
      let_something_happen (&day);
      sim_run_until (sim, sim_now (sim));
      sim_assert_honest (sim);
    }
  recover (&day);
  sim_assert_untouched (sim);
}

static void
add (guint seed)
{
  g_autofree char *path = g_strdup_printf ("/faults/soak/%u", seed);

  g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_day);
}

int
main (int argc, char **argv)
{
  gint seed = 0;
  gboolean is_long = FALSE;
  const GOptionEntry entries[] = {
    { "seed", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &seed, "Only this day", "N" },
    { "long", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_long, "200 days", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int status = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;

  g_test_init (&argc, &argv, NULL);
  is_loud = seed != 0;
  faults = sim_faults_record ();
  if (seed != 0)
    add ((guint) seed);
  for (guint i = 1; seed == 0 && i <= (is_long ? LONG_RUNS : SHORT_RUNS); i++)
    add (i);
  status = g_test_run ();
  sim_faults_free (faults);
  return status;
}
