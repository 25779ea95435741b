/* plimsoll-bus-codec.c - meters as they travel over D-Bus, and back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An account on the bus is the report of the model's codec with two entries more: the condition as
 * the service sees it, and the next try. The name of the token is left out: nobody on the bus needs
 * it. The reader believes nothing it has not checked. */

#include "plimsoll-bus-codec.h"

#include "plimsoll-codec.h"
#include "plimsoll-moment.h"

#define VERSION 1u

void
plimsoll_bus_account_free (PlimsollBusAccount *self)
{
  g_clear_pointer (&self->account, plimsoll_account_unref);
  g_clear_pointer (&self->report, plimsoll_report_unref);
  g_clear_pointer (&self->next_try, g_date_time_unref);
  g_free (self);
}

/* A dictionary that begins with what a report of this account carries. */
static GVariantDict *
begin_entry (PlimsollMeter *meter)
{
  PlimsollAccount *account = plimsoll_meter_get_account (meter);
  g_autoptr (PlimsollReport) full = plimsoll_meter_dup_report (meter);
  GVariantDict *entry = NULL;

  if (full != NULL)
    {
      g_autoptr (PlimsollReport) nameless = plimsoll_report_new (
          account, NULL, plimsoll_report_get_snapshot (full), plimsoll_report_get_problem (full));
      g_autoptr (PlimsollReport) whole =
          plimsoll_report_dup_with_incident (nameless, plimsoll_report_get_incident (full));
      g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_report (whole));
      g_autoptr (GVariant) dictionary = g_variant_get_child_value (packed, 1);

      return g_variant_dict_new (dictionary);
    }

  entry = g_variant_dict_new (NULL);
  g_variant_dict_insert (entry, "account", "s", plimsoll_account_get_id (account));
  g_variant_dict_insert (entry, "name", "s", plimsoll_account_get_name (account));
  return entry;
}

static GVariant *
pack_meter (PlimsollMeter *meter)
{
  g_autoptr (GVariantDict) entry = begin_entry (meter);
  GDateTime *next_try = plimsoll_meter_get_next_try (meter);

  g_variant_dict_insert (entry, "condition", "s",
                         plimsoll_condition_to_word (plimsoll_meter_get_condition (meter)));
  if (next_try != NULL)
    g_variant_dict_insert (entry, "next-try", "x", plimsoll_moment_to_unix (next_try));

  return g_variant_new ("(u@a{sv})", VERSION, g_variant_dict_end (entry));
}

GVariant *
plimsoll_bus_codec_pack_meters (GListModel *meters)
{
  GVariantBuilder builder;
  guint n_meters = MIN (g_list_model_get_n_items (meters), PLIMSOLL_BUS_MAX_ACCOUNTS);

  g_variant_builder_init (&builder, PLIMSOLL_BUS_ACCOUNTS_TYPE);
  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);

      g_variant_builder_add_value (&builder, pack_meter (meter));
    }

  return g_variant_builder_end (&builder);
}

/* The account of an entry that carries no report yet. */
static PlimsollAccount *
unpack_account (GVariant *dictionary)
{
  const char *id = NULL;
  const char *name = NULL;

  if (!g_variant_lookup (dictionary, "account", "&s", &id)
      || !g_variant_lookup (dictionary, "name", "&s", &name))
    return NULL;

  return plimsoll_account_new_from_id (id, name);
}

static PlimsollBusAccount *
unpack_entry (GVariant *packed)
{
  g_autoptr (GVariant) dictionary = g_variant_get_child_value (packed, 1);
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (PlimsollAccount) account = NULL;
  PlimsollBusAccount *entry = NULL;
  const char *word = NULL;
  PlimsollCondition condition = PLIMSOLL_CONDITION_LOADING;
  gint64 next_try = 0;

  /* A condition that a newer service knows and we do not is left at "loading": no claim is made. */
  if (g_variant_lookup (dictionary, "condition", "&s", &word))
    (void) plimsoll_condition_from_word (word, &condition);

  report = plimsoll_codec_unpack_report (packed, NULL);
  account = report != NULL ? plimsoll_account_ref (plimsoll_report_get_account (report))
                           : unpack_account (dictionary);
  if (account == NULL)
    return NULL;

  entry = g_new0 (PlimsollBusAccount, 1);
  entry->account = g_steal_pointer (&account);
  entry->condition = condition;
  entry->report = g_steal_pointer (&report);
  if (g_variant_lookup (dictionary, "next-try", "x", &next_try))
    entry->next_try = plimsoll_moment_from_unix (next_try);
  return entry;
}

GPtrArray *
plimsoll_bus_codec_unpack_accounts (GVariant *accounts)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_bus_account_free);
  gsize n_accounts = 0;

  if (accounts == NULL || !g_variant_is_of_type (accounts, PLIMSOLL_BUS_ACCOUNTS_TYPE))
    return entries;

  n_accounts = MIN (g_variant_n_children (accounts), PLIMSOLL_BUS_MAX_ACCOUNTS);
  for (gsize i = 0; i < n_accounts; i++)
    {
      g_autoptr (GVariant) packed = g_variant_get_child_value (accounts, i);
      PlimsollBusAccount *entry = unpack_entry (packed);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  return entries;
}
