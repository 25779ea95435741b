/* plimsoll-codec.c - snapshots and reports as GVariant, and back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form in which numbers travel from a probe to the service, into the state file and over D-Bus.
 * It promises that whatever is packed can be unpacked, and that whatever is unpacked obeys every
 * rule of the model: the receiving side trusts neither pipe nor file. No entry ever holds a secret.
 *
 * Everything is a version (1) and a dictionary of named entries; an entry that is not known is
 * skipped, a known one of another type is refused. [] marks what may be absent, which means unknown
 * or none. Moments are seconds since 1970 in UTC (years 1 to 9999), lengths microseconds, money
 * (minor units, exponent, currency), kinds and conditions the words of their units.
 *
 *   report                             limit
 *     account      s   "claude:default"    id              s   "week:fable", once per snapshot
 *     name         s   "Claude"            title           s   "Fable"
 *     [key]        s   32 hex digits       kind            s   "week-scoped"
 *     [snapshot]   a{sv}                   [scope]         s   "Fable"
 *     [incident]   a{sv} see plimsoll-incident.c
 *     [problem]    a{sv} at least one      [used-percent]  d   finite, 0 or more
 *   snapshot                               [resets-at]     x
 *     source       s   "oauth"             [window]        x   0 or more
 *     observed-at  x                       severity        s   "normal"
 *     [plan]       s   "Max 20x"           binding         b
 *     [identity]   s                       [used], [cap]   (xus)
 *     limits       aa{sv} at most 64       [source]        s   else that of the snapshot
 *     [spend]      a{sv}                   [observed-at]   x   else that of the snapshot
 *   problem                              spend
 *     condition    s   a refusal           enabled         b
 *     message      s                       used            (xus)
 *     [retry-at]   x                       [cap]           (xus)
 *                                          [used-percent]  d
 *                                          [reason]        s
 *                                          [observed-at]   x   else that of the snapshot   */

#include "plimsoll-codec.h"

#include <string.h>

#include "plimsoll-vardict.h"

#define VERSION 1u
#define KEY_DIGITS 32

/* Bytes. Names are cut by the parsers to 60 characters of at most 4 bytes; an id adds a short
 * prefix. */
#define LONGEST_NAME 256
#define LONGEST_ID 256
#define LONGEST_SOURCE 64
#define LONGEST_MESSAGE 1024

#define OPTIONAL PLIMSOLL_VARDICT_OPTIONAL
#define REQUIRED PLIMSOLL_VARDICT_REQUIRED

G_DEFINE_QUARK (plimsoll - codec - error - quark, plimsoll_codec_error)

/* Packing */

static GVariant *
pack_limit (const PlimsollLimitFields *fields)
{
  g_auto (GVariantBuilder) dict = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  plimsoll_vardict_put_text (&dict, "id", fields->id, LONGEST_ID);
  plimsoll_vardict_put_text (&dict, "title", fields->title, LONGEST_NAME);
  plimsoll_vardict_put_text (&dict, "kind", plimsoll_limit_kind_to_word (fields->kind),
                             LONGEST_NAME);
  plimsoll_vardict_put_text (&dict, "scope", fields->scope, LONGEST_NAME);
  plimsoll_vardict_put_percent (&dict, "used-percent", fields->used_percent);
  plimsoll_vardict_put_moment (&dict, "resets-at", fields->resets_at);
  if (fields->window > 0)
    g_variant_builder_add (&dict, "{sv}", "window", g_variant_new_int64 (fields->window));
  plimsoll_vardict_put_text (&dict, "severity", plimsoll_severity_to_word (fields->severity),
                             LONGEST_NAME);
  g_variant_builder_add (&dict, "{sv}", "binding", g_variant_new_boolean (fields->is_binding));
  plimsoll_vardict_put_money (&dict, "used", fields->used);
  plimsoll_vardict_put_money (&dict, "cap", fields->cap);
  plimsoll_vardict_put_text (&dict, "source", fields->source, LONGEST_SOURCE);
  plimsoll_vardict_put_moment (&dict, "observed-at", fields->observed_at);

  return g_variant_builder_end (&dict);
}

/* An id is never cut or cleaned, because two could become one; a limit with an unfit id, or without
 * a title to show, stays at home. */
static gboolean
is_fit_to_travel (const PlimsollLimitFields *fields)
{
  g_autofree char *fit = plimsoll_vardict_dup_fit (fields->id, LONGEST_ID);

  return *fit != '\0' && g_str_equal (fit, fields->id) && *fields->title != '\0';
}

static GVariant *
pack_limits (PlimsollSnapshot *snapshot)
{
  g_auto (GVariantBuilder) limits = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      const PlimsollLimitFields *fields =
          plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, i));

      if (is_fit_to_travel (fields))
        g_variant_builder_add_value (&limits, pack_limit (fields));
    }

  return g_variant_builder_end (&limits);
}

static GVariant *
pack_spend (PlimsollSnapshot *snapshot)
{
  g_auto (GVariantBuilder) dict = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  PlimsollSpend *spend = plimsoll_snapshot_get_spend (snapshot);
  GDateTime *observed_at = plimsoll_snapshot_get_spend_observed_at (snapshot);

  g_variant_builder_add (&dict, "{sv}", "enabled",
                         g_variant_new_boolean (plimsoll_spend_is_enabled (spend)));
  plimsoll_vardict_put_money (&dict, "used", plimsoll_spend_get_used (spend));
  plimsoll_vardict_put_money (&dict, "cap", plimsoll_spend_get_cap (spend));
  plimsoll_vardict_put_percent (&dict, "used-percent", plimsoll_spend_get_used_percent (spend));
  plimsoll_vardict_put_text (&dict, "reason", plimsoll_spend_get_reason (spend), LONGEST_NAME);
  if (!g_date_time_equal (observed_at, plimsoll_snapshot_get_observed_at (snapshot)))
    plimsoll_vardict_put_moment (&dict, "observed-at", observed_at);

  return g_variant_builder_end (&dict);
}

static GVariant *
pack_snapshot_dict (PlimsollSnapshot *snapshot)
{
  g_auto (GVariantBuilder) dict = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  plimsoll_vardict_put_text (&dict, "source", plimsoll_snapshot_get_source (snapshot),
                             LONGEST_SOURCE);
  plimsoll_vardict_put_moment (&dict, "observed-at", plimsoll_snapshot_get_observed_at (snapshot));
  plimsoll_vardict_put_text (&dict, "plan", plimsoll_snapshot_get_plan (snapshot), LONGEST_NAME);
  plimsoll_vardict_put_text (&dict, "identity", plimsoll_snapshot_get_identity (snapshot),
                             LONGEST_NAME);
  g_variant_builder_add (&dict, "{sv}", "limits", pack_limits (snapshot));
  if (plimsoll_snapshot_get_spend (snapshot) != NULL)
    g_variant_builder_add (&dict, "{sv}", "spend", pack_spend (snapshot));

  return g_variant_builder_end (&dict);
}

static GVariant *
pack_problem (PlimsollProblem *problem)
{
  g_auto (GVariantBuilder) dict = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  PlimsollCondition condition = plimsoll_problem_get_condition (problem);

  plimsoll_vardict_put_text (&dict, "condition", plimsoll_condition_to_word (condition),
                             LONGEST_NAME);
  plimsoll_vardict_put_text (&dict, "message", plimsoll_problem_get_message (problem),
                             LONGEST_MESSAGE);
  plimsoll_vardict_put_moment (&dict, "retry-at", plimsoll_problem_get_retry_at (problem));

  return g_variant_builder_end (&dict);
}

static gboolean
is_key (const char *text)
{
  return strlen (text) == KEY_DIGITS && strspn (text, "0123456789abcdef") == KEY_DIGITS;
}

GVariant *
plimsoll_codec_pack_report (PlimsollReport *report)
{
  g_auto (GVariantBuilder) dict = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  PlimsollAccount *account = plimsoll_report_get_account (report);
  const char *key = plimsoll_report_get_key (report);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  PlimsollIncident *incident = plimsoll_report_get_incident (report);

  plimsoll_vardict_put_text (&dict, "account", plimsoll_account_get_id (account), LONGEST_ID);
  plimsoll_vardict_put_text (&dict, "name", plimsoll_account_get_name (account), LONGEST_NAME);
  /* Anything else could be the token itself, put there by mistake: it does not leave. */
  if (key != NULL && is_key (key))
    plimsoll_vardict_put_text (&dict, "key", key, KEY_DIGITS);
  if (snapshot != NULL)
    g_variant_builder_add (&dict, "{sv}", "snapshot", pack_snapshot_dict (snapshot));
  if (problem != NULL)
    g_variant_builder_add (&dict, "{sv}", "problem", pack_problem (problem));
  if (incident != NULL)
    g_variant_builder_add (&dict, "{sv}", "incident", plimsoll_incident_pack (incident));

  return g_variant_new ("(u@a{sv})", VERSION, g_variant_builder_end (&dict));
}

GVariant *
plimsoll_codec_pack_snapshot (PlimsollSnapshot *snapshot)
{
  return g_variant_new ("(u@a{sv})", VERSION, pack_snapshot_dict (snapshot));
}

/* Unpacking: each unpack_ gives NULL with error, or a value of the model that obeys its rules. */

static gboolean
refuse (GError **error, const char *what, const char *fault)
{
  g_set_error (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED, "malformed %s: %s",
               what, fault);
  return FALSE;
}

static gboolean
is_sound (PlimsollVardict *dict, const char *what, GError **error)
{
  const char *fault = plimsoll_vardict_get_fault (dict);

  return fault == NULL || refuse (error, what, fault);
}

static void
take_limit_words (PlimsollVardict *dict, PlimsollLimitFields *fields)
{
  const char *kind = plimsoll_vardict_get_text (dict, "kind", REQUIRED, LONGEST_NAME);
  const char *severity = plimsoll_vardict_get_text (dict, "severity", REQUIRED, LONGEST_NAME);

  if (!plimsoll_limit_kind_from_word (kind, &fields->kind))
    plimsoll_vardict_blame (dict, "kind");
  if (!plimsoll_severity_from_word (severity, &fields->severity))
    plimsoll_vardict_blame (dict, "severity");
}

static PlimsollLimit *
unpack_limit (GVariant *packed, GError **error)
{
  g_autoptr (PlimsollVardict) dict = plimsoll_vardict_open (packed);
  g_autoptr (GDateTime) resets_at = plimsoll_vardict_dup_moment (dict, "resets-at", OPTIONAL);
  g_autoptr (PlimsollMoney) used = plimsoll_vardict_dup_money (dict, "used", OPTIONAL);
  g_autoptr (PlimsollMoney) cap = plimsoll_vardict_dup_money (dict, "cap", OPTIONAL);
  g_autoptr (GDateTime) observed_at = plimsoll_vardict_dup_moment (dict, "observed-at", OPTIONAL);
  PlimsollLimitFields fields = {
    .resets_at = resets_at, .used = used, .cap = cap, .observed_at = observed_at
  };

  fields.id = plimsoll_vardict_get_text (dict, "id", REQUIRED, LONGEST_ID);
  fields.title = plimsoll_vardict_get_text (dict, "title", REQUIRED, LONGEST_NAME);
  fields.scope = plimsoll_vardict_get_text (dict, "scope", OPTIONAL, LONGEST_NAME);
  fields.used_percent = plimsoll_vardict_get_percent (dict, "used-percent");
  fields.window = plimsoll_vardict_get_length (dict, "window");
  fields.is_binding = plimsoll_vardict_get_flag (dict, "binding");
  fields.source = plimsoll_vardict_get_text (dict, "source", OPTIONAL, LONGEST_SOURCE);
  take_limit_words (dict, &fields);
  if (fields.source != NULL && *fields.source == '\0')
    plimsoll_vardict_blame (dict, "source");

  return is_sound (dict, "limit", error) ? plimsoll_limit_new (&fields) : NULL;
}

static GPtrArray *
unpack_limits (GVariant *packed, GError **error)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_limits = g_variant_n_children (packed);

  if (n_limits > PLIMSOLL_SNAPSHOT_MAX_LIMITS)
    {
      refuse (error, "snapshot", "too many limits");
      return NULL;
    }

  for (gsize i = 0; i < n_limits; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (packed, i);
      PlimsollLimit *limit = unpack_limit (child, error);

      if (limit == NULL)
        return NULL;

      g_ptr_array_add (limits, limit);
      if (!g_hash_table_add (ids, (char *) plimsoll_limit_peek (limit)->id))
        {
          refuse (error, "snapshot", "two limits of one id");
          return NULL;
        }
    }

  return g_steal_pointer (&limits);
}

/* `*observed_at` is set to NULL or (transfer full). */
static PlimsollSpend *
unpack_spend (GVariant *packed, GDateTime **observed_at, GError **error)
{
  g_autoptr (PlimsollVardict) dict = plimsoll_vardict_open (packed);
  g_autoptr (PlimsollMoney) used = plimsoll_vardict_dup_money (dict, "used", REQUIRED);
  g_autoptr (PlimsollMoney) cap = plimsoll_vardict_dup_money (dict, "cap", OPTIONAL);
  gboolean is_enabled = plimsoll_vardict_get_flag (dict, "enabled");
  double used_percent = plimsoll_vardict_get_percent (dict, "used-percent");
  const char *reason = plimsoll_vardict_get_text (dict, "reason", OPTIONAL, LONGEST_NAME);

  *observed_at = plimsoll_vardict_dup_moment (dict, "observed-at", OPTIONAL);
  return is_sound (dict, "spend", error)
             ? plimsoll_spend_new (is_enabled, used, cap, used_percent, reason)
             : NULL;
}

static PlimsollSnapshot *
unpack_snapshot_dict (GVariant *packed, GError **error)
{
  g_autoptr (PlimsollVardict) dict = plimsoll_vardict_open (packed);
  g_autoptr (GDateTime) observed_at = plimsoll_vardict_dup_moment (dict, "observed-at", REQUIRED);
  GVariant *limits =
      plimsoll_vardict_get_value (dict, "limits", REQUIRED, G_VARIANT_TYPE ("aa{sv}"));
  GVariant *spend = plimsoll_vardict_get_value (dict, "spend", OPTIONAL, G_VARIANT_TYPE_VARDICT);
  g_autoptr (GPtrArray) unpacked_limits = NULL;
  g_autoptr (PlimsollSpend) unpacked_spend = NULL;
  g_autoptr (GDateTime) spend_observed_at = NULL;
  PlimsollSnapshotFields fields = { .observed_at = observed_at };

  fields.source = plimsoll_vardict_get_text (dict, "source", REQUIRED, LONGEST_SOURCE);
  fields.plan = plimsoll_vardict_get_text (dict, "plan", OPTIONAL, LONGEST_NAME);
  fields.identity = plimsoll_vardict_get_text (dict, "identity", OPTIONAL, LONGEST_NAME);
  if (!is_sound (dict, "snapshot", error))
    return NULL;

  fields.limits = unpacked_limits = unpack_limits (limits, error);
  if (fields.limits == NULL)
    return NULL;
  if (spend != NULL)
    {
      fields.spend = unpacked_spend = unpack_spend (spend, &spend_observed_at, error);
      fields.spend_observed_at = spend_observed_at;
      if (fields.spend == NULL)
        return NULL;
    }

  return plimsoll_snapshot_new (&fields);
}

static PlimsollProblem *
unpack_problem (GVariant *packed, GError **error)
{
  g_autoptr (PlimsollVardict) dict = plimsoll_vardict_open (packed);
  g_autoptr (GDateTime) retry_at = plimsoll_vardict_dup_moment (dict, "retry-at", OPTIONAL);
  const char *word = plimsoll_vardict_get_text (dict, "condition", REQUIRED, LONGEST_NAME);
  const char *message = plimsoll_vardict_get_text (dict, "message", REQUIRED, LONGEST_MESSAGE);
  PlimsollCondition condition = PLIMSOLL_CONDITION_LOADING;

  if (!plimsoll_condition_from_word (word, &condition)
      || !plimsoll_condition_is_refusal (condition))
    plimsoll_vardict_blame (dict, "condition");

  return is_sound (dict, "problem", error) ? plimsoll_problem_new (condition, message, retry_at)
                                           : NULL;
}

/* (transfer full) (nullable): the dictionary inside, when everything around it is as it must be.
 * The size is looked at first, because checking the form of a hostile giant takes long. */
static GVariant *
open_envelope (GVariant *packed, GError **error)
{
  guint32 version = 0;
  GVariant *dict = NULL;

  if (g_variant_get_size (packed) > PLIMSOLL_CODEC_MAX_BYTES)
    refuse (error, "value", "too big");
  else if (!g_variant_is_of_type (packed, PLIMSOLL_CODEC_TYPE)
           || !g_variant_is_normal_form (packed))
    refuse (error, "value", "not of this form");
  else
    {
      g_variant_get (packed, "(u@a{sv})", &version, &dict);
      if (version != VERSION)
        {
          g_clear_pointer (&dict, g_variant_unref);
          refuse (error, "value", "another version");
        }
    }

  return dict;
}

static PlimsollAccount *
unpack_account (PlimsollVardict *dict)
{
  const char *id = plimsoll_vardict_get_text (dict, "account", REQUIRED, LONGEST_ID);
  const char *name = plimsoll_vardict_get_text (dict, "name", REQUIRED, LONGEST_NAME);
  PlimsollAccount *account = plimsoll_account_new_from_id (id, name);

  if (account == NULL)
    plimsoll_vardict_blame (dict, "account");

  return account;
}

PlimsollReport *
plimsoll_codec_unpack_report (GVariant *packed, GError **error)
{
  g_autoptr (GVariant) inside = open_envelope (packed, error);
  g_autoptr (PlimsollVardict) dict = inside != NULL ? plimsoll_vardict_open (inside) : NULL;
  g_autoptr (PlimsollAccount) account = dict != NULL ? unpack_account (dict) : NULL;
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_autoptr (PlimsollProblem) problem = NULL;
  GVariant *snapshot_dict = NULL;
  GVariant *problem_dict = NULL;
  GVariant *incident_dict = NULL;
  g_autoptr (PlimsollIncident) incident = NULL;
  g_autoptr (PlimsollReport) report = NULL;
  const char *key = NULL;

  if (dict == NULL)
    return NULL;

  key = plimsoll_vardict_get_text (dict, "key", OPTIONAL, KEY_DIGITS);
  snapshot_dict = plimsoll_vardict_get_value (dict, "snapshot", OPTIONAL, G_VARIANT_TYPE_VARDICT);
  problem_dict = plimsoll_vardict_get_value (dict, "problem", OPTIONAL, G_VARIANT_TYPE_VARDICT);
  incident_dict = plimsoll_vardict_get_value (dict, "incident", OPTIONAL, G_VARIANT_TYPE_VARDICT);
  if (incident_dict != NULL && (incident = plimsoll_incident_unpack (incident_dict)) == NULL)
    plimsoll_vardict_blame (dict, "incident");
  if (key != NULL && !is_key (key))
    plimsoll_vardict_blame (dict, "key");
  if (snapshot_dict == NULL && problem_dict == NULL)
    plimsoll_vardict_blame (dict, "neither snapshot nor problem");
  if (!is_sound (dict, "report", error))
    return NULL;

  if (snapshot_dict != NULL && (snapshot = unpack_snapshot_dict (snapshot_dict, error)) == NULL)
    return NULL;
  if (problem_dict != NULL && (problem = unpack_problem (problem_dict, error)) == NULL)
    return NULL;

  report = plimsoll_report_new (account, key, snapshot, problem);
  return plimsoll_report_dup_with_incident (report, incident);
}

PlimsollSnapshot *
plimsoll_codec_unpack_snapshot (GVariant *packed, GError **error)
{
  g_autoptr (GVariant) inside = open_envelope (packed, error);

  return inside != NULL ? unpack_snapshot_dict (inside, error) : NULL;
}

/* Bytes */

GBytes *
plimsoll_codec_report_to_bytes (PlimsollReport *report)
{
  g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_report (report));

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      g_autoptr (GVariant) swapped = g_variant_byteswap (packed);

      return g_variant_get_data_as_bytes (swapped);
    }

  return g_variant_get_data_as_bytes (packed);
}

PlimsollReport *
plimsoll_codec_report_from_bytes (GBytes *bytes, GError **error)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GBytes) aligned = NULL;
  g_autoptr (GVariant) packed = NULL;

  if (size == 0 || size > PLIMSOLL_CODEC_MAX_BYTES)
    {
      refuse (error, "value", size == 0 ? "empty" : "too big");
      return NULL;
    }

  /* A slice of a larger buffer may start anywhere; memory of its own is aligned for every type. */
  aligned = g_bytes_new (data, size);
  packed = g_variant_ref_sink (g_variant_new_from_bytes (PLIMSOLL_CODEC_TYPE, aligned, FALSE));
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      g_autoptr (GVariant) swapped = NULL;

      /* Swapping puts a damaged value into normal form, and so would hide the damage. */
      if (!g_variant_is_normal_form (packed))
        {
          refuse (error, "value", "not of this form");
          return NULL;
        }
      swapped = g_variant_byteswap (packed);
      return plimsoll_codec_unpack_report (swapped, error);
    }

  return plimsoll_codec_unpack_report (packed, error);
}
