/* plimsoll-history-view.c - what was read of some limits, and how programs read it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs get every reading as it was kept, in the order of accounts, limits and time. What people
 * see of it is drawn in plimsoll-history-table.c. */
#include "plimsoll-history-view.h"

#include <string.h>

#include "plimsoll-json-text.h"
#include "plimsoll-moment.h"

#define SCHEMA_VERSION 1

static void
limit_free (gpointer data)
{
  PlimsollHistoryLimit *self = data;

  g_free (self->id);
  g_free (self->title);
  g_variant_unref (self->samples);
  g_free (self);
}

PlimsollHistoryAccount *
plimsoll_history_account_new (PlimsollAccount *account)
{
  PlimsollHistoryAccount *self = g_new0 (PlimsollHistoryAccount, 1);

  self->account = plimsoll_account_ref (account);
  self->limits = g_ptr_array_new_with_free_func (limit_free);
  return self;
}

void
plimsoll_history_account_free (PlimsollHistoryAccount *self)
{
  plimsoll_account_unref (self->account);
  g_ptr_array_unref (self->limits);
  g_free (self);
}

void
plimsoll_history_account_add (PlimsollHistoryAccount *self,
                              const char *id,
                              const char *title,
                              GVariant *samples)
{
  PlimsollHistoryLimit *limit = g_new0 (PlimsollHistoryLimit, 1);

  limit->id = g_strdup (id);
  limit->title = g_strdup (title);
  limit->samples = samples;
  g_ptr_array_add (self->limits, limit);
}

gboolean
plimsoll_history_view_is_empty (const PlimsollHistoryView *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      const PlimsollHistoryAccount *account = g_ptr_array_index (self->accounts, i);

      for (guint j = 0; j < account->limits->len; j++)
        {
          const PlimsollHistoryLimit *limit = g_ptr_array_index (account->limits, j);

          if (g_variant_n_children (limit->samples) > 0)
            return FALSE;
        }
    }
  return TRUE;
}

static void
append_csv_field (GString *out, const char *text)
{
  if (strpbrk (text, "\",\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* (transfer full) (nullable) */
static char *
dup_moment (gint64 at)
{
  g_autoptr (GDateTime) moment = plimsoll_moment_from_unix (at);

  return moment != NULL ? plimsoll_moment_format (moment) : NULL;
}

static void
append_csv_limit (GString *out, const char *account, const PlimsollHistoryLimit *limit)
{
  GVariantIter iter;
  gint64 at = 0;
  double percent = 0;

  g_variant_iter_init (&iter, limit->samples);
  while (g_variant_iter_next (&iter, "(xd)", &at, &percent))
    {
      g_autofree char *moment = dup_moment (at);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      append_csv_field (out, account);
      g_string_append_c (out, ',');
      append_csv_field (out, limit->id);
      g_string_append_printf (out, ",%s,%s\r\n", moment != NULL ? moment : "",
                              g_ascii_formatd (number, sizeof number, "%.15g", percent));
    }
}

void
plimsoll_history_view_append_csv (GString *out, const PlimsollHistoryView *self)
{
  g_string_append (out, "account,limit,moment,used_percent\r\n");
  for (guint i = 0; i < self->accounts->len; i++)
    {
      const PlimsollHistoryAccount *account = g_ptr_array_index (self->accounts, i);

      for (guint j = 0; j < account->limits->len; j++)
        append_csv_limit (out, plimsoll_account_get_id (account->account),
                          g_ptr_array_index (account->limits, j));
    }
}

static void
add_json_limit (JsonBuilder *builder, const PlimsollHistoryLimit *limit)
{
  GVariantIter iter;
  gint64 at = 0;
  double percent = 0;

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "id", limit->id);
  plimsoll_json_text_add_string (builder, "title", limit->title);
  json_builder_set_member_name (builder, "samples");
  json_builder_begin_array (builder);
  g_variant_iter_init (&iter, limit->samples);
  while (g_variant_iter_next (&iter, "(xd)", &at, &percent))
    {
      g_autofree char *moment = dup_moment (at);

      json_builder_begin_object (builder);
      plimsoll_json_text_add_string (builder, "at", moment);
      plimsoll_json_text_add_number (builder, "used_percent", percent);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_json_account (JsonBuilder *builder, const PlimsollHistoryAccount *account)
{
  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "id", plimsoll_account_get_id (account->account));
  plimsoll_json_text_add_string (builder, "provider",
                                 plimsoll_account_get_provider (account->account));
  plimsoll_json_text_add_string (builder, "name", plimsoll_account_get_name (account->account));
  json_builder_set_member_name (builder, "limits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < account->limits->len; i++)
    add_json_limit (builder, g_ptr_array_index (account->limits, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
plimsoll_history_view_append_json (GString *out, const PlimsollHistoryView *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *from = dup_moment (self->from);
  g_autofree char *to = dup_moment (self->to);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, SCHEMA_VERSION);
  plimsoll_json_text_add_string (builder, "from", from);
  plimsoll_json_text_add_string (builder, "to", to);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->accounts->len; i++)
    add_json_account (builder, g_ptr_array_index (self->accounts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  plimsoll_json_text_append (out, builder);
}
