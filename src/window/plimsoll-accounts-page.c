/* plimsoll-accounts-page.c - which logins are looked after.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row for each account that the service knows, that the settings name, or that is switched off.
 * The rows are made anew when either changes; the settings are the only place that is written. */

#include "plimsoll-accounts-page.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-logins.h"
#include "plimsoll-source-choice.h"
#include "plimsoll-text.h"
#include "plimsoll-web-key-group.h"

struct _PlimsollAccountsPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings; /* (owned) */
  GListModel *meters; /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  GPtrArray *rows; /* (owned) (element-type GtkWidget): borrowed from the group */
  guint rebuild_id; /* idle source; 0 when nothing changed */

  AdwPreferencesGroup *logins;
  AdwComboRow *sources;
  GtkWidget *identity;
};

G_DEFINE_FINAL_TYPE (PlimsollAccountsPage, plimsoll_accounts_page, ADW_TYPE_PREFERENCES_PAGE)

static void
on_switched_cb (PlimsollAccountsPage *self, GParamSpec *pspec, GtkSwitch *toggle)
{
  plimsoll_logins_set_enabled (self->settings, g_object_get_data (G_OBJECT (toggle), "account"),
                               gtk_switch_get_active (toggle));
}

static GtkWidget *
make_switch (PlimsollAccountsPage *self, const char *id)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (toggle, _ ("Look after this login"));
  gtk_switch_set_active (GTK_SWITCH (toggle), plimsoll_logins_is_enabled (self->settings, id));
  g_object_set_data_full (G_OBJECT (toggle), "account", g_strdup (id), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_switched_cb), self,
                           G_CONNECT_SWAPPED);
  return toggle;
}

/* A name becomes part of an id, so that not every text will do. It is the entry that says so: the
 * person is looking at it. */
static void
on_renamed_cb (PlimsollAccountsPage *self, AdwEntryRow *entry)
{
  const char *name = g_object_get_data (G_OBJECT (entry), "name");
  g_autofree char *new_name = plimsoll_text_to_id (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (new_name != NULL && plimsoll_logins_rename (self->settings, name, new_name))
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

static void
on_remove_clicked_cb (PlimsollAccountsPage *self, GtkWidget *button)
{
  plimsoll_logins_remove (self->settings, g_object_get_data (G_OBJECT (button), "name"));
}

/* What an account is called is any text; none at all brings its usual name back. */
static void
on_named_cb (PlimsollAccountsPage *self, AdwEntryRow *entry)
{
  plimsoll_logins_set_name (self->settings, g_object_get_data (G_OBJECT (entry), "account"),
                            gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static GtkWidget *
make_entry (PlimsollAccountsPage *self, const char *name, GCallback on_applied_cb)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect_object (entry, "apply", on_applied_cb, self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_folder_entry (PlimsollAccountsPage *self, const char *name)
{
  GtkWidget *entry = make_entry (self, name, G_CALLBACK (on_renamed_cb));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Remove"));

  g_object_set_data_full (G_OBJECT (entry), "name", g_strdup (name), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry), button);
  return entry;
}

static void
add_row (PlimsollAccountsPage *self, GtkWidget *row, const char *title, const char *subtitle)
{
  /* Names and folders are the person's or the bus's: text, never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_preferences_group_add (self->logins, row);
  g_ptr_array_add (self->rows, row);
}

/* A login in a folder that the person named: it can be renamed, id and all, and removed. */
static void
add_folder (PlimsollAccountsPage *self, const char *name, const char *folder)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *id = g_strconcat ("claude:", name, NULL);

  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_switch (self, id));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_folder_entry (self, name));
  add_row (self, row, name, folder);
}

/* A login that was found: it can be called otherwise. */
static void
add_plain (PlimsollAccountsPage *self, const char *id, const char *name)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *entry = make_entry (self, name, G_CALLBACK (on_named_cb));

  g_object_set_data_full (G_OBJECT (entry), "account", g_strdup (id), g_free);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_switch (self, id));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), entry);
  add_row (self, row, name, id);
}

static gboolean
has_folder (GVariant *folders, const char *id)
{
  g_autoptr (GVariant) found = NULL;

  if (g_str_has_prefix (id, "claude:"))
    found = g_variant_lookup_value (folders, id + strlen ("claude:"), NULL);

  return found != NULL;
}

/* Folders have rows of their own, and so has what is switched off: each login stands once. */
static void
add_known (PlimsollAccountsPage *self, GVariant *folders)
{
  guint n_meters = g_list_model_get_n_items (self->meters);

  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (self->meters, i);
      PlimsollAccount *account = plimsoll_meter_get_account (meter);
      const char *id = plimsoll_account_get_id (account);

      if (!has_folder (folders, id) && plimsoll_logins_is_enabled (self->settings, id))
        add_plain (self, id, plimsoll_account_get_name (account));
    }
}

/* (transfer full): what a person calls an account that is switched off. */
static char *
dup_name (PlimsollAccountsPage *self, const char *id)
{
  char *given = plimsoll_logins_dup_name (self->settings, id);

  if (given != NULL)
    return given;
  if (g_str_equal (id, "claude:default"))
    return g_strdup (_ ("Claude"));
  if (g_str_equal (id, "codex:default"))
    return g_strdup (_ ("Codex"));

  return g_strdup (id);
}

/* The service knows nothing of those that are switched off; a way back must be left. */
static void
add_disabled (PlimsollAccountsPage *self, GVariant *folders)
{
  g_auto (GStrv) disabled = g_settings_get_strv (self->settings, "disabled-accounts");

  for (gsize i = 0; disabled[i] != NULL; i++)
    if (!has_folder (folders, disabled[i]))
      {
        g_autofree char *name = dup_name (self, disabled[i]);

        add_plain (self, disabled[i], name);
      }
}

static void
rebuild (PlimsollAccountsPage *self)
{
  g_autoptr (GVariant) folders = g_settings_get_value (self->settings, "config-directories");
  GVariantIter iter;
  const char *name = NULL;
  const char *folder = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->logins, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  add_known (self, folders);
  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &folder))
    add_folder (self, name, folder);
  add_disabled (self, folders);
}

static gboolean
on_rebuild_idle_cb (gpointer user_data)
{
  PlimsollAccountsPage *self = user_data;

  self->rebuild_id = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/* Never from within a row's own signal: the row would be gone under it. */
static void
rebuild_soon (PlimsollAccountsPage *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (on_rebuild_idle_cb, self);
}

static void
on_chosen_cb (PlimsollAccountsPage *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  char *name = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL)
    name = plimsoll_logins_add (self->settings, path);
  g_free (name);
  g_clear_object (&self->chooser);
}

static void
on_add_clicked_cb (PlimsollAccountsPage *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());

  if (self->chooser != NULL)
    return;

  self->chooser =
      gtk_file_chooser_native_new (_ ("Configuration Folder of Claude Code"), parent,
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Add"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), home, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
plimsoll_accounts_page_dispose (GObject *object)
{
  PlimsollAccountsPage *self = PLIMSOLL_ACCOUNTS_PAGE (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  if (self->meters != NULL)
    g_signal_handlers_disconnect_by_data (self->meters, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->meters);
  g_clear_object (&self->settings);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (plimsoll_accounts_page_parent_class)->dispose (object);
}

static void
plimsoll_accounts_page_finalize (GObject *object)
{
  g_ptr_array_unref (PLIMSOLL_ACCOUNTS_PAGE (object)->rows);
  G_OBJECT_CLASS (plimsoll_accounts_page_parent_class)->finalize (object);
}

static void
plimsoll_accounts_page_class_init (PlimsollAccountsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_accounts_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_accounts_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollAccountsPage, logins);
  gtk_widget_class_bind_template_child (widget_class, PlimsollAccountsPage, sources);
  gtk_widget_class_bind_template_child (widget_class, PlimsollAccountsPage, identity);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
}

static void
plimsoll_accounts_page_init (PlimsollAccountsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plimsoll_accounts_page_new (GSettings *settings,
                            PlimsollLiveAccounts *accounts,
                            const char *program)
{
  PlimsollAccountsPage *self = g_object_new (PLIMSOLL_TYPE_ACCOUNTS_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->meters = g_object_ref (plimsoll_live_accounts_get_meters (accounts));
  g_signal_connect_swapped (self->meters, "items-changed", G_CALLBACK (rebuild_soon), self);
  g_signal_connect_swapped (settings, "changed::config-directories", G_CALLBACK (rebuild_soon),
                            self);
  g_signal_connect_swapped (settings, "changed::disabled-accounts", G_CALLBACK (rebuild_soon),
                            self);
  g_signal_connect_swapped (settings, "changed::account-names", G_CALLBACK (rebuild_soon), self);
  plimsoll_source_choice_bind (settings, self->sources);
  g_settings_bind (settings, "show-identity", self->identity, "active", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self),
                            ADW_PREFERENCES_GROUP (plimsoll_web_key_group_new (settings, program)));
  rebuild (self);
  return GTK_WIDGET (self);
}
