/* plimsoll-claude-money.c - what a usage body says about spending beyond the plan.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two forms of the same pool: the older `extra_usage` with bare minor units, and `spend` with whole
 * amounts. Money is believed to the unit or not at all: a wrong exponent would be wrong by a
 * hundred. So here a value of the wrong type is no missing value; it makes the amount unreadable. A
 * pool whose cap is zero was never given out, and is nothing rather than a pool that is used up. */

#include "plimsoll-claude-money.h"

#include <math.h>
#include <string.h>

#include "plimsoll-claude-row.h"
#include "plimsoll-json.h"

#define DEFAULT_CURRENCY "USD"
/* Currencies without a smaller unit; the first is the only one seen. */
static const char *const WHOLE_CURRENCIES[] = { "JPY", "KRW", "CLP", "VND", NULL };
#define DEFAULT_EXPONENT 2
/* Ten million millions of cents: no pool of a person or a company, so a damaged number. */
#define MAX_MINOR_UNITS G_GINT64_CONSTANT (1000000000000000)

/* The server's words for a pool that is closed. Another word is "unknown": it is code, not
 * language. */
static const char *const REASONS[] = {
  "overage_not_provisioned",
  "org_level_disabled",
  "org_level_disabled_until",
  "out_of_credits",
  "seat_tier_level_disabled",
  "member_level_disabled",
  "seat_tier_zero_credit_limit",
  "group_zero_credit_limit",
  "member_zero_credit_limit",
  "org_service_level_disabled",
  "org_service_zero_credit_limit",
  "no_limits_configured",
  "fetch_error",
  "unknown",
  "spend_limit_reached",
  NULL,
};

/* One pool as read from either form, before it is judged. */
typedef struct
{
  gboolean is_enabled;
  PlimsollMoney *used; /* (owned) (nullable) */
  PlimsollMoney *cap; /* (owned) (nullable): NULL is no cap */
  double said_percent; /* NAN when not said */
  const char *reason; /* (nullable): static */
} Pool;

static gboolean
is_absent (JsonObject *object, const char *key)
{
  return !json_object_has_member (object, key) || json_object_get_null_member (object, key);
}

/* (transfer full) (nullable): `fallback` when nothing is said; what is no currency is refused
 * later. */
static char *
dup_currency (JsonObject *object, const char *key, const char *fallback)
{
  const char *text = plimsoll_json_get_string (object, key);

  if (is_absent (object, key))
    return g_strdup (fallback);

  return text != NULL ? g_ascii_strup (text, -1) : NULL;
}

/* FALSE when the exponent is said and cannot be meant. */
static gboolean
read_exponent (JsonObject *object, const char *key, const char *currency, guint *exponent)
{
  gint64 value = g_strv_contains (WHOLE_CURRENCIES, currency) ? 0 : DEFAULT_EXPONENT;

  if (!is_absent (object, key) && !plimsoll_json_get_integer (object, key, &value))
    return FALSE;
  if (value < 0 || value > PLIMSOLL_AMOUNT_MAX_EXPONENT)
    return FALSE;

  *exponent = (guint) value;
  return TRUE;
}

/* (transfer full) (nullable) */
static PlimsollMoney *
read_money (JsonObject *object,
            const char *units_key,
            const char *exponent_key,
            const char *default_currency)
{
  g_autofree char *currency = NULL;
  gint64 minor_units = 0;
  guint exponent = 0;

  if (!plimsoll_json_get_integer (object, units_key, &minor_units) || minor_units < 0
      || minor_units > MAX_MINOR_UNITS)
    return NULL;

  currency = dup_currency (object, "currency", default_currency);
  if (currency == NULL || !read_exponent (object, exponent_key, currency, &exponent))
    return NULL;

  return plimsoll_money_new (minor_units, exponent, currency);
}

static const char *
read_reason (JsonObject *object)
{
  const char *text = plimsoll_json_get_string (object, "disabled_reason");
  gboolean is_reached = FALSE;

  for (gsize i = 0; text != NULL && REASONS[i] != NULL; i++)
    if (strcmp (REASONS[i], text) == 0)
      return REASONS[i];
  if (text != NULL)
    return "unknown";

  plimsoll_json_get_bool (object, "spend_limit_reached", &is_reached);
  return is_reached ? "spend_limit_reached" : NULL;
}

/* From the amounts when they can be compared: that is exact, and stays true when the cap was
 * lowered. Without a cap there is nothing to have used a part of, whatever the server says. */
static double
judge_percent (const Pool *pool)
{
  gint64 cap = pool->cap != NULL ? plimsoll_money_get_minor_units (pool->cap) : 0;

  if (cap == 0)
    return (double) NAN;
  if (plimsoll_money_get_exponent (pool->cap) != plimsoll_money_get_exponent (pool->used)
      || strcmp (plimsoll_money_get_currency (pool->cap), plimsoll_money_get_currency (pool->used))
             != 0)
    return pool->said_percent;

  return 100.0 * (double) plimsoll_money_get_minor_units (pool->used) / (double) cap;
}

/* (transfer full) (nullable): takes what `pool` owns. */
static PlimsollSpend *
finish (Pool *pool)
{
  g_autoptr (PlimsollMoney) used = pool->used;
  g_autoptr (PlimsollMoney) cap = pool->cap;
  gboolean was_used = used != NULL && plimsoll_money_get_minor_units (used) > 0;
  gboolean has_room = cap != NULL && plimsoll_money_get_minor_units (cap) > 0;
  gboolean is_boundless = cap == NULL && pool->is_enabled;

  if (used == NULL || (!has_room && !is_boundless && !was_used))
    return NULL;
  /* Switched on with nothing in it: the pool does not exist. */
  if (pool->is_enabled && cap != NULL && !has_room)
    return NULL;

  return plimsoll_spend_new (pool->is_enabled, used, cap, judge_percent (pool), pool->reason);
}

/* (transfer full) (nullable) */
static PlimsollSpend *
read_extra_usage (JsonObject *extra, const char *currency)
{
  Pool pool = { .said_percent = (double) NAN };

  if (extra == NULL || !plimsoll_json_get_bool (extra, "is_enabled", &pool.is_enabled))
    return NULL;

  pool.used = read_money (extra, "used_credits", "decimal_places", currency);
  pool.cap = read_money (extra, "monthly_limit", "decimal_places", currency);
  pool.reason = read_reason (extra);
  /* A cap that is said but unreadable is not the same as none. */
  if (pool.cap == NULL && !is_absent (extra, "monthly_limit"))
    {
      g_clear_pointer (&pool.used, plimsoll_money_unref);
      return NULL;
    }

  pool.said_percent = plimsoll_claude_read_percent (extra, "utilization");
  return finish (&pool);
}

/* The limit itself, else the cap in money; `*cap` (transfer full) stays NULL when there is none.
 * FALSE when there is one that cannot be read: also one in credits, because nobody says what a
 * credit is worth. */
static gboolean
read_cap (JsonObject *spend, const char *currency, PlimsollMoney **cap)
{
  JsonObject *holder = spend;
  const char *key = "limit";

  if (is_absent (spend, key))
    {
      if (is_absent (spend, "cap"))
        return TRUE;
      holder = plimsoll_json_get_object (spend, "cap");
      key = "money";
    }
  if (holder == NULL)
    return FALSE;
  if (is_absent (holder, key))
    return is_absent (holder, "credits");

  *cap = read_money (plimsoll_json_get_object (holder, key), "amount_minor", "exponent", currency);
  return *cap != NULL;
}

/* (transfer full) (nullable) */
static PlimsollSpend *
read_spend (JsonObject *spend, const char *currency)
{
  Pool pool = { .said_percent = (double) NAN };

  if (spend == NULL || !plimsoll_json_get_bool (spend, "enabled", &pool.is_enabled)
      || !read_cap (spend, currency, &pool.cap))
    return NULL;

  pool.used =
      read_money (plimsoll_json_get_object (spend, "used"), "amount_minor", "exponent", currency);
  pool.reason = read_reason (spend);
  pool.said_percent = plimsoll_claude_read_percent (spend, "percent");
  return finish (&pool);
}

/* (transfer none): what the rest of the body says about the currency when an amount itself does
 * not. */
static const char *
find_currency (JsonObject *spend, JsonObject *extra)
{
  const char *currency =
      plimsoll_json_get_string (plimsoll_json_get_object (spend, "used"), "currency");

  if (currency == NULL)
    currency = plimsoll_json_get_string (plimsoll_json_get_object (spend, "limit"), "currency");
  if (currency == NULL)
    currency = plimsoll_json_get_string (extra, "currency");

  return currency != NULL ? currency : DEFAULT_CURRENCY;
}

PlimsollSpend *
plimsoll_claude_money_read (JsonObject *body)
{
  JsonObject *spend = plimsoll_json_get_object (body, "spend");
  JsonObject *extra = plimsoll_json_get_object (body, "extra_usage");
  const char *currency = find_currency (spend, extra);
  g_autoptr (PlimsollSpend) first = read_spend (spend, currency);
  g_autoptr (PlimsollSpend) second = read_extra_usage (extra, currency);

  if (first != NULL && plimsoll_spend_is_enabled (first))
    return g_steal_pointer (&first);
  if (second != NULL)
    return g_steal_pointer (&second);

  return g_steal_pointer (&first);
}
