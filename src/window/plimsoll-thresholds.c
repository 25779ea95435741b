/* plimsoll-thresholds.c - the percentages to be told at, as a list that a person edits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The setting is the truth and the rows are made from it; a row that is turned writes the setting.
 * While a person turns a number past another one the rows keep their places: they are put in order
 * when the list is made anew. */

#include "plimsoll-thresholds.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-gauge.h"
#include "plimsoll-words.h"

#define KEY "thresholds"
/* More would be noise: each is told once for each limit and cycle. */
#define MOST 8u
G_STATIC_ASSERT (MOST <= PLIMSOLL_GAUGE_MAX_TICKS);

/* What the preview is filled to: enough to look like a gauge, and short of where people are told.
 */
#define EXAMPLE_PERCENT 61
#define PREVIEW_MARGIN 12

struct _PlimsollThresholds
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings; /* (owned) (nullable) */
  GtkWidget *add_button;
  GtkWidget *preview; /* a gauge like those on the cards */
  GPtrArray *rows; /* (owned) (element-type GtkWidget): borrowed from the group */
  GPtrArray *spins; /* (owned) (element-type GtkSpinButton): borrowed, one for each row */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (PlimsollThresholds, plimsoll_thresholds, ADW_TYPE_PREFERENCES_GROUP)

static int
compare (gconstpointer a, gconstpointer b)
{
  const guint *x = a;
  const guint *y = b;

  return (*x > *y) - (*x < *y);
}

GArray *
plimsoll_thresholds_tidy (const guint *values, gsize n_values)
{
  GArray *tidy = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < n_values; i++)
    if (values[i] >= 1 && values[i] <= 100)
      g_array_append_val (tidy, values[i]);
  g_array_sort (tidy, compare);

  for (guint i = 1; i < tidy->len;)
    if (g_array_index (tidy, guint, i) == g_array_index (tidy, guint, i - 1))
      g_array_remove_index (tidy, i);
    else
      i++;

  if (tidy->len > MOST)
    g_array_set_size (tidy, MOST);
  return tidy;
}

guint
plimsoll_thresholds_suggest (GArray *thresholds)
{
  guint below = 0;
  guint widest = 0;
  guint middle = 0;

  if (thresholds->len >= MOST)
    return 0;

  for (guint i = 0; i <= thresholds->len; i++)
    {
      guint above = i < thresholds->len ? g_array_index (thresholds, guint, i) : 101;

      if (above - below > widest)
        {
          widest = above - below;
          middle = below + widest / 2;
        }
      below = above;
    }

  return middle;
}

GArray *
plimsoll_thresholds_read (GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, KEY);
  gsize n_values = 0;
  const guint32 *values = g_variant_get_fixed_array (value, &n_values, sizeof (guint32));

  return plimsoll_thresholds_tidy (values, n_values);
}

/* (transfer full): "80 %, 95 %"; for who does not see the ticks. */
static char *
list_percents (GArray *thresholds)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < thresholds->len; i++)
    {
      g_autofree char *percent = plimsoll_words_percent (g_array_index (thresholds, guint, i));

      if (list->len > 0)
        g_string_append (list, C_ ("list", ", "));
      g_string_append (list, percent);
    }

  return g_string_free (list, FALSE);
}

/* Turned while a number is turned: the person sees where the tick will stand. */
static void
update_preview (PlimsollThresholds *self)
{
  g_autoptr (GArray) thresholds = plimsoll_thresholds_read (self->settings);
  g_autofree char *percents = list_percents (thresholds);
  const PlimsollGaugeWords words = { _ ("Preview of the thresholds"), percents };
  PlimsollGaugePicture picture = { .used_percent = EXAMPLE_PERCENT, .pace_percent = NAN };

  for (guint i = 0; i < thresholds->len; i++)
    picture.ticks[picture.n_ticks++] = g_array_index (thresholds, guint, i);
  if (g_settings_get_boolean (self->settings, "show-left"))
    plimsoll_gauge_picture_turn (&picture);
  plimsoll_gauge_show (PLIMSOLL_GAUGE (self->preview), &picture, &words);
}

static void
write_setting (PlimsollThresholds *self, GArray *thresholds)
{
  self->is_writing = TRUE;
  g_settings_set_value (self->settings, KEY,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, thresholds->data,
                                                   thresholds->len, sizeof (guint32)));
  self->is_writing = FALSE;
}

static void
write_rows (PlimsollThresholds *self)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) tidy = NULL;

  for (guint i = 0; i < self->spins->len; i++)
    {
      guint value = (guint) gtk_spin_button_get_value_as_int (g_ptr_array_index (self->spins, i));

      g_array_append_val (values, value);
    }

  tidy = plimsoll_thresholds_tidy ((const guint *) (gpointer) values->data, values->len);
  write_setting (self, tidy);
}

static void rebuild (PlimsollThresholds *self);

static void
on_remove_clicked_cb (PlimsollThresholds *self, GtkWidget *button)
{
  GtkSpinButton *spin = g_object_get_data (G_OBJECT (button), "spin");

  g_ptr_array_remove (self->spins, spin);
  write_rows (self);
  rebuild (self);
}

/* Written first and shown from the setting, as if somebody else had done it: there is one way in.
 */
static void
on_add_clicked_cb (PlimsollThresholds *self)
{
  g_autoptr (GArray) thresholds = plimsoll_thresholds_read (self->settings);
  guint more = plimsoll_thresholds_suggest (thresholds);

  if (more == 0)
    return;
  g_array_append_val (thresholds, more);
  g_array_sort (thresholds, compare);
  write_setting (self, thresholds);
  rebuild (self);
}

static void
add_row (PlimsollThresholds *self, guint threshold)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (1, 100, 1);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Percent used"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), threshold);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  g_object_set_data (G_OBJECT (button), "spin", spin);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (write_rows), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->spins, spin);
}

/* Not while a person turns a number: the row under the pointer would be gone. */
static void
rebuild (PlimsollThresholds *self)
{
  g_autoptr (GArray) thresholds = plimsoll_thresholds_read (self->settings);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->spins, 0);
  for (guint i = 0; i < thresholds->len; i++)
    add_row (self, g_array_index (thresholds, guint, i));
  gtk_widget_set_sensitive (self->add_button, thresholds->len < MOST);
}

static void
on_setting_changed_cb (PlimsollThresholds *self)
{
  update_preview (self);
  if (!self->is_writing)
    rebuild (self);
}

static void
plimsoll_thresholds_dispose (GObject *object)
{
  PlimsollThresholds *self = PLIMSOLL_THRESHOLDS (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (plimsoll_thresholds_parent_class)->dispose (object);
}

static void
plimsoll_thresholds_finalize (GObject *object)
{
  PlimsollThresholds *self = PLIMSOLL_THRESHOLDS (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->spins);
  G_OBJECT_CLASS (plimsoll_thresholds_parent_class)->finalize (object);
}

static void
plimsoll_thresholds_class_init (PlimsollThresholdsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_thresholds_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_thresholds_finalize;
}

/* (transfer floating): a row that is only looked at. */
static GtkWidget *
make_preview_row (GtkWidget *gauge)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_widget_set_margin_start (gauge, PREVIEW_MARGIN);
  gtk_widget_set_margin_end (gauge, PREVIEW_MARGIN);
  gtk_widget_set_margin_top (gauge, PREVIEW_MARGIN);
  gtk_widget_set_margin_bottom (gauge, PREVIEW_MARGIN);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), gauge);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
plimsoll_thresholds_init (PlimsollThresholds *self)
{
  self->rows = g_ptr_array_new ();
  self->spins = g_ptr_array_new ();
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Add a Threshold"));
  g_signal_connect_swapped (self->add_button, "clicked", G_CALLBACK (on_add_clicked_cb), self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Thresholds"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
  self->preview = plimsoll_gauge_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), make_preview_row (self->preview));
}

void
plimsoll_thresholds_bind (PlimsollThresholds *self, GSettings *settings)
{
  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (settings, "changed::" KEY, G_CALLBACK (on_setting_changed_cb), self);
  g_signal_connect_swapped (settings, "changed::show-left", G_CALLBACK (update_preview), self);
  update_preview (self);
  rebuild (self);
}
