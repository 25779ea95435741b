/* plimsoll-web-key-group.c - a session key of claude.ai, pasted and handed over.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window neither tries nor keeps a key: it writes it to the standard input of `plimsoll login`,
 * forgets it, and shows what that says. Whether there is one it reads from the settings, which know
 * no more than that. The keyring and the network stay in the program that ends. */

#include "plimsoll-web-key-group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-secret.h"
#include "plimsoll-text.h"

#define ORGANIZATIONS "claude-web-organizations"
/* Further logins have the command. */
#define ACCOUNT "claude:default"
#define LONGEST_LINE 300u

struct _PlimsollWebKeyGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings; /* (owned) */
  char *program; /* (owned) */
  GCancellable *stop; /* (owned): for waiting; the program itself is left to end */

  GtkWidget *entry;
  GtkWidget *remove_row;
  GtkWidget *answer;
};

G_DEFINE_FINAL_TYPE (PlimsollWebKeyGroup, plimsoll_web_key_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (PlimsollWebKeyGroup *self)
{
  g_autoptr (GVariant) organizations = g_settings_get_value (self->settings, ORGANIZATIONS);
  g_autoptr (GVariant) own = g_variant_lookup_value (organizations, ACCOUNT, NULL);

  gtk_widget_set_visible (self->remove_row, own != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 own != NULL ? _ ("Another session key") : _ ("Session key"));
}

/* (transfer full): what the program said, line by line, fit to show. */
static char *
dup_fit (const char *said)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      g_autofree char *clean = NULL;
      g_autofree char *safe = NULL;

      if (g_str_has_prefix (line, "plimsoll: "))
        line += strlen ("plimsoll: ");
      clean = plimsoll_text_clean (line, LONGEST_LINE);
      if (clean == NULL)
        continue;
      safe = plimsoll_text_redact (clean);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", safe);
    }

  return g_string_free (text, FALSE);
}

static void
show_answer (PlimsollWebKeyGroup *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->answer), words);
  gtk_widget_set_visible (self->answer, *words != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  show_state (self);
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollWebKeyGroup) self = user_data;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *fit = NULL;

  if (!g_subprocess_communicate_finish (G_SUBPROCESS (source), result, &out, NULL, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_answer (self, _ ("Plimsoll's own command did not answer. Try `plimsoll login "
                              "claude-web` in a terminal."));
      return;
    }

  said = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  fit = dup_fit (said);
  show_answer (self, fit);
}

static void
wipe_and_free (gpointer text)
{
  plimsoll_secret_wipe (text);
  g_free (text);
}

/* Runs `plimsoll <verb> claude-web`; takes `input` (nullable) over and wipes it. */
static void
run (PlimsollWebKeyGroup *self, const char *verb, char *input)
{
  const char *const argv[] = { self->program, verb, "claude-web", "--account", ACCOUNT, NULL };
  g_autoptr (GBytes) bytes =
      input != NULL ? g_bytes_new_with_free_func (input, strlen (input), wipe_and_free, input)
                    : NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (argv,
                         (bytes != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0)
                             | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                         NULL);

  if (process == NULL)
    {
      show_answer (self, _ ("Plimsoll's own command was not found. Install Plimsoll completely."));
      return;
    }

  show_answer (self, _ ("Asking claude.ai…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  g_subprocess_communicate_async (process, bytes, self->stop, on_ended_cb, g_object_ref (self));
}

static void
on_apply_cb (PlimsollWebKeyGroup *self)
{
  char *input = g_strconcat (gtk_editable_get_text (GTK_EDITABLE (self->entry)), "\n", NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  run (self, "login", input);
}

static void
on_remove_cb (PlimsollWebKeyGroup *self)
{
  run (self, "logout", NULL);
}

static void
plimsoll_web_key_group_dispose (GObject *object)
{
  PlimsollWebKeyGroup *self = PLIMSOLL_WEB_KEY_GROUP (object);

  g_cancellable_cancel (self->stop);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (plimsoll_web_key_group_parent_class)->dispose (object);
}

static void
plimsoll_web_key_group_finalize (GObject *object)
{
  PlimsollWebKeyGroup *self = PLIMSOLL_WEB_KEY_GROUP (object);

  g_clear_object (&self->stop);
  g_free (self->program);
  G_OBJECT_CLASS (plimsoll_web_key_group_parent_class)->finalize (object);
}

static void
plimsoll_web_key_group_class_init (PlimsollWebKeyGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_web_key_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_web_key_group_finalize;
}

static void
add_entry (PlimsollWebKeyGroup *self)
{
  self->entry = adw_password_entry_row_new ();
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (on_apply_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->entry);
}

static void
add_remove_row (PlimsollWebKeyGroup *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Remove"));

  self->remove_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remove_row),
                                 _ ("A session key is in the keyring"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->remove_row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->remove_row);
}

static void
add_answer (PlimsollWebKeyGroup *self)
{
  self->answer = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->answer), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->answer), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->answer), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->answer), 0);
  gtk_widget_set_margin_top (self->answer, 12);
  gtk_widget_set_visible (self->answer, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->answer);
}

static void
plimsoll_web_key_group_init (PlimsollWebKeyGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->stop = g_cancellable_new ();
  adw_preferences_group_set_title (group, _ ("Session Key of claude.ai"));
  adw_preferences_group_set_description (
      group, _ ("For those who do not use Claude Code. The key, the cookie “sessionKey” of your "
                "browser, is full access to your account. It goes into the desktop’s keyring and "
                "nowhere else, and is used only while no other source gives numbers. Without one, "
                "this is off."));
  add_entry (self);
  add_remove_row (self);
  add_answer (self);
}

GtkWidget *
plimsoll_web_key_group_new (GSettings *settings, const char *program)
{
  PlimsollWebKeyGroup *self = g_object_new (PLIMSOLL_TYPE_WEB_KEY_GROUP, NULL);

  self->settings = g_object_ref (settings);
  self->program = g_strdup (program);
  g_signal_connect_swapped (settings, "changed::" ORGANIZATIONS, G_CALLBACK (show_state), self);
  show_state (self);
  return GTK_WIDGET (self);
}
