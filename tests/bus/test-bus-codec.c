/* test-bus-codec.c - meters over D-Bus and back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is packed arrives, and what a stranger packs does no harm. No bus is needed. */

#include "plimsoll-bus-codec.h"

#include <math.h>

#include "plimsoll-moment.h"

#define KEY "0123456789abcdef0123456789abcdef"
#define FRESH_FOR (10 * G_TIME_SPAN_MINUTE)

static GDateTime *
moment (const char *text)
{
  GDateTime *parsed = plimsoll_moment_parse (text);

  g_assert_nonnull (parsed);
  return parsed;
}

static PlimsollSnapshot *
make_snapshot (GDateTime *observed_at)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollLimitFields session = {
    .id = "session",
    .title = "Session",
    .kind = PLIMSOLL_LIMIT_SESSION,
    .used_percent = 61,
  };

  g_ptr_array_add (limits, plimsoll_limit_new (&session));
  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = "oauth", .observed_at = observed_at, .plan = "Max 20x", .limits = limits });
}

static GListStore *
make_meters (PlimsollMeter **meter)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new_from_id ("claude:default", "Claude");
  GListStore *meters = g_list_store_new (PLIMSOLL_TYPE_METER);

  *meter = plimsoll_meter_new (account, FRESH_FOR);
  g_list_store_append (meters, *meter);
  g_object_unref (*meter);
  return meters;
}

static GPtrArray *
send (GListStore *meters)
{
  g_autoptr (GVariant) packed =
      g_variant_ref_sink (plimsoll_bus_codec_pack_meters (G_LIST_MODEL (meters)));

  return plimsoll_bus_codec_unpack_accounts (packed);
}

/* An account about which nothing is known yet arrives as loading, with its name. */
static void
test_loading (void)
{
  PlimsollMeter *meter = NULL;
  g_autoptr (GListStore) meters = make_meters (&meter);
  g_autoptr (GPtrArray) accounts = send (meters);
  PlimsollBusAccount *account = NULL;

  g_assert_cmpuint (accounts->len, ==, 1);
  account = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (plimsoll_account_get_id (account->account), ==, "claude:default");
  g_assert_cmpstr (plimsoll_account_get_provider (account->account), ==, "claude");
  g_assert_cmpstr (plimsoll_account_get_name (account->account), ==, "Claude");
  g_assert_cmpint (account->condition, ==, PLIMSOLL_CONDITION_LOADING);
  g_assert_null (account->report);
  g_assert_null (account->next_try);
}

/* Numbers, condition and next try arrive as they were sent; the name of the token does not travel.
 */
static void
test_fresh (void)
{
  PlimsollMeter *meter = NULL;
  g_autoptr (GListStore) meters = make_meters (&meter);
  g_autoptr (GDateTime) now = moment ("2026-11-20T09:00:00Z");
  g_autoptr (GDateTime) next = moment ("2026-11-20T09:05:00Z");
  g_autoptr (PlimsollSnapshot) snapshot = make_snapshot (now);
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (plimsoll_meter_get_account (meter), KEY, snapshot, NULL);
  g_autoptr (GPtrArray) accounts = NULL;
  PlimsollBusAccount *account = NULL;

  plimsoll_meter_take (meter, report, now);
  plimsoll_meter_set_next_try (meter, next);
  accounts = send (meters);

  account = g_ptr_array_index (accounts, 0);
  g_assert_cmpint (account->condition, ==, PLIMSOLL_CONDITION_FRESH);
  g_assert_true (g_date_time_equal (account->next_try, next));
  g_assert_null (plimsoll_report_get_key (account->report));
  g_assert_true (plimsoll_snapshot_has_same_numbers (plimsoll_report_get_snapshot (account->report),
                                                     snapshot));
}

/* What a stranger, or a newer service, puts on the bus is taken as far as it makes sense. */
static void
test_odd_entries (void)
{
  const struct
  {
    const char *text;
    guint n_accounts;
  } cases[] = {
    { "@a(ua{sv}) []", 0 },
    { "[(uint32 1, @a{sv} {})]", 0 },
    { "[(uint32 1, {'account': <'no colon'>, 'name': <'x'>})]", 0 },
    { "[(uint32 1, {'account': <'claude:default'>})]", 0 },
    { "[(uint32 1, {'account': <uint32 7>, 'name': <'x'>})]", 0 },
    { "[(uint32 1, {'account': <'a:b'>, 'name': <'x'>, 'condition': <'of tomorrow'>})]", 1 },
    { "[(uint32 1, {'account': <'a:b'>, 'name': <'x'>,"
      "   'next-try': <int64 9223372036854775807>})]",
      1 },
    { "[(uint32 1, {'account': <'a:b'>, 'name': <'x'>, 'snapshot': <'no dictionary'>})]", 1 },
    { "[(uint32 1, @a{sv} {}), (uint32 1, {'account': <'a:b'>, 'name': <'x'>})]", 1 },
    { "'not even a list'", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) raw = g_variant_parse (NULL, cases[i].text, NULL, NULL, NULL);
      g_autoptr (GPtrArray) accounts = NULL;

      g_assert_nonnull (raw);
      accounts = plimsoll_bus_codec_unpack_accounts (raw);
      g_assert_cmpuint (accounts->len, ==, cases[i].n_accounts);
      if (accounts->len > 0)
        {
          PlimsollBusAccount *account = g_ptr_array_index (accounts, 0);

          g_assert_cmpint (account->condition, ==, PLIMSOLL_CONDITION_LOADING);
          g_assert_null (account->report);
          g_assert_null (account->next_try);
        }
    }
}

/* A list without end is read only so far. */
static void
test_too_many (void)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) raw = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  g_variant_builder_init (&builder, PLIMSOLL_BUS_ACCOUNTS_TYPE);
  for (guint i = 0; i < 1000; i++)
    g_variant_builder_add_parsed (&builder, "(uint32 1, {'account': <'a:b'>, 'name': <'x'>})");
  raw = g_variant_ref_sink (g_variant_builder_end (&builder));

  accounts = plimsoll_bus_codec_unpack_accounts (raw);
  g_assert_cmpuint (accounts->len, ==, PLIMSOLL_BUS_MAX_ACCOUNTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bus/codec/loading", test_loading);
  g_test_add_func ("/bus/codec/fresh", test_fresh);
  g_test_add_func ("/bus/codec/odd-entries", test_odd_entries);
  g_test_add_func ("/bus/codec/too-many", test_too_many);
  return g_test_run ();
}
