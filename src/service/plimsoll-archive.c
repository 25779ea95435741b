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

static char *
dup_asked_at_name (const char *id)
{
  return g_strconcat ("asked-at:", id, NULL);
}

static void
keep_numbers (PlimsollStore *store, PlimsollKeeper *keeper, PlimsollReport *report, GDateTime *now)
{
  g_autoptr (PlimsollReport) all = plimsoll_meter_dup_report (plimsoll_keeper_get_meter (keeper));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (plimsoll_report_get_snapshot (report) != NULL)
    plimsoll_store_add_snapshot (store, get_id (keeper), plimsoll_report_get_snapshot (report), now,
                                 &error);
  shrug (&error);

  if (all == NULL)
    return;
  bytes = plimsoll_codec_report_to_bytes (all);
  plimsoll_store_save_report (store, get_id (keeper), bytes, &error);
  shrug (&error);
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
  g_autofree char *name = dup_asked_at_name (get_id (keeper));
  g_autofree char *asked_at = NULL;
  g_autoptr (GError) error = NULL;

  plimsoll_keeper_peek_memory (keeper, &memory);
  keep_numbers (store, keeper, report, now);
  keep_cooldown (store, &memory);
  if (memory.asked_at != NULL)
    asked_at = plimsoll_moment_format (memory.asked_at);
  plimsoll_store_save_meta (store, name, asked_at, &error);
  shrug (&error);
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
  g_autofree char *name = dup_asked_at_name (id);
  g_autofree char *asked_at_text = plimsoll_store_load_meta (store, name, NULL);
  g_autoptr (GDateTime) asked_at =
      asked_at_text != NULL ? plimsoll_moment_parse (asked_at_text) : NULL;
  g_autoptr (PlimsollReport) report = load_report (store, id);
  PlimsollKeeperMemory memory = { .asked_at = asked_at };

  if (report != NULL)
    {
      memory.key = plimsoll_report_get_key (report);
      plimsoll_meter_take (plimsoll_keeper_get_meter (keeper), report, now);
    }
  memory.cooldown = load_cooldown (store, memory.key);
  plimsoll_keeper_remember (keeper, &memory);
}
