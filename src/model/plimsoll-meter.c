/* plimsoll-meter.c - the live object for one account.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes reports as they come, in whatever order, and keeps the newest picture: faces bind to its
 * properties and to its rows and are told only of what really changed. It decides nothing by itself
 * and asks no clock; who owns it hands in the time and does the asking. */

#include "plimsoll-meter.h"

#include "plimsoll-limit-row.h"
#include "plimsoll-snapshot-merge.h"

struct _PlimsollMeter
{
  GObject parent_instance;

  PlimsollAccount *account; /* (owned) */
  GTimeSpan fresh_for;
  PlimsollReport *report; /* (owned) (nullable): everything known; NULL while loading */
  PlimsollIncident *incident; /* (owned) (nullable): also in the report */
  PlimsollCondition condition;
  GDateTime *next_try; /* (owned) (nullable) */
  GPtrArray *rows; /* (owned) (element-type PlimsollLimitRow): as in the snapshot */
};

enum
{
  PROP_ACCOUNT_ID = 1,
  PROP_PROVIDER,
  PROP_NAME,
  PROP_SNAPSHOT,
  PROP_PROBLEM,
  PROP_INCIDENT,
  PROP_CONDITION,
  PROP_NEXT_TRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void plimsoll_meter_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimsollMeter,
                               plimsoll_meter,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      plimsoll_meter_list_model_init))

/* How many rows, counted from the front or the back of both lists, are the same objects. */
static guint
count_same (GPtrArray *a, GPtrArray *b, guint at_most, gboolean from_back)
{
  guint n = 0;

  while (n < at_most)
    {
      guint i = from_back ? a->len - 1 - n : n;
      guint j = from_back ? b->len - 1 - n : n;

      if (g_ptr_array_index (a, i) != g_ptr_array_index (b, j))
        break;
      n++;
    }

  return n;
}

/* (transfer none) (nullable) */
static PlimsollLimitRow *
find_row (PlimsollMeter *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      PlimsollLimitRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (plimsoll_limit_row_get_id (row), id))
        return row;
    }

  return NULL;
}

/* Gives every limit of `snapshot` its row: the one it always had, or a new one. One signal tells of
 * the shortest stretch in which rows came, went or moved; none is sent when only values changed. */
static void
update_rows (PlimsollMeter *self, PlimsollSnapshot *snapshot)
{
  g_autoptr (GPtrArray) before = self->rows;
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_limits = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;
  guint front = 0;
  guint back = 0;

  for (guint i = 0; i < n_limits; i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);
      PlimsollLimitRow *row = find_row (self, plimsoll_limit_peek (limit)->id);

      g_ptr_array_add (after, row != NULL ? g_object_ref (row) : plimsoll_limit_row_new (limit));
    }
  self->rows = after;

  front = count_same (before, after, MIN (before->len, after->len), FALSE);
  back = count_same (before, after, MIN (before->len, after->len) - front, TRUE);
  if (before->len - front - back > 0 || after->len - front - back > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), front, before->len - front - back,
                                after->len - front - back);

  for (guint i = 0; i < after->len; i++)
    plimsoll_limit_row_set_limit (g_ptr_array_index (after, i),
                                  plimsoll_snapshot_get_limit (snapshot, i));
}

static void
set_condition (PlimsollMeter *self, PlimsollCondition condition)
{
  if (self->condition == condition)
    return;

  self->condition = condition;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONDITION]);
}

/* TRUE when both were obtained with a token and it is not the same: there may be another person's
 * account behind it. */
static gboolean
is_other_login (PlimsollReport *a, PlimsollReport *b)
{
  const char *a_key = plimsoll_report_get_key (a);
  const char *b_key = plimsoll_report_get_key (b);

  return a_key != NULL && b_key != NULL && !g_str_equal (a_key, b_key);
}

/* (transfer full) (nullable): the numbers that are known with what `report` brings. Of two logins
 * nothing is mixed, and what the other one had used is none of this one's business: not even where
 * the new one brings older numbers, or none. */
static PlimsollSnapshot *
merge (PlimsollMeter *self, PlimsollReport *report, GDateTime *now)
{
  PlimsollSnapshot *held = plimsoll_meter_get_snapshot (self);
  PlimsollSnapshot *offered = plimsoll_report_get_snapshot (report);

  if (self->report != NULL && is_other_login (self->report, report))
    return offered != NULL ? plimsoll_snapshot_ref (offered) : NULL;

  return plimsoll_snapshot_merge (held, offered, now);
}

/* TRUE when the trouble that is known is over with these numbers: somebody got through and brought
 * a whole picture, or what a partial one renewed is all there is. */
static gboolean
is_trouble_over (PlimsollSnapshot *held, PlimsollSnapshot *offered, PlimsollSnapshot *merged)
{
  if (held == NULL)
    return TRUE;
  /* Also when both are of the same second: the later to come was taken. */
  if (!plimsoll_snapshot_is_partial (offered))
    return g_date_time_equal (plimsoll_snapshot_get_observed_at (merged),
                              plimsoll_snapshot_get_observed_at (offered));

  return g_date_time_compare (plimsoll_snapshot_get_numbers_at (merged),
                              plimsoll_snapshot_get_numbers_at (held))
         > 0;
}

static GType
plimsoll_meter_get_item_type (GListModel *model)
{
  return PLIMSOLL_TYPE_LIMIT_ROW;
}

static guint
plimsoll_meter_get_n_items (GListModel *model)
{
  return PLIMSOLL_METER (model)->rows->len;
}

static gpointer
plimsoll_meter_get_item (GListModel *model, guint position)
{
  GPtrArray *rows = PLIMSOLL_METER (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
plimsoll_meter_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = plimsoll_meter_get_item_type;
  iface->get_n_items = plimsoll_meter_get_n_items;
  iface->get_item = plimsoll_meter_get_item;
}

static void
plimsoll_meter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlimsollMeter *self = PLIMSOLL_METER (object);

  switch (id)
    {
    case PROP_ACCOUNT_ID:
      g_value_set_string (value, plimsoll_account_get_id (self->account));
      break;
    case PROP_PROVIDER:
      g_value_set_string (value, plimsoll_account_get_provider (self->account));
      break;
    case PROP_NAME:
      g_value_set_string (value, plimsoll_account_get_name (self->account));
      break;
    case PROP_SNAPSHOT:
      g_value_set_boxed (value, plimsoll_meter_get_snapshot (self));
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, plimsoll_meter_get_problem (self));
      break;
    case PROP_INCIDENT:
      g_value_set_boxed (value, self->incident);
      break;
    case PROP_CONDITION:
      g_value_set_enum (value, (int) self->condition);
      break;
    case PROP_NEXT_TRY:
      g_value_set_boxed (value, self->next_try);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plimsoll_meter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NEXT_TRY)
    plimsoll_meter_set_next_try (PLIMSOLL_METER (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_meter_finalize (GObject *object)
{
  PlimsollMeter *self = PLIMSOLL_METER (object);

  g_clear_pointer (&self->account, plimsoll_account_unref);
  g_clear_pointer (&self->report, plimsoll_report_unref);
  g_clear_pointer (&self->incident, plimsoll_incident_unref);
  g_clear_pointer (&self->next_try, g_date_time_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (plimsoll_meter_parent_class)->finalize (object);
}

static void
plimsoll_meter_class_init (PlimsollMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = plimsoll_meter_get_property;
  object_class->set_property = plimsoll_meter_set_property;
  object_class->finalize = plimsoll_meter_finalize;

  properties[PROP_ACCOUNT_ID] = g_param_spec_string ("account-id", NULL, NULL, NULL, readable);
  properties[PROP_PROVIDER] = g_param_spec_string ("provider", NULL, NULL, NULL, readable);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_SNAPSHOT] =
      g_param_spec_boxed ("snapshot", NULL, NULL, PLIMSOLL_TYPE_SNAPSHOT, readable);
  properties[PROP_PROBLEM] =
      g_param_spec_boxed ("problem", NULL, NULL, PLIMSOLL_TYPE_PROBLEM, readable);
  properties[PROP_INCIDENT] =
      g_param_spec_boxed ("incident", NULL, NULL, PLIMSOLL_TYPE_INCIDENT, readable);
  properties[PROP_CONDITION] = g_param_spec_enum ("condition", NULL, NULL, PLIMSOLL_TYPE_CONDITION,
                                                  PLIMSOLL_CONDITION_LOADING, readable);
  properties[PROP_NEXT_TRY] =
      g_param_spec_boxed ("next-try", NULL, NULL, G_TYPE_DATE_TIME,
                          readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plimsoll_meter_init (PlimsollMeter *self)
{
  self->condition = PLIMSOLL_CONDITION_LOADING;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

PlimsollMeter *
plimsoll_meter_new (PlimsollAccount *account, GTimeSpan fresh_for)
{
  PlimsollMeter *self = NULL;

  g_return_val_if_fail (account != NULL, NULL);

  self = g_object_new (PLIMSOLL_TYPE_METER, NULL);
  self->account = plimsoll_account_ref (account);
  self->fresh_for = fresh_for;
  return self;
}

PlimsollAccount *
plimsoll_meter_get_account (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), NULL);

  return self->account;
}

void
plimsoll_meter_set_account (PlimsollMeter *self, PlimsollAccount *account)
{
  g_autoptr (PlimsollReport) before = NULL;
  g_autoptr (PlimsollAccount) old = NULL;

  g_return_if_fail (PLIMSOLL_IS_METER (self));
  g_return_if_fail (
      g_str_equal (plimsoll_account_get_id (account), plimsoll_account_get_id (self->account)));

  if (plimsoll_account_equal (self->account, account))
    return;

  old = self->account;
  self->account = plimsoll_account_ref (account);
  before = self->report;
  if (before != NULL)
    self->report = plimsoll_report_dup_for (before, account);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

PlimsollSnapshot *
plimsoll_meter_get_snapshot (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), NULL);

  return self->report != NULL ? plimsoll_report_get_snapshot (self->report) : NULL;
}

PlimsollProblem *
plimsoll_meter_get_problem (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), NULL);

  return self->report != NULL ? plimsoll_report_get_problem (self->report) : NULL;
}

PlimsollCondition
plimsoll_meter_get_condition (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), PLIMSOLL_CONDITION_LOADING);

  return self->condition;
}

GDateTime *
plimsoll_meter_get_next_try (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), NULL);

  return self->next_try;
}

void
plimsoll_meter_set_next_try (PlimsollMeter *self, GDateTime *next_try)
{
  gboolean is_same = FALSE;

  g_return_if_fail (PLIMSOLL_IS_METER (self));

  if (self->next_try == NULL || next_try == NULL)
    is_same = self->next_try == next_try;
  else
    is_same = g_date_time_equal (self->next_try, next_try);
  if (is_same)
    return;

  g_clear_pointer (&self->next_try, g_date_time_unref);
  self->next_try = next_try != NULL ? g_date_time_ref (next_try) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_TRY]);
}

void
plimsoll_meter_set_fresh_for (PlimsollMeter *self, GTimeSpan fresh_for)
{
  g_return_if_fail (PLIMSOLL_IS_METER (self));

  self->fresh_for = fresh_for;
}

PlimsollIncident *
plimsoll_meter_get_incident (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), NULL);

  return self->incident;
}

/* The meter's report is always one with its incident. Takes `report` over. */
static void
hold_report (PlimsollMeter *self, PlimsollReport *report)
{
  g_autoptr (PlimsollReport) bare = report;
  PlimsollReport *before = self->report;

  self->report = plimsoll_report_dup_with_incident (bare, self->incident);
  g_clear_pointer (&before, plimsoll_report_unref);
}

void
plimsoll_meter_set_incident (PlimsollMeter *self, PlimsollIncident *incident)
{
  g_return_if_fail (PLIMSOLL_IS_METER (self));

  if (plimsoll_incident_equal (self->incident, incident))
    return;

  g_clear_pointer (&self->incident, plimsoll_incident_unref);
  self->incident = incident != NULL ? plimsoll_incident_ref (incident) : NULL;
  if (self->report != NULL)
    hold_report (self, plimsoll_report_ref (self->report));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCIDENT]);
}

void
plimsoll_meter_take (PlimsollMeter *self, PlimsollReport *report, GDateTime *now)
{
  g_autoptr (PlimsollReport) before = NULL;
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  g_autoptr (PlimsollSnapshot) merged = NULL;
  PlimsollSnapshot *held = NULL;
  PlimsollProblem *held_problem = NULL;
  const char *key = NULL;
  gboolean brings_numbers = FALSE;

  g_return_if_fail (PLIMSOLL_IS_METER (self));
  g_return_if_fail (g_str_equal (plimsoll_account_get_id (plimsoll_report_get_account (report)),
                                 plimsoll_account_get_id (self->account)));

  held = plimsoll_meter_get_snapshot (self);
  held_problem = plimsoll_meter_get_problem (self);
  merged = merge (self, report, now);
  brings_numbers = merged != held;
  /* An old picture without a word of trouble tells nothing about the present. */
  if (!brings_numbers && problem == NULL)
    return;
  if (problem == NULL && held_problem != NULL
      && !is_trouble_over (held, plimsoll_report_get_snapshot (report), merged))
    problem = held_problem;

  /* A feed knows no token, and changes nothing about whose the numbers are. */
  key = plimsoll_report_get_key (report);
  if (key == NULL && self->report != NULL)
    key = plimsoll_report_get_key (self->report);
  /* What is borrowed from the old report is looked at to the end. */
  before = self->report != NULL ? plimsoll_report_ref (self->report) : NULL;
  hold_report (self, plimsoll_report_new (self->account, key, merged, problem));

  g_object_freeze_notify (G_OBJECT (self));
  if (brings_numbers)
    {
      update_rows (self, merged);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
    }
  if (!plimsoll_problem_equal (held_problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  plimsoll_meter_look_at_clock (self, now);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
plimsoll_meter_forget_identity (PlimsollMeter *self)
{
  g_autoptr (PlimsollReport) before = NULL;
  g_autoptr (PlimsollSnapshot) nameless = NULL;
  PlimsollSnapshot *held = NULL;

  g_return_val_if_fail (PLIMSOLL_IS_METER (self), FALSE);

  held = plimsoll_meter_get_snapshot (self);
  if (held == NULL || plimsoll_snapshot_get_identity (held) == NULL)
    return FALSE;

  nameless = plimsoll_snapshot_dup_nameless (held);
  before = plimsoll_report_ref (self->report);
  hold_report (self, plimsoll_report_new (self->account, plimsoll_report_get_key (before), nameless,
                                          plimsoll_report_get_problem (before)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
  return TRUE;
}

void
plimsoll_meter_look_at_clock (PlimsollMeter *self, GDateTime *now)
{
  g_return_if_fail (PLIMSOLL_IS_METER (self));

  if (self->report != NULL)
    set_condition (self, plimsoll_report_get_condition (self->report, now, self->fresh_for));
}

gboolean
plimsoll_meter_is_limit_fresh (PlimsollMeter *self, PlimsollLimit *limit, GDateTime *now)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self) && self->report != NULL, FALSE);

  return plimsoll_report_is_limit_fresh (self->report, limit, now, self->fresh_for);
}

PlimsollReport *
plimsoll_meter_dup_report (PlimsollMeter *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_METER (self), NULL);

  return self->report != NULL ? plimsoll_report_ref (self->report) : NULL;
}
