/* fuzz-codec.c - any bytes at all as a report from a probe.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever is not refused must be as good as a report of our own making: it packs, unpacks, packs
 * to the same bytes, and can be asked everything. */

#include "plimsoll-codec.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
look_at (PlimsollReport *report, GDateTime *now)
{
  const char *key = plimsoll_report_get_key (report);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollLimit *tightest = NULL;

  g_assert (key == NULL || strspn (key, "0123456789abcdef") == 32);
  (void) plimsoll_report_get_condition (report, now, G_TIME_SPAN_MINUTE);
  if (snapshot == NULL)
    return;

  tightest = plimsoll_snapshot_find_tightest (snapshot, now);
  g_assert (tightest == NULL || plimsoll_limit_get_reading (tightest, now) >= 0);
  g_assert (plimsoll_snapshot_get_n_limits (snapshot) <= PLIMSOLL_SNAPSHOT_MAX_LIMITS);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (PlimsollReport) report = plimsoll_codec_report_from_bytes (bytes, &error);
  g_autoptr (PlimsollReport) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  g_assert ((report == NULL) == (error != NULL));
  if (report == NULL)
    return 0;

  look_at (report, now);
  first = plimsoll_codec_report_to_bytes (report);
  again = plimsoll_codec_report_from_bytes (first, NULL);
  g_assert (again != NULL);
  second = plimsoll_codec_report_to_bytes (again);
  g_assert (g_bytes_equal (first, second));
  return 0;
}
