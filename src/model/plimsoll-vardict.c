/* plimsoll-vardict.c - dictionaries of named values: written tidily, read with suspicion.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codec's hands. Whatever is put here can be read here again; whatever is read here came from
 * another process or from disk and is checked for type, length, range and characters before
 * anyone sees it. What the entries mean is left to the codec. */

#include "plimsoll-vardict.h"

#include <math.h>
#include <string.h>

#include "plimsoll-moment.h"

struct _PlimsollVardict
{
  GHashTable *entries; /* (owned) (element-type utf8 GVariant) */
  const char *fault; /* (nullable): static */
};

/* Writing */

char *
plimsoll_vardict_dup_fit (const char *text, gsize max)
{
  GString *fit = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize length = (gsize) (g_utf8_next_char (p) - p);

      if (fit->len + length > max)
        break;
      if (g_unichar_iscntrl (c))
        g_string_append_c (fit, ' ');
      else
        g_string_append_len (fit, p, (gssize) length);
    }

  return g_string_free (fit, FALSE);
}

void
plimsoll_vardict_put_text (GVariantBuilder *dict, const char *key, const char *text, gsize max)
{
  if (text != NULL)
    g_variant_builder_add (dict, "{sv}", key,
                           g_variant_new_take_string (plimsoll_vardict_dup_fit (text, max)));
}

void
plimsoll_vardict_put_moment (GVariantBuilder *dict, const char *key, GDateTime *moment)
{
  if (moment != NULL)
    g_variant_builder_add (dict, "{sv}", key,
                           g_variant_new_int64 (plimsoll_moment_to_unix (moment)));
}

void
plimsoll_vardict_put_percent (GVariantBuilder *dict, const char *key, double percent)
{
  if (isfinite (percent) && percent >= 0)
    g_variant_builder_add (dict, "{sv}", key, g_variant_new_double (percent));
}

void
plimsoll_vardict_put_money (GVariantBuilder *dict, const char *key, PlimsollMoney *money)
{
  if (money != NULL)
    g_variant_builder_add (dict, "{sv}", key,
                           g_variant_new ("(xus)", plimsoll_money_get_minor_units (money),
                                          plimsoll_money_get_exponent (money),
                                          plimsoll_money_get_currency (money)));
}

/* Reading */

PlimsollVardict *
plimsoll_vardict_open (GVariant *dict)
{
  PlimsollVardict *self = g_new0 (PlimsollVardict, 1);
  GVariantIter iter;
  char *key = NULL;
  GVariant *value = NULL;

  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);

  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_next (&iter, "{sv}", &key, &value))
    if (!g_hash_table_insert (self->entries, key, value))
      self->fault = "the same key twice";

  return self;
}

void
plimsoll_vardict_free (PlimsollVardict *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

const char *
plimsoll_vardict_get_fault (PlimsollVardict *self)
{
  return self->fault;
}

void
plimsoll_vardict_blame (PlimsollVardict *self, const char *key)
{
  if (self->fault == NULL)
    self->fault = key;
}

GVariant *
plimsoll_vardict_get_value (PlimsollVardict *self,
                            const char *key,
                            PlimsollVardictNeed need,
                            const GVariantType *type)
{
  GVariant *value = g_hash_table_lookup (self->entries, key);
  gboolean is_wanted = value != NULL && g_variant_is_of_type (value, type);

  if (value != NULL ? !is_wanted : need == PLIMSOLL_VARDICT_REQUIRED)
    plimsoll_vardict_blame (self, key);

  return is_wanted && self->fault == NULL ? value : NULL;
}

static gboolean
has_control_characters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

const char *
plimsoll_vardict_get_text (PlimsollVardict *self,
                           const char *key,
                           PlimsollVardictNeed need,
                           gsize max)
{
  GVariant *value = plimsoll_vardict_get_value (self, key, need, G_VARIANT_TYPE_STRING);
  gsize length = 0;
  const char *text = value != NULL ? g_variant_get_string (value, &length) : NULL;

  if (text == NULL)
    return NULL;

  if (length > max || (length == 0 && need == PLIMSOLL_VARDICT_REQUIRED)
      || has_control_characters (text))
    {
      plimsoll_vardict_blame (self, key);
      return NULL;
    }

  return text;
}

GDateTime *
plimsoll_vardict_dup_moment (PlimsollVardict *self, const char *key, PlimsollVardictNeed need)
{
  GVariant *value = plimsoll_vardict_get_value (self, key, need, G_VARIANT_TYPE_INT64);
  GDateTime *moment = NULL;

  if (value == NULL)
    return NULL;

  moment = plimsoll_moment_from_unix (g_variant_get_int64 (value));
  if (moment == NULL)
    plimsoll_vardict_blame (self, key);

  return moment;
}

double
plimsoll_vardict_get_percent (PlimsollVardict *self, const char *key)
{
  GVariant *value =
      plimsoll_vardict_get_value (self, key, PLIMSOLL_VARDICT_OPTIONAL, G_VARIANT_TYPE_DOUBLE);
  double percent = value != NULL ? g_variant_get_double (value) : (double) NAN;

  if (value != NULL && (!isfinite (percent) || percent < 0))
    {
      plimsoll_vardict_blame (self, key);
      return (double) NAN;
    }

  return percent;
}

GTimeSpan
plimsoll_vardict_get_length (PlimsollVardict *self, const char *key)
{
  GVariant *value =
      plimsoll_vardict_get_value (self, key, PLIMSOLL_VARDICT_OPTIONAL, G_VARIANT_TYPE_INT64);
  GTimeSpan length = value != NULL ? g_variant_get_int64 (value) : 0;

  if (length < 0)
    {
      plimsoll_vardict_blame (self, key);
      return 0;
    }

  return length;
}

gboolean
plimsoll_vardict_get_flag (PlimsollVardict *self, const char *key)
{
  GVariant *value =
      plimsoll_vardict_get_value (self, key, PLIMSOLL_VARDICT_REQUIRED, G_VARIANT_TYPE_BOOLEAN);

  return value != NULL && g_variant_get_boolean (value);
}

PlimsollMoney *
plimsoll_vardict_dup_money (PlimsollVardict *self, const char *key, PlimsollVardictNeed need)
{
  GVariant *value = plimsoll_vardict_get_value (self, key, need, G_VARIANT_TYPE ("(xus)"));
  PlimsollMoney *money = NULL;
  const char *currency = NULL;
  gint64 minor_units = 0;
  guint32 exponent = 0;

  if (value == NULL)
    return NULL;

  g_variant_get (value, "(xu&s)", &minor_units, &exponent, &currency);
  money = plimsoll_money_new (minor_units, exponent, currency);
  if (money == NULL)
    plimsoll_vardict_blame (self, key);

  return money;
}
