/* fuzz-limits.c - what must hold of limits, whatever they were made of.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same for every provider: whatever bytes came, these are fit to be shown and to be sent. */

#include "fuzz-limits.h"

#include <math.h>

#include "plimsoll-codec.h"
#include "plimsoll-text.h"

static void
check_limit (const PlimsollLimitFields *limit, double max_percent)
{
  g_autofree char *clean = plimsoll_text_clean (limit->title, PLIMSOLL_TEXT_MAX_NAME);

  g_assert_true (isnan (limit->used_percent)
                 || (limit->used_percent >= 0.0 && limit->used_percent <= max_percent));
  g_assert_cmpstr (clean, ==, limit->title);
  g_assert_cmpint (limit->window, >=, 0);
}

static void
check_limits (GPtrArray *limits, double max_percent)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (limits->len, <=, PLIMSOLL_SNAPSHOT_MAX_LIMITS);
  for (guint i = 0; i < limits->len; i++)
    {
      const PlimsollLimitFields *limit = plimsoll_limit_peek (g_ptr_array_index (limits, i));

      g_assert_true (g_hash_table_add (ids, (char *) limit->id));
      check_limit (limit, max_percent);
    }
}

static void
check_spend (PlimsollSpend *spend)
{
  double used_percent = spend != NULL ? plimsoll_spend_get_used_percent (spend) : (double) NAN;

  g_assert_true (isnan (used_percent) || (isfinite (used_percent) && used_percent >= 0.0));
}

static void
check_travels (GPtrArray *limits, PlimsollSpend *spend)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (1795165200);
  const PlimsollSnapshotFields fields = {
    .source = "oauth",
    .observed_at = now,
    .limits = limits,
    .spend = spend,
  };
  g_autoptr (PlimsollSnapshot) snapshot = plimsoll_snapshot_new (&fields);
  g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_snapshot (snapshot));
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollSnapshot) arrived = plimsoll_codec_unpack_snapshot (packed, &error);

  g_assert_no_error (error);
  g_assert_true (plimsoll_snapshot_has_same_numbers (snapshot, arrived));
}

void
fuzz_limits_check (GPtrArray *limits, PlimsollSpend *spend, double max_percent)
{
  check_limits (limits, max_percent);
  check_spend (spend);
  check_travels (limits, spend);
}
