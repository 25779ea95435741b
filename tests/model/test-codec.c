/* test-codec.c - whatever is packed can be unpacked.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two reports are the same when they pack to the same bytes and, so that this proves anything, when
 * their parts are equal too. What must be refused is in test-codec-malformed.c. */

#include "plimsoll-codec.h"

#include <math.h>
#include <string.h>

#include "plimsoll-moment.h"
#include "samples.h"

static void
assert_same_problem (PlimsollProblem *a, PlimsollProblem *b)
{
  g_assert_true (plimsoll_problem_equal (a, b));
}

static void
assert_same_snapshot (PlimsollSnapshot *a, PlimsollSnapshot *b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a == NULL)
    return;

  g_assert_true (plimsoll_snapshot_equal (a, b));
}

/* Packs to bytes and back, and finds everything as it was. */
static void
assert_travels (PlimsollReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
  g_autoptr (PlimsollReport) again = plimsoll_codec_report_from_bytes (bytes, &error);
  g_autoptr (GBytes) again_bytes = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (again);
  again_bytes = plimsoll_codec_report_to_bytes (again);
  g_assert_true (g_bytes_equal (bytes, again_bytes));
  g_assert_true (plimsoll_account_equal (plimsoll_report_get_account (report),
                                         plimsoll_report_get_account (again)));
  g_assert_cmpstr (plimsoll_report_get_key (report), ==, plimsoll_report_get_key (again));
  assert_same_snapshot (plimsoll_report_get_snapshot (report),
                        plimsoll_report_get_snapshot (again));
  assert_same_problem (plimsoll_report_get_problem (report), plimsoll_report_get_problem (again));
}

/* Everything that a limit can have, for a test to take something away from. */
typedef struct
{
  GDateTime *resets_at; /* (owned) */
  PlimsollMoney *used; /* (owned) */
  PlimsollMoney *cap; /* (owned) */
  PlimsollLimitFields fields;
} FullLimit;

static void
full_limit_init (FullLimit *full)
{
  full->resets_at = sample_moment (7200);
  full->used = plimsoll_money_new (520, 2, "USD");
  full->cap = plimsoll_money_new (G_MAXINT64, 0, "CREDITS");
  full->fields = (PlimsollLimitFields){
    .id = "week:fable",
    .title = "Fable ✨",
    .kind = PLIMSOLL_LIMIT_WEEK_SCOPED,
    .scope = "Fable",
    .used_percent = 104.2,
    .resets_at = full->resets_at,
    .window = 7 * G_TIME_SPAN_DAY,
    .severity = PLIMSOLL_SEVERITY_CRITICAL,
    .is_binding = TRUE,
    .used = full->used,
    .cap = full->cap,
    .source = "statusline",
    .observed_at = full->resets_at,
  };
}

static void
full_limit_clear (FullLimit *full)
{
  g_date_time_unref (full->resets_at);
  plimsoll_money_unref (full->used);
  plimsoll_money_unref (full->cap);
}

static PlimsollSnapshot *
make_snapshot_of (PlimsollLimit *limit,
                  PlimsollSpend *spend,
                  const char *plan,
                  const char *identity)
{
  g_autoptr (GPtrArray) limits = g_ptr_array_new ();
  g_autoptr (GDateTime) observed_at = sample_moment (0);
  const PlimsollSnapshotFields fields = { .source = "oauth",
                                          .observed_at = observed_at,
                                          .plan = plan,
                                          .identity = identity,
                                          .limits = limits,
                                          .spend = spend };

  if (limit != NULL)
    g_ptr_array_add (limits, limit);

  return plimsoll_snapshot_new (&fields);
}

static void
assert_limit_travels (const PlimsollLimitFields *fields)
{
  g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (fields);
  g_autoptr (PlimsollReport) report =
      sample_report (make_snapshot_of (limit, NULL, NULL, NULL), NULL);

  assert_travels (report);
}

/* A limit travels whole, and with each thing missing that may be missing. */
static void
test_limit (void)
{
  FullLimit full;
  PlimsollLimitFields fields;

  full_limit_init (&full);
  assert_limit_travels (&full.fields);
  fields = full.fields;
  fields.scope = NULL;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.used_percent = (double) NAN;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.resets_at = NULL;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.window = 0;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.used = NULL;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.cap = NULL;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.is_binding = FALSE;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.source = NULL;
  assert_limit_travels (&fields);
  fields = full.fields;
  fields.observed_at = NULL;
  assert_limit_travels (&fields);
  full_limit_clear (&full);
}

/* Every kind and every severity travels. */
static void
test_limit_words (void)
{
  for (int kind = PLIMSOLL_LIMIT_SESSION; kind <= PLIMSOLL_LIMIT_OTHER; kind++)
    for (int severity = PLIMSOLL_SEVERITY_NORMAL; severity <= PLIMSOLL_SEVERITY_CRITICAL;
         severity++)
      {
        const PlimsollLimitFields fields = { .id = "a",
                                             .title = "A",
                                             .kind = (PlimsollLimitKind) kind,
                                             .severity = (PlimsollSeverity) severity };

        assert_limit_travels (&fields);
      }
}

/* Numbers at the edges of what there is travel unchanged. */
static void
test_limit_edges (void)
{
  const double percents[] = { 0, 1e-308, 0.1, 99.999999, 100, 5091, 1e308 };
  const gint64 moments[] = { -62135596800, -1, 0, 253402300799 };

  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      const PlimsollLimitFields fields = {
        .id = "a", .title = "A", .used_percent = percents[i], .window = G_MAXINT64
      };

      assert_limit_travels (&fields);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GDateTime) moment = plimsoll_moment_from_unix (moments[i]);
      const PlimsollLimitFields fields = {
        .id = "a", .title = "A", .resets_at = moment, .window = 1
      };

      assert_limit_travels (&fields);
    }
}

/* What is no number of use is not known on the other side, and nothing else of the limit suffers.
 */
static void
test_limit_not_finite (void)
{
  const double percents[] = { (double) INFINITY, (double) -INFINITY, (double) NAN, -1 };

  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autoptr (PlimsollLimit) limit = sample_limit ("week", percents[i]);
      g_autoptr (PlimsollSnapshot) snapshot = make_snapshot_of (limit, NULL, NULL, NULL);
      g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_snapshot (snapshot));
      g_autoptr (PlimsollSnapshot) again = plimsoll_codec_unpack_snapshot (packed, NULL);
      PlimsollLimit *found = plimsoll_snapshot_find_limit (again, "week");

      g_assert_true (isnan (plimsoll_limit_peek (found)->used_percent));
    }
}

/* Money, plan and identity travel, and so does their absence. */
static void
test_snapshot (void)
{
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (-520, 2, "EUR");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (G_MININT64, 6, "JPY");

  for (guint have = 0; have < 64; have++)
    {
      g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (
          (have & 1) != 0, used, (have & 2) != 0 ? cap : NULL,
          (have & 4) != 0 ? 26.5 : (double) NAN, (have & 8) != 0 ? "spend_limit_reached" : NULL);
      g_autoptr (PlimsollSnapshot) snapshot =
          make_snapshot_of (NULL, have == 0 ? NULL : spend, (have & 16) != 0 ? "Max 20x" : NULL,
                            (have & 32) != 0 ? "someone@example.org" : NULL);
      g_autoptr (PlimsollReport) report = sample_report (plimsoll_snapshot_ref (snapshot), NULL);

      assert_travels (report);
    }
}

/* A problem travels alone or beside older numbers, with its moment or without, for each refusal. */
static void
test_problem (void)
{
  for (int condition = PLIMSOLL_CONDITION_SIGNED_OUT; condition <= PLIMSOLL_CONDITION_BAD_REPLY;
       condition++)
    for (guint have = 0; have < 4; have++)
      {
        static const char *const ids[] = { "session", "week", NULL };
        g_autoptr (GDateTime) retry_at = sample_moment (300);
        g_autoptr (PlimsollReport) report = sample_report (
            (have & 1) != 0 ? sample_snapshot (0, ids, 61) : NULL,
            plimsoll_problem_new ((PlimsollCondition) condition, "Asked for quiet. Wait “a” bit.",
                                  (have & 2) != 0 ? retry_at : NULL));

        assert_travels (report);
      }
}

/* A report without a key travels without one; what is no key never leaves: it could be the token.
 */
static void
test_key (void)
{
  static const char *const keys[] = { NULL, "", "sk-ant-oat01-FAKEfakeFAKEfake-32",
                                      "0123456789ABCDEF0123456789ABCDEF", SAMPLE_KEY "0" };
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (PlimsollSnapshot) snapshot = sample_snapshot (0, NULL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (PlimsollReport) report = plimsoll_report_new (account, keys[i], snapshot, NULL);
      g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
      g_autoptr (PlimsollReport) again = plimsoll_codec_report_from_bytes (bytes, NULL);

      g_assert_nonnull (again);
      g_assert_null (plimsoll_report_get_key (again));
    }
}

/* A text that is too long is cut between characters, and one with control characters is cleaned. */
static void
test_unfit_texts (void)
{
  g_autofree char *longest = g_strnfill (2000, 'x');
  g_autoptr (GString) umlauts = g_string_new ("x");
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, longest, NULL);
  PlimsollLimitFields fields = { .id = "a", .title = "a\x1b[31m\nb" };
  g_autoptr (PlimsollLimit) limit = NULL;
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PlimsollReport) again = NULL;
  PlimsollSnapshot *snapshot = NULL;
  PlimsollLimit *found = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (umlauts, "ü");
  fields.scope = umlauts->str;
  limit = plimsoll_limit_new (&fields);
  report =
      sample_report (make_snapshot_of (limit, NULL, longest, NULL), plimsoll_problem_ref (problem));
  bytes = plimsoll_codec_report_to_bytes (report);
  again = plimsoll_codec_report_from_bytes (bytes, NULL);
  snapshot = plimsoll_report_get_snapshot (again);
  found = plimsoll_snapshot_find_limit (snapshot, "a");
  g_assert_cmpstr (plimsoll_limit_peek (found)->title, ==, "a [31m b");
  g_assert_cmpuint (strlen (plimsoll_limit_peek (found)->scope), ==, 255);
  g_assert_cmpuint (strlen (plimsoll_snapshot_get_plan (snapshot)), ==, 256);
  g_assert_cmpuint (strlen (plimsoll_problem_get_message (plimsoll_report_get_problem (again))), ==,
                    1024);
}

/* A limit whose id is unfit stays at home, and the others travel: a cut id could be another's. */
static void
test_unfit_ids (void)
{
  g_autofree char *longest = g_strnfill (257, 'x');
  const char *const ids[] = { "", "a\nb", longest, "week", NULL };
  g_autoptr (PlimsollSnapshot) snapshot = sample_snapshot (0, ids, 50);
  g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_snapshot (snapshot));
  g_autoptr (PlimsollSnapshot) again = plimsoll_codec_unpack_snapshot (packed, NULL);

  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (again), ==, 1);
  g_assert_nonnull (plimsoll_snapshot_find_limit (again, "week"));
}

/* As many limits as a snapshot may have, each as long as it may be, stay far below the size limit.
 */
static void
test_largest (void)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < PLIMSOLL_SNAPSHOT_MAX_LIMITS; i++)
    g_ptr_array_add (ids, g_strdup_printf ("%0256u", i));
  g_ptr_array_add (ids, NULL);
  report = sample_report (sample_snapshot (0, (const char *const *) ids->pdata, 61), NULL);
  bytes = plimsoll_codec_report_to_bytes (report);

  g_assert_cmpuint (g_bytes_get_size (bytes), <, PLIMSOLL_CODEC_MAX_BYTES / 2);
  assert_travels (report);
}

/* Moments travel in whole seconds, rounded down. */
static void
test_seconds (void)
{
  g_autoptr (GDateTime) second = sample_moment (0);
  g_autoptr (GDateTime) moment = g_date_time_add (second, 999999);
  const PlimsollSnapshotFields fields = { .source = "oauth", .observed_at = moment };
  g_autoptr (PlimsollSnapshot) snapshot = plimsoll_snapshot_new (&fields);
  g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_snapshot (snapshot));
  g_autoptr (PlimsollSnapshot) again = plimsoll_codec_unpack_snapshot (packed, NULL);

  g_assert_true (g_date_time_equal (plimsoll_snapshot_get_observed_at (again), second));
}

/* Bytes are little-endian on every machine: the version comes first, and a known file stays
 * readable. */
static void
test_byte_order (void)
{
  static const guint8 version[] = { 1, 0, 0, 0 };
  g_autoptr (PlimsollReport) report =
      sample_report (NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE));
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 4, version, 4);
}

/* Bytes may lie anywhere in memory, as a slice of a larger buffer does. */
static void
test_unaligned (void)
{
  g_autoptr (PlimsollReport) report = sample_report (sample_snapshot (0, NULL, 0), NULL);
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
  gsize size = g_bytes_get_size (bytes);

  for (gsize offset = 0; offset < 8; offset++)
    {
      g_autofree guint8 *buffer = g_malloc0 (size + offset);
      g_autoptr (GBytes) whole = NULL;
      g_autoptr (GBytes) slice = NULL;
      g_autoptr (PlimsollReport) again = NULL;

      memcpy (buffer + offset, g_bytes_get_data (bytes, NULL), size);
      whole = g_bytes_new (buffer, size + offset);
      slice = g_bytes_new_from_bytes (whole, offset, size);
      again = plimsoll_codec_report_from_bytes (slice, NULL);
      g_assert_nonnull (again);
    }
}

static char *
make_text (GRand *rand, gsize max_characters)
{
  static const char *const pieces[] = { "a", "Z", "7", " ", "-", "<", "&", "%s", "ü", "日", "✨" };
  GString *text = g_string_new ("x");
  guint n = (guint) g_rand_int_range (rand, 0, (gint32) max_characters);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static PlimsollMoney *
make_money (GRand *rand)
{
  static const char *const currencies[] = { "USD", "EUR", "JPY", "CREDITS" };
  guint64 units = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);

  if (g_rand_boolean (rand))
    return NULL;

  return plimsoll_money_new ((gint64) units, g_rand_int (rand) % 7,
                             currencies[g_rand_int_range (rand, 0, G_N_ELEMENTS (currencies))]);
}

static PlimsollLimit *
make_limit (GRand *rand, guint number)
{
  g_autofree char *name = make_text (rand, 40);
  g_autofree char *id = g_strdup_printf ("%u:%s", number, name);
  g_autofree char *title = make_text (rand, 60);
  g_autofree char *scope = g_rand_boolean (rand) ? make_text (rand, 60) : NULL;
  g_autoptr (GDateTime) resets_at =
      g_rand_boolean (rand) ? sample_moment (g_rand_int_range (rand, -100000, 1000000)) : NULL;
  g_autoptr (PlimsollMoney) used = make_money (rand);
  g_autoptr (PlimsollMoney) cap = make_money (rand);
  const PlimsollLimitFields fields = {
    .id = id,
    .title = title,
    .kind = (PlimsollLimitKind) g_rand_int_range (rand, 0, PLIMSOLL_LIMIT_OTHER + 1),
    .scope = scope,
    .used_percent = g_rand_boolean (rand) ? g_rand_double_range (rand, 0, 200) : (double) NAN,
    .resets_at = resets_at,
    .window = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, G_MAXINT32) : 0,
    .severity = (PlimsollSeverity) g_rand_int_range (rand, 0, PLIMSOLL_SEVERITY_CRITICAL + 1),
    .is_binding = g_rand_boolean (rand),
    .used = used,
    .cap = cap,
  };

  return plimsoll_limit_new (&fields);
}

static PlimsollSnapshot *
make_snapshot (GRand *rand)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GDateTime) observed_at = sample_moment (g_rand_int_range (rand, -100000, 100000));
  g_autofree char *plan = g_rand_boolean (rand) ? make_text (rand, 40) : NULL;
  g_autoptr (PlimsollMoney) used = make_money (rand);
  g_autoptr (PlimsollMoney) cap = make_money (rand);
  g_autoptr (PlimsollSpend) spend =
      used != NULL ? plimsoll_spend_new (g_rand_boolean (rand), used, cap, 12.5, plan) : NULL;
  const PlimsollSnapshotFields fields = {
    .source = "cli", .observed_at = observed_at, .plan = plan, .limits = limits, .spend = spend
  };
  guint n_limits = (guint) g_rand_int_range (rand, 0, 12);

  for (guint i = 0; i < n_limits; i++)
    g_ptr_array_add (limits, make_limit (rand, i));

  return plimsoll_snapshot_new (&fields);
}

/* Whatever report there may be, it travels. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *message = make_text (rand, 300);
      int condition =
          g_rand_int_range (rand, PLIMSOLL_CONDITION_SIGNED_OUT, PLIMSOLL_CONDITION_BAD_REPLY + 1);
      PlimsollProblem *problem =
          g_rand_boolean (rand)
              ? plimsoll_problem_new ((PlimsollCondition) condition, message, NULL)
              : NULL;
      gboolean has_snapshot = problem == NULL || g_rand_boolean (rand);
      g_autoptr (PlimsollReport) report =
          sample_report (has_snapshot ? make_snapshot (rand) : NULL, problem);

      assert_travels (report);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/codec/limit", test_limit);
  g_test_add_func ("/model/codec/limit-words", test_limit_words);
  g_test_add_func ("/model/codec/limit-edges", test_limit_edges);
  g_test_add_func ("/model/codec/limit-not-finite", test_limit_not_finite);
  g_test_add_func ("/model/codec/snapshot", test_snapshot);
  g_test_add_func ("/model/codec/problem", test_problem);
  g_test_add_func ("/model/codec/key", test_key);
  g_test_add_func ("/model/codec/unfit-texts", test_unfit_texts);
  g_test_add_func ("/model/codec/unfit-ids", test_unfit_ids);
  g_test_add_func ("/model/codec/largest", test_largest);
  g_test_add_func ("/model/codec/seconds", test_seconds);
  g_test_add_func ("/model/codec/byte-order", test_byte_order);
  g_test_add_func ("/model/codec/unaligned", test_unaligned);
  g_test_add_func ("/model/codec/any", test_any);

  return g_test_run ();
}
