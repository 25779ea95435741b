/* plimsoll-source-choice.c - where Claude's numbers come from, as a choice among a few orders.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The setting is a list in any order; what people want of it are a handful of lists. The last row
 * stands for every other one and cannot be chosen, only kept. */

#include "plimsoll-source-choice.h"

#include <glib/gi18n-lib.h>

#define KEY "claude-sources"

static const struct
{
  const char *words;
  const char *const sources[5];
} CHOICES[] = {
  { N_ ("Automatically"), { "auto" } },
  { N_ ("Claude Code first"), { "cli", "auto" } },
  { N_ ("Claude Code only"), { "cli", "statusline", "cache" } },
  { N_ ("Anthropic only"), { "oauth", "statusline", "cache" } },
};

#define BY_HAND G_N_ELEMENTS (CHOICES)

static gboolean
sources_to_number (GValue *value, GVariant *variant, gpointer user_data)
{
  g_autofree const char **sources = g_variant_get_strv (variant, NULL);
  guint number = 0;

  while (number < BY_HAND && !g_strv_equal ((const char *const *) sources, CHOICES[number].sources))
    number++;

  g_value_set_uint (value, number);
  return TRUE;
}

static GVariant *
number_to_sources (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint number = g_value_get_uint (value);

  return number < BY_HAND ? g_variant_new_strv (CHOICES[number].sources, -1) : NULL;
}

void
plimsoll_source_choice_bind (GSettings *settings, AdwComboRow *row)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    gtk_string_list_append (words, _ (CHOICES[i].words));
  /* Translators: an order of sources that was written into the settings by hand. */
  gtk_string_list_append (words, _ ("As set by hand"));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
  g_settings_bind_with_mapping (settings, KEY, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                sources_to_number, number_to_sources, NULL, NULL);
}
