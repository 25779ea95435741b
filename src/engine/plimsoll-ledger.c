/* plimsoll-ledger.c - what runs without a service remember of each account between them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `plimsoll show` in a shell prompt runs hundreds of times an hour, and the server allows a handful
 * of requests in five minutes. So each run writes down what it heard, and the next one looks there
 * first. One small file for each account, replaced whole, readable by its owner only.
 *
 * Everything in it hangs on the key of the token that was used: with another login there may be
 * another account behind the same name, so neither its numbers nor its cool-down count any more.
 * A file that is not exactly ours is as good as none; it is overwritten by the next answer.
 *
 * The file is a GVariant, little-endian: ("plimsoll-ledger", version, a{sv}) with
 *   report    ay  a report as the codec makes it, with the key
 *   asked     x   seconds since the epoch
 *   identity  b   the e-mail address was asked for
 *   kind      s   "none", "guessed" or "ordered"
 *   cause     s   a condition's word
 *   strikes   u
 *   until     x   seconds since the epoch */

#include "plimsoll-ledger.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "plimsoll-codec.h"
#include "plimsoll-file.h"
#include "plimsoll-moment.h"
#include "plimsoll-snapshot-merge.h"

#define FILE_TYPE G_VARIANT_TYPE ("(sua{sv})")
#define FILE_MAGIC "plimsoll-ledger"
#define FILE_VERSION 1u
/* The report and a little around it. */
#define FILE_MAX_BYTES (PLIMSOLL_CODEC_MAX_BYTES + 4096u)

struct _PlimsollLedger
{
  char *folder; /* (owned) */
};

static const char *const KIND_WORDS[] = { "none", "guessed", "ordered" };

PlimsollLedgerEntry *
plimsoll_ledger_entry_new (PlimsollReport *report,
                           GDateTime *asked_at,
                           gboolean has_identity,
                           const PlimsollCooldown *cooldown)
{
  PlimsollLedgerEntry *self = g_new0 (PlimsollLedgerEntry, 1);

  self->report = plimsoll_report_ref (report);
  self->asked_at = g_date_time_ref (asked_at);
  self->has_identity = has_identity;
  self->cooldown = *cooldown;
  return self;
}

void
plimsoll_ledger_entry_free (PlimsollLedgerEntry *self)
{
  plimsoll_report_unref (self->report);
  g_date_time_unref (self->asked_at);
  g_free (self);
}

PlimsollLedgerEntry *
plimsoll_ledger_entry_after (const PlimsollLedgerEntry *before,
                             PlimsollReport *asked,
                             gboolean has_identity,
                             GDateTime *now)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (asked);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (asked);
  const char *key = plimsoll_report_get_key (asked);
  PlimsollCooldown none = { .kind = PLIMSOLL_COOLDOWN_NONE };
  PlimsollCooldown cooldown = none;
  g_autoptr (PlimsollSnapshot) known = NULL;
  g_autoptr (PlimsollReport) report = NULL;

  /* The provider may have found a newer token on the way. */
  if (before != NULL && g_strcmp0 (plimsoll_report_get_key (before->report), key) != 0)
    before = NULL;
  known = plimsoll_snapshot_merge (
      before != NULL ? plimsoll_report_get_snapshot (before->report) : NULL, snapshot, now);

  cooldown = plimsoll_cooldown_after (before != NULL ? &before->cooldown : &none, problem, now);
  report = plimsoll_report_new (plimsoll_report_get_account (asked), key, known, problem);
  return plimsoll_ledger_entry_new (report, now, has_identity, &cooldown);
}

static gboolean
is_young (const PlimsollLedgerEntry *entry, GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (entry->report);
  GTimeSpan since_asked = g_date_time_difference (now, entry->asked_at);

  if (snapshot == NULL || plimsoll_report_get_problem (entry->report) != NULL)
    return FALSE;

  /* Below zero the clock was set back: nobody knows how old it is. The moment of asking counts, for
   * a source may well hand out numbers that were older already. */
  return since_asked >= 0 && since_asked < PLIMSOLL_LEDGER_GOOD_FOR;
}

PlimsollLedgerAdvice
plimsoll_ledger_advise (const PlimsollLedgerEntry *entry, PlimsollLedgerWish wish, GDateTime *now)
{
  gboolean is_enough = FALSE;

  if (entry == NULL)
    return PLIMSOLL_LEDGER_ASK;
  if ((wish & PLIMSOLL_LEDGER_WISH_NEW) != 0)
    return plimsoll_cooldown_lets_person_ask (&entry->cooldown, entry->asked_at, now)
               ? PLIMSOLL_LEDGER_ASK
               : PLIMSOLL_LEDGER_SERVE;
  if (plimsoll_cooldown_is_running (&entry->cooldown, now))
    return PLIMSOLL_LEDGER_SERVE;

  is_enough = entry->has_identity || (wish & PLIMSOLL_LEDGER_WISH_IDENTITY) == 0;
  return is_enough && is_young (entry, now) ? PLIMSOLL_LEDGER_SERVE : PLIMSOLL_LEDGER_ASK;
}

PlimsollLedger *
plimsoll_ledger_new (const char *folder)
{
  PlimsollLedger *self = g_new0 (PlimsollLedger, 1);

  self->folder = g_strdup (folder);
  return self;
}

void
plimsoll_ledger_free (PlimsollLedger *self)
{
  g_free (self->folder);
  g_free (self);
}

/* Ids hold no slash and no plus, so this names no other folder and no two accounts alike. */
static char *
dup_path (PlimsollLedger *self, PlimsollAccount *account, const char *suffix)
{
  g_autofree char *safe = g_strdup (plimsoll_account_get_id (account));
  g_autofree char *name = NULL;

  g_strdelimit (safe, ":", '+');
  name = g_strconcat (safe, suffix, NULL);
  return g_build_filename (self->folder, name, NULL);
}

static GVariant *
pack (const PlimsollLedgerEntry *entry)
{
  g_autoptr (GBytes) report = plimsoll_codec_report_to_bytes (entry->report);
  const PlimsollCooldown *cooldown = &entry->cooldown;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "report",
                               g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, report, TRUE));
  g_variant_dict_insert (&dict, "asked", "x", plimsoll_moment_to_unix (entry->asked_at));
  g_variant_dict_insert (&dict, "identity", "b", entry->has_identity);
  g_variant_dict_insert (&dict, "kind", "s", KIND_WORDS[cooldown->kind]);
  g_variant_dict_insert (&dict, "cause", "s", plimsoll_condition_to_word (cooldown->cause));
  g_variant_dict_insert (&dict, "strikes", "u", cooldown->strikes);
  g_variant_dict_insert (&dict, "until", "x", cooldown->until);

  return g_variant_new ("(su@a{sv})", FILE_MAGIC, FILE_VERSION, g_variant_dict_end (&dict));
}

static gboolean
unpack_cooldown (GVariantDict *dict, PlimsollCooldown *cooldown)
{
  const char *kind = NULL;
  const char *cause = NULL;

  if (!g_variant_dict_lookup (dict, "kind", "&s", &kind)
      || !g_variant_dict_lookup (dict, "cause", "&s", &cause)
      || !g_variant_dict_lookup (dict, "strikes", "u", &cooldown->strikes)
      || !g_variant_dict_lookup (dict, "until", "x", &cooldown->until)
      || !plimsoll_condition_from_word (cause, &cooldown->cause))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (KIND_WORDS); i++)
    if (g_str_equal (kind, KIND_WORDS[i]))
      {
        cooldown->kind = (PlimsollCooldownKind) i;
        return TRUE;
      }

  return FALSE;
}

static PlimsollReport *
unpack_report (GVariantDict *dict)
{
  g_autoptr (GVariant) packed =
      g_variant_dict_lookup_value (dict, "report", G_VARIANT_TYPE_BYTESTRING);
  g_autoptr (GBytes) bytes = NULL;

  if (packed == NULL)
    return NULL;

  bytes = g_variant_get_data_as_bytes (packed);
  return plimsoll_codec_report_from_bytes (bytes, NULL);
}

static PlimsollLedgerEntry *
unpack_entry (GVariant *entries)
{
  g_auto (GVariantDict) dict;
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GDateTime) asked_at = NULL;
  PlimsollCooldown cooldown = { .kind = PLIMSOLL_COOLDOWN_NONE };
  gboolean has_identity = FALSE;
  gint64 asked = 0;

  g_variant_dict_init (&dict, entries);
  if (!g_variant_dict_lookup (&dict, "asked", "x", &asked)
      || !g_variant_dict_lookup (&dict, "identity", "b", &has_identity)
      || !unpack_cooldown (&dict, &cooldown))
    return NULL;

  report = unpack_report (&dict);
  asked_at = plimsoll_moment_from_unix (asked);
  if (report == NULL || asked_at == NULL)
    return NULL;

  return plimsoll_ledger_entry_new (report, asked_at, has_identity, &cooldown);
}

/* The bytes are copied into memory that GVariant may align as it likes. */
static PlimsollLedgerEntry *
unpack (const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GVariant) raw =
      g_variant_ref_sink (g_variant_new_from_bytes (FILE_TYPE, bytes, FALSE));
  g_autoptr (GVariant) file = NULL;
  g_autoptr (GVariant) entries = NULL;
  const char *magic = NULL;
  guint version = 0;

  if (!g_variant_is_normal_form (raw))
    return NULL;

  file = G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (raw) : g_variant_ref (raw);
  g_variant_get (file, "(&su@a{sv})", &magic, &version, &entries);
  if (!g_str_equal (magic, FILE_MAGIC) || version != FILE_VERSION)
    return NULL;

  return unpack_entry (entries);
}

PlimsollLedgerEntry *
plimsoll_ledger_read (PlimsollLedger *self, PlimsollAccount *account, const char *key)
{
  g_autofree char *path = dup_path (self, account, "");
  g_autofree char *data = NULL;
  g_autoptr (PlimsollLedgerEntry) entry = NULL;
  g_autoptr (PlimsollReport) written = NULL;
  gsize length = 0;

  if (key == NULL)
    return NULL;

  data = plimsoll_file_read (path, FILE_MAX_BYTES, &length, NULL);
  if (data != NULL)
    entry = unpack (data, length);
  if (entry == NULL || g_strcmp0 (plimsoll_report_get_key (entry->report), key) != 0)
    return NULL;
  if (!g_str_equal (plimsoll_account_get_id (plimsoll_report_get_account (entry->report)),
                    plimsoll_account_get_id (account)))
    return NULL;

  /* The person may call it otherwise by now. */
  written = entry->report;
  entry->report = plimsoll_report_dup_for (written, account);
  return g_steal_pointer (&entry);
}

gboolean
plimsoll_ledger_write (PlimsollLedger *self, const PlimsollLedgerEntry *entry, GError **error)
{
  PlimsollAccount *account = plimsoll_report_get_account (entry->report);
  g_autofree char *path = dup_path (self, account, "");
  g_autoptr (GVariant) native = g_variant_ref_sink (pack (entry));
  g_autoptr (GVariant) file = NULL;

  file = G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (native) : g_variant_ref (native);
  return plimsoll_file_write (path, g_variant_get_data (file), g_variant_get_size (file), error);
}

PlimsollLedgerLockState
plimsoll_ledger_lock (PlimsollLedger *self,
                      PlimsollAccount *account,
                      PlimsollLedgerLock **lock,
                      GError **error)
{
  g_autofree char *path = dup_path (self, account, ".lock");

  return plimsoll_ledger_lock_try (path, lock, error);
}

PlimsollFinding *
plimsoll_ledger_diagnose (PlimsollLedger *self)
{
  gboolean is_there = g_mkdir_with_parents (self->folder, 0700) == 0;
  g_autofree char *text = NULL;

  if (is_there && g_access (self->folder, W_OK | X_OK) == 0)
    {
      /* Translators: %s is a folder. */
      text = g_strdup_printf (_ ("kept in %s"), self->folder);
      return plimsoll_finding_new ("state", PLIMSOLL_FINDING_GOOD, _ ("Memory"), text, NULL);
    }

  text = g_strdup_printf (_ ("%s cannot be written, so every run has to ask again"), self->folder);
  return plimsoll_finding_new ("state", PLIMSOLL_FINDING_WARNING, _ ("Memory"), text,
                               _ ("Make that folder writable for you, or set XDG_STATE_HOME."));
}
