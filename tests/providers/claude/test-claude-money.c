/* test-claude-money.c - what a usage body says about money.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each line is one body and the one line that a person should see of it; an empty line is
 * "nothing", which for money is always better than a guess. */

#include "plimsoll-claude-fixture.h"

typedef struct
{
  const char *name;
  const char *body;
  const char *line; /* without the line's end */
} Case;

static const Case EXTRA_USAGE[] = {
  /* Amounts are minor units and are divided by the decimals that are said. */
  { "minor-units",
    "{'is_enabled':true,'monthly_limit':500000,'used_credits':123450.0,'utilization':24.69,"
    "'currency':'USD','decimal_places':2}",
    "spend on|1234.50 USD/5000.00 USD|24.69|-" },
  { "three-decimals",
    "{'is_enabled':true,'monthly_limit':9000,'used_credits':4500,'currency':'KWD',"
    "'decimal_places':3}",
    "spend on|4.500 KWD/9.000 KWD|50|-" },
  /* Without decimals being said it is two, and none for the yen. */
  { "default-decimals",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':'AUD'}",
    "spend on|2.50 AUD/10.00 AUD|25|-" },
  { "yen", "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':'JPY'}",
    "spend on|250 JPY/1000 JPY|25|-" },
  { "decimals-null",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':'JPY',"
    "'decimal_places':null}",
    "spend on|250 JPY/1000 JPY|25|-" },
  /* Decimals that cannot be meant make the amount unreadable; nobody guesses by a factor of a
     hundred. */
  { "decimals-too-many",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'decimal_places':7}", "" },
  { "decimals-negative",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'decimal_places':-1}", "" },
  { "decimals-text",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'decimal_places':'0'}", "" },
  { "decimals-broken",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'decimal_places':1.5}", "" },
  /* No limit is no cap, not a cap of zero. */
  { "no-cap", "{'is_enabled':true,'monthly_limit':null,'used_credits':250,'currency':'EUR'}",
    "spend on|2.50 EUR/-|-|-" },
  { "no-cap-nothing-used",
    "{'is_enabled':true,'monthly_limit':null,'used_credits':0,'currency':'EUR'}",
    "spend on|0.00 EUR/-|-|-" },
  /* A limit of zero on a pool that is on means that there is no pool, not that it is used up. */
  { "zero-cap", "{'is_enabled':true,'monthly_limit':0,'used_credits':0.0,'currency':'USD'}", "" },
  { "zero-cap-but-used",
    "{'is_enabled':true,'monthly_limit':0,'used_credits':250,'currency':'USD'}", "" },
  /* A limit that is said but unreadable is not "no cap". */
  { "cap-text", "{'is_enabled':true,'monthly_limit':'1000','used_credits':250}", "" },
  { "cap-negative", "{'is_enabled':true,'monthly_limit':-1000,'used_credits':250}", "" },
  { "cap-huge", "{'is_enabled':true,'monthly_limit':1e300,'used_credits':250}", "" },
  { "cap-beyond-integers",
    "{'is_enabled':true,'monthly_limit':18446744073709551617,'used_credits':250}", "" },
  /* Use that is unknown is not zero. */
  { "used-null", "{'is_enabled':true,'monthly_limit':1000,'used_credits':null}", "" },
  { "used-text", "{'is_enabled':true,'monthly_limit':1000,'used_credits':'250'}", "" },
  { "used-fraction", "{'is_enabled':true,'monthly_limit':1000,'used_credits':250.5}", "" },
  { "used-negative", "{'is_enabled':true,'monthly_limit':1000,'used_credits':-250}", "" },
  { "used-true", "{'is_enabled':true,'monthly_limit':1000,'used_credits':true}", "" },
  /* More than the cap is shown as it is. */
  { "over-the-cap", "{'is_enabled':true,'monthly_limit':5000,'used_credits':5091,'currency':'USD'}",
    "spend on|50.91 USD/50.00 USD|101.82|-" },
  /* A missing currency is dollars; one that is none makes the amount unreadable. */
  { "currency-missing", "{'is_enabled':true,'monthly_limit':1000,'used_credits':250}",
    "spend on|2.50 USD/10.00 USD|25|-" },
  { "currency-small",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':'eur'}",
    "spend on|2.50 EUR/10.00 EUR|25|-" },
  { "currency-sign", "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':'€'}",
    "" },
  { "currency-number", "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':978}",
    "" },
  { "currency-markup",
    "{'is_enabled':true,'monthly_limit':1000,'used_credits':250,'currency':'<b>'}", "" },
  /* A pool that is off is kept when it was used or could be, with the server's word for why. */
  { "off-with-reason",
    "{'is_enabled':false,'monthly_limit':1000,'used_credits':0,'disabled_reason':"
    "'org_level_disabled'}",
    "spend off|0.00 USD/10.00 USD|0|org_level_disabled" },
  { "off-and-reached",
    "{'is_enabled':false,'monthly_limit':1000,'used_credits':1000,'disabled_reason':null,"
    "'spend_limit_reached':true}",
    "spend off|10.00 USD/10.00 USD|100|spend_limit_reached" },
  { "off-unheard-of",
    "{'is_enabled':false,'monthly_limit':1000,'used_credits':1,'disabled_reason':'<i>odd</i>'}",
    "spend off|0.01 USD/10.00 USD|0.1|unknown" },
  { "off-and-empty", "{'is_enabled':false,'monthly_limit':null,'used_credits':null}", "" },
  { "off-and-never-used", "{'is_enabled':false,'monthly_limit':null,'used_credits':0}", "" },
  /* Without the switch nobody can say whether the pool is on. */
  { "no-switch", "{'monthly_limit':1000,'used_credits':250}", "" },
  { "switch-text", "{'is_enabled':'yes','monthly_limit':1000,'used_credits':250}", "" },
};

/* Amounts of the newer form. */
#define EUR_0 "{'amount_minor':0,'currency':'EUR','exponent':2}"
#define EUR_1 "{'amount_minor':100,'currency':'EUR','exponent':2}"
#define EUR_650 "{'amount_minor':650,'currency':'EUR','exponent':2}"
#define EUR_10 "{'amount_minor':1000,'currency':'EUR','exponent':2}"
#define EUR_40 "{'amount_minor':4000,'currency':'EUR','exponent':2}"
#define USD_40 "{'amount_minor':4000,'currency':'USD','exponent':2}"
/* A made-up percentage beside amounts: the amounts win. */
#define ON "'enabled':true,'percent':99"
#define OFF "'enabled':false,'percent':99"
#define EXTRA "'extra_usage':{'is_enabled':true,"

static const Case BODIES[] = {
  /* The newer form wins when it is on; its percentage is reckoned from the amounts. */
  { "spend-first",
    "{'spend':{" ON ",'used':" EUR_650 ",'limit':" EUR_40 "}," EXTRA
    "'monthly_limit':9900,'used_credits':1,'currency':'USD'}}",
    "spend on|6.50 EUR/40.00 EUR|16.25|-" },
  /* When it is off, or cannot be read, the older form speaks. */
  { "spend-off",
    "{'spend':{" OFF ",'used':" EUR_650 ",'limit':" EUR_40 "}," EXTRA
    "'monthly_limit':9900,'used_credits':99,'currency':'USD'}}",
    "spend on|0.99 USD/99.00 USD|1|-" },
  { "spend-unreadable",
    "{'spend':{" ON ",'used':{'amount_minor':'650'},'limit':" EUR_40 "}," EXTRA
    "'monthly_limit':4000,'used_credits':650,'currency':'EUR'}}",
    "spend on|6.50 EUR/40.00 EUR|16.25|-" },
  /* A newer form that is off and alone is still said. */
  { "spend-off-alone", "{'spend':{" OFF ",'used':" EUR_650 ",'limit':" EUR_40 "}}",
    "spend off|6.50 EUR/40.00 EUR|16.25|-" },
  /* The cap may stand in `cap` when there is no limit. */
  { "cap-in-money",
    "{'spend':{" ON ",'used':" EUR_1 ",'limit':null,'cap':{'money':" EUR_10 ",'credits':null}}}",
    "spend on|1.00 EUR/10.00 EUR|10|-" },
  { "cap-of-nothing",
    "{'spend':{" ON ",'used':" EUR_1 ",'limit':null,'cap':{'money':null,'credits':null}}}",
    "spend on|1.00 EUR/-|-|-" },
  /* A cap in credits is a cap; what they are worth is not said, so nothing is shown. */
  { "cap-in-credits",
    "{'spend':{" ON ",'used':" EUR_1 ",'limit':null,"
    "'cap':{'money':null,'credits':{'amount_minor':5,'exponent':0}}}}",
    "" },
  /* A cap that is there and cannot be read is not "no cap". */
  { "cap-unreadable", "{'spend':{" ON ",'used':" EUR_1 ",'limit':null,'cap':{'money':'10'}}}", "" },
  { "cap-of-wrong-type", "{'spend':{" ON ",'used':" EUR_1 ",'limit':null,'cap':10}}", "" },
  { "limit-of-wrong-type", "{'spend':{" ON ",'used':" EUR_1 ",'limit':10}}", "" },
  /* An amount without a currency has that of the amounts around it. */
  { "currency-from-spend",
    "{'spend':{" OFF ",'used':" EUR_0 ",'limit':null}," EXTRA
    "'monthly_limit':1000,'used_credits':250,'currency':null}}",
    "spend on|2.50 EUR/10.00 EUR|25|-" },
  { "currency-from-limit", "{'spend':{" ON ",'used':{'amount_minor':650},'limit':" EUR_40 "}}",
    "spend on|6.50 EUR/40.00 EUR|16.25|-" },
  { "currency-from-extra-usage",
    "{'spend':{'enabled':true,'used':{'amount_minor':250,'exponent':2},'limit':null},"
    "'extra_usage':{'currency':'AUD'}}",
    "spend on|2.50 AUD/-|-|-" },
  /* Amounts in two currencies cannot be compared: then the server's percentage stands. */
  { "two-currencies", "{'spend':{" ON ",'used':" EUR_650 ",'limit':" USD_40 "}}",
    "spend on|6.50 EUR/40.00 USD|99|-" },
  { "exponent-out-of-range",
    "{'spend':{'enabled':true,'used':{'amount_minor':1,'currency':'EUR','exponent':7}}}", "" },
};

static char *
describe (const char *body)
{
  g_auto (GStrv) parts = g_strsplit (body, "'", -1);
  g_autofree char *json = g_strjoinv ("\"", parts);
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_fixture_parse (json);

  g_assert_cmpuint (usage->limits->len, ==, 0);
  return g_strchomp (plimsoll_claude_fixture_describe (usage));
}

static void
test_extra_usage (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *body = g_strdup_printf ("{'extra_usage':%s}", item->body);
  g_autofree char *line = describe (body);

  g_assert_cmpstr (line, ==, item->line);
}

static void
test_body (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *line = describe (item->body);

  g_assert_cmpstr (line, ==, item->line);
}

typedef struct
{
  const char *window;
  const char *line;
} Budget;

/* A dollar pool is a budget only with a limit above zero; its fractions become whole cents; what it
 * has spent is what it says, or else what is not left; its percentage is the server's, or else the
 * one of the amounts. */
static void
test_budgets (void)
{
  static const Budget BUDGETS[] = {
    { "{'utilization':50.0,'limit_dollars':20,'used_dollars':10.1,'remaining_dollars':9.9}",
      "budget:included|Included budget|budget|-|50|-|0h|normal|10.10 USD/20.00 USD" },
    { "{'utilization':null,'limit_dollars':20,'used_dollars':null,'remaining_dollars':1}",
      "budget:included|Included budget|budget|-|95|-|0h|critical|19.00 USD/20.00 USD" },
    { "{'utilization':null,'limit_dollars':20}",
      "budget:included|Included budget|budget|-|-|-|0h|normal|-/20.00 USD" },
    { "{'utilization':null,'limit_dollars':20,'used_dollars':25,'resets_at':1793728800}",
      "budget:included|Included budget|budget|-|125|2026-11-03T18:00:00Z|0h|critical"
      "|25.00 USD/20.00 USD" },
    { "{'utilization':null,'limit_dollars':20,'remaining_dollars':30}",
      "budget:included|Included budget|budget|-|-|-|0h|normal|-/20.00 USD" },
    { "{'utilization':7,'limit_dollars':'20'}",
      "other:cinder-cove|Other limit|other|-|7|-|0h|normal" },
    { "{'utilization':7,'limit_dollars':0}",
      "other:cinder-cove|Other limit|other|-|7|-|0h|normal" },
    { "{'utilization':0,'limit_dollars':0,'used_dollars':5}", "" },
    { "{'utilization':0,'limit_dollars':-20}", "" },
    { "{'utilization':0,'limit_dollars':1e300}", "" },
    { "{'utilization':0,'limit_dollars':20.123}", "" },
    { "{'utilization':0,'limit_dollars':true}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (BUDGETS); i++)
    {
      g_auto (GStrv) parts = g_strsplit (BUDGETS[i].window, "'", -1);
      g_autofree char *window = g_strjoinv ("\"", parts);
      g_autofree char *json = g_strdup_printf ("{\"cinder_cove\":%s}", window);
      g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_fixture_parse (json);
      g_autofree char *line = g_strchomp (plimsoll_claude_fixture_describe (usage));

      g_assert_cmpstr (line, ==, BUDGETS[i].line);
    }
}

/* A pool is never shown as a window in time, however full it is. */
static void
test_pool_is_no_window (void)
{
  g_autofree char *line = describe (
      "{'extra_usage':{'utilization':88.0,'resets_at':'2026-11-03T18:00:00Z','limit_dollars':5},"
      "'spend':{'utilization':88.0,'resets_at':'2026-11-03T18:00:00Z','limit_dollars':5}}");

  g_assert_cmpstr (line, ==, "");
}

static void
add_cases (const char *group, const Case *cases, gsize n_cases, GTestDataFunc function)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/claude/money/%s/%s", group, cases[i].name);

      g_test_add_data_func (path, &cases[i], function);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("extra-usage", EXTRA_USAGE, G_N_ELEMENTS (EXTRA_USAGE), test_extra_usage);
  add_cases ("body", BODIES, G_N_ELEMENTS (BODIES), test_body);
  g_test_add_func ("/claude/money/budgets", test_budgets);
  g_test_add_func ("/claude/money/pool-is-no-window", test_pool_is_no_window);

  return g_test_run ();
}
