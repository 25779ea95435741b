/* plimsoll-archive.c - a keeper's knowledge, put into the store and taken out again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store knows rows and the keeper knows facts; this translates. The cool-down is filed under
 * the token's name and the rest under the account, so that a new login starts with a clean record
 * while the account keeps its numbers. */

#include "plimsoll-archive.h"

#include "plimsoll-codec.h"
#include "plimsoll-moment.h"

/* Nothing here is worth more than a line for whoever looks: the store says itself, in words for a
 * person, when it cannot keep things. */
static void
shrug (GError **error)
{
  if (*error != NULL)
    g_debug ("The store: %s", (*error)->message);
  g_clear_error (error);
}

static const char *
get_id (PlimsollKeeper *keeper)
{
  return plimsoll_account_get_id (plimsoll_meter_get_account (plimsoll_keeper_get_meter (keeper)));
}

/* Small things about an account, each under the account's name. The key has a line of its own: that
 * of the last report is absent when our own helper failed. */
static void
keep_note (PlimsollStore *store, const char *what, const char *id, const char *value)
{
  g_autofree char *name = g_strconcat (what, ":", id, NULL);
  g_autoptr (GError) error = NULL;

  plimsoll_store_save_meta (store, name, value, &error);
  shrug (&error);
}

/* (transfer full) (nullable) */
static char *
load_note (PlimsollStore *store, const char *what, const char *id)
{
  g_autofree char *name = g_strconcat (what, ":", id, NULL);
  g_autoptr (GError) error = NULL;
  char *value = plimsoll_store_load_meta (store, name, &error);

  shrug (&error);
  return value;
}

void
plimsoll_archive_keep_last (PlimsollStore *store, PlimsollKeeper *keeper)
{
  g_autoptr (PlimsollReport) all = plimsoll_meter_dup_report (plimsoll_keeper_get_meter (keeper));
  g_autoptr (PlimsollReport) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (all == NULL)
    return;
  /* What a status page said is of its moment. */
  kept = plimsoll_report_dup_with_incident (all, NULL);
  bytes = plimsoll_codec_report_to_bytes (kept);
  plimsoll_store_save_report (store, get_id (keeper), bytes, &error);
  shrug (&error);
}

static void
keep_numbers (PlimsollStore *store, PlimsollKeeper *keeper, PlimsollReport *report, GDateTime *now)
{
  g_autoptr (GError) error = NULL;

  if (plimsoll_report_get_snapshot (report) != NULL)
    plimsoll_store_add_snapshot (store, get_id (keeper), plimsoll_report_get_snapshot (report), now,
                                 &error);
  shrug (&error);
  plimsoll_archive_keep_last (store, keeper);
}

static void
keep_cooldown (PlimsollStore *store, const PlimsollKeeperMemory *memory)
{
  const PlimsollCooldown *cooldown = &memory->cooldown;
  PlimsollStoreCooldown kept = {
    .is_ordered = cooldown->kind == PLIMSOLL_COOLDOWN_ORDERED,
    .cause = cooldown->cause,
    .strikes = cooldown->strikes,
    .until = cooldown->until,
  };
  g_autoptr (GError) error = NULL;

  if (memory->key == NULL)
    return;

  plimsoll_store_save_cooldown (store, memory->key,
                                cooldown->kind != PLIMSOLL_COOLDOWN_NONE ? &kept : NULL, &error);
  shrug (&error);
}

void
plimsoll_archive_keep (PlimsollStore *store,
                       PlimsollKeeper *keeper,
                       PlimsollReport *report,
                       GDateTime *now)
{
  PlimsollKeeperMemory memory = { 0 };
  g_autofree char *asked_at = NULL;

  plimsoll_keeper_peek_memory (keeper, &memory);
  keep_numbers (store, keeper, report, now);
  keep_cooldown (store, &memory);
  if (memory.asked_at != NULL)
    asked_at = plimsoll_moment_format (memory.asked_at);
  keep_note (store, "asked-at", get_id (keeper), asked_at);
  keep_note (store, "key", get_id (keeper), memory.key);
}

static PlimsollCooldown
load_cooldown (PlimsollStore *store, const char *key)
{
  PlimsollStoreCooldown kept = { 0 };
  g_autoptr (GError) error = NULL;

  if (key == NULL || !plimsoll_store_load_cooldown (store, key, &kept, &error))
    {
      shrug (&error);
      return (PlimsollCooldown){ 0 };
    }

  return (PlimsollCooldown){
    .kind = kept.is_ordered ? PLIMSOLL_COOLDOWN_ORDERED : PLIMSOLL_COOLDOWN_GUESSED,
    .cause = kept.cause,
    .strikes = kept.strikes,
    .until = kept.until,
  };
}

/* (transfer full) (nullable) */
static PlimsollReport *
load_report (PlimsollStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plimsoll_store_load_report (store, id, &error);
  PlimsollReport *report = NULL;

  if (bytes != NULL)
    report = plimsoll_codec_report_from_bytes (bytes, &error);
  shrug (&error);
  return report;
}

void
plimsoll_archive_restore (PlimsollStore *store, PlimsollKeeper *keeper, GDateTime *now)
{
  const char *id = get_id (keeper);
  g_autofree char *asked_at_text = load_note (store, "asked-at", id);
  g_autofree char *key = load_note (store, "key", id);
  g_autoptr (GDateTime) asked_at =
      asked_at_text != NULL ? plimsoll_moment_parse (asked_at_text) : NULL;
  g_autoptr (PlimsollReport) report = load_report (store, id);
  PlimsollKeeperMemory memory = { .key = key,
                                  .asked_at = asked_at,
                                  .cooldown = load_cooldown (store, key) };

  if (report != NULL)
    plimsoll_meter_take (plimsoll_keeper_get_meter (keeper), report, now);
  plimsoll_keeper_remember (keeper, &memory);
}
