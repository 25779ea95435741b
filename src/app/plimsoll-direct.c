/* plimsoll-direct.c - numbers without a service: this very process asks, and remembers what it
 * heard. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each account: look into the ledger; if it says ask, take the account's lock, look once more
 * (whoever held the lock before may just have brought the answer), ask the provider, write the
 * answer down, let go. However many shell prompts open at once, the server hears one of them.
 *
 * An account without a login has no key, and then there is nothing to file: it is asked each time,
 * which costs a look at a file and no request. Where nothing can be written everything works, only
 * without memory. */

#include "plimsoll-direct.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-feed.h"
#include "plimsoll-meter.h"
#include "plimsoll-show-words.h"

/* How often to look whether the other one is done. A person does not notice it, and a processor
 * neither. */
#define LOOK_AGAIN_MS 25

/* The numbers of one account on their way. */
typedef struct
{
  PlimsollDirect *direct; /* borrowed */
  GTask *task; /* borrowed: of the whole collection, which ends with its last job */
  const PlimsollTarget *target; /* borrowed */
  PlimsollLedgerWish wish;
  gboolean is_for_person; /* somebody asked for new numbers, it is not just their turn */
  gboolean wants_plain; /* our own cool-down is not to be written into the report */
  char *key; /* (owned) (nullable) */
  PlimsollLedgerEntry *entry; /* (owned) (nullable): what is known already */
  PlimsollLedgerLock *lock; /* (owned) (nullable) */
  gint64 waiting_since; /* on the monotonic clock: waiting is no matter of the time of day */
  PlimsollReport *report; /* (owned) (nullable): the end of it */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->key);
  g_clear_pointer (&self->entry, plimsoll_ledger_entry_free);
  g_clear_pointer (&self->lock, plimsoll_ledger_lock_free);
  g_clear_pointer (&self->report, plimsoll_report_unref);
  g_free (self);
}

/* A report as the ledger holds it says nothing about our own cool-down; a person wants to know when
 * it is over. Not so with a login: it is tried as soon as there is a new one. */
static PlimsollReport *
dup_report_to_show (const PlimsollLedgerEntry *entry, GDateTime *now)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (entry->report);
  g_autoptr (GDateTime) end = plimsoll_cooldown_dup_end (&entry->cooldown, now);
  g_autoptr (PlimsollProblem) dated = NULL;

  if (problem == NULL || end == NULL
      || plimsoll_condition_is_login_trouble (plimsoll_problem_get_condition (problem)))
    return plimsoll_report_ref (entry->report);

  dated = plimsoll_problem_new (plimsoll_problem_get_condition (problem),
                                plimsoll_problem_get_message (problem), end);
  return plimsoll_report_new (plimsoll_report_get_account (entry->report),
                              plimsoll_report_get_key (entry->report),
                              plimsoll_report_get_snapshot (entry->report), dated);
}

/* All jobs of a collection. */
typedef struct
{
  GPtrArray *targets; /* (owned): jobs borrow from it */
  GPtrArray *jobs; /* (owned) (element-type Job) */
  guint n_left; /* jobs without a report, and one for the start of them all */
} Collection;

static void
collection_free (gpointer data)
{
  Collection *self = data;

  g_ptr_array_unref (self->jobs);
  g_ptr_array_unref (self->targets);
  g_free (self);
}

/* One less to wait for; the last one ends the task, and with it may end the job. */
static void
count_down (GTask *task)
{
  Collection *self = g_task_get_task_data (task);
  GPtrArray *reports = NULL;

  if (--self->n_left > 0)
    return;
  reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  for (guint i = 0; i < self->jobs->len; i++)
    g_ptr_array_add (reports,
                     g_steal_pointer (&((Job *) g_ptr_array_index (self->jobs, i))->report));
  g_task_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

/* (transfer full): `report`, which is taken over, with what a feed knows since. A meter has the
 * rules for that. */
static PlimsollReport *
add_feed (Job *self, PlimsollReport *report)
{
  g_autoptr (PlimsollReport) own = report;
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->direct->clock);
  g_autofree char *path =
      plimsoll_provider_dup_feed_path (self->target->provider, self->target->account);
  g_autoptr (PlimsollReport) feed = path != NULL ? plimsoll_feed_read (path, now) : NULL;
  g_autoptr (PlimsollSnapshot) snapshot = plimsoll_feed_dup_snapshot_for (feed, self->key);
  g_autoptr (PlimsollReport) news = NULL;
  g_autoptr (PlimsollMeter) meter = NULL;

  if (snapshot == NULL)
    return g_steal_pointer (&own);

  news = plimsoll_report_new (self->target->account, self->key, snapshot, NULL);
  meter = plimsoll_meter_new (self->target->account, PLIMSOLL_SHOW_FRESH_FOR);
  plimsoll_meter_take (meter, own, now);
  plimsoll_meter_take (meter, news, now);
  return plimsoll_meter_dup_report (meter);
}

/* Takes `report` over. A probe for the service brings what was asked for and nothing else: the
 * service reads feeds itself. */
static void
end (Job *self, PlimsollReport *report)
{
  self->report = self->wants_plain ? report : add_feed (self, report);
  count_down (self->task);
}

static void
serve (Job *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->direct->clock);

  g_clear_pointer (&self->lock, plimsoll_ledger_lock_free);
  end (self, self->wants_plain ? plimsoll_report_ref (self->entry->report)
                               : dup_report_to_show (self->entry, now));
}

/* The other one has not come back within our patience: show what there is, ask nobody. */
static void
give_up_waiting (Job *self)
{
  PlimsollSnapshot *snapshot =
      self->entry != NULL ? plimsoll_report_get_snapshot (self->entry->report) : NULL;
  g_autoptr (PlimsollProblem) problem = plimsoll_problem_new (
      PLIMSOLL_CONDITION_TROUBLE,
      _ ("Another Plimsoll is asking at this moment and has no answer yet. Try again in a moment."),
      NULL);

  end (self, plimsoll_report_new (self->target->account, self->key, snapshot, problem));
}

static gboolean
wants_identity (const Job *self)
{
  return (self->wish & PLIMSOLL_LEDGER_WISH_IDENTITY) != 0
         || (self->entry != NULL && self->entry->has_identity);
}

static void
on_probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *self = user_data;
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->direct->clock);
  /* Only cancelling is an error, and nobody cancels. */
  g_autoptr (PlimsollReport) report =
      plimsoll_provider_probe_finish (PLIMSOLL_PROVIDER (source), result, NULL);
  PlimsollLedgerEntry *after = NULL;

  if (plimsoll_report_get_key (report) == NULL)
    {
      g_clear_pointer (&self->lock, plimsoll_ledger_lock_free);
      end (self, g_steal_pointer (&report));
      return;
    }

  after = plimsoll_ledger_entry_after (self->entry, report, wants_identity (self), now);
  g_clear_pointer (&self->entry, plimsoll_ledger_entry_free);
  self->entry = after;
  /* `doctor` says when this fails; here a person wants numbers. */
  (void) plimsoll_ledger_write (self->direct->ledger, self->entry, NULL);
  serve (self);
}

static void
ask (Job *self)
{
  PlimsollProbeFlags flags = PLIMSOLL_PROBE_DEFAULT;

  if (wants_identity (self))
    flags |= PLIMSOLL_PROBE_IDENTITY;
  if (self->is_for_person)
    flags |= PLIMSOLL_PROBE_PERSON;
  plimsoll_provider_probe_async (self->target->provider, self->target->account, flags, NULL,
                                 on_probed_cb, self);
}

/* TRUE when what is written is enough. */
static gboolean
look_into_ledger (Job *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->direct->clock);

  g_clear_pointer (&self->entry, plimsoll_ledger_entry_free);
  self->entry = plimsoll_ledger_read (self->direct->ledger, self->target->account, self->key);
  return plimsoll_ledger_advise (self->entry, self->wish, now) == PLIMSOLL_LEDGER_SERVE;
}

static gboolean
is_patience_over (const Job *self)
{
  return g_get_monotonic_time () - self->waiting_since > PLIMSOLL_DIRECT_PATIENCE;
}

static gboolean
on_look_again_cb (gpointer user_data)
{
  Job *self = user_data;
  PlimsollLedgerLockState state =
      plimsoll_ledger_lock (self->direct->ledger, self->target->account, &self->lock, NULL);

  if (look_into_ledger (self))
    serve (self);
  else if (state != PLIMSOLL_LEDGER_LOCK_BUSY)
    ask (self);
  else if (is_patience_over (self))
    give_up_waiting (self);
  else
    return G_SOURCE_CONTINUE;

  return G_SOURCE_REMOVE;
}

static void
start (Job *self)
{
  self->key = plimsoll_provider_dup_key (self->target->provider, self->target->account);
  self->waiting_since = g_get_monotonic_time ();

  if (self->key == NULL)
    ask (self);
  else if (look_into_ledger (self))
    serve (self);
  else if (on_look_again_cb (self) == G_SOURCE_CONTINUE)
    g_timeout_add (LOOK_AGAIN_MS, on_look_again_cb, self);
}

static Job *
job_new (PlimsollDirect *direct,
         const PlimsollTarget *target,
         PlimsollCollectFlags flags,
         GTask *task)
{
  Job *self = g_new0 (Job, 1);

  self->direct = direct;
  self->task = task;
  self->target = target;
  if ((flags & PLIMSOLL_COLLECT_REFRESH) != 0)
    self->wish |= PLIMSOLL_LEDGER_WISH_NEW;
  if ((flags & PLIMSOLL_COLLECT_IDENTITY) != 0)
    self->wish |= PLIMSOLL_LEDGER_WISH_IDENTITY;
  self->is_for_person =
      (flags & (PLIMSOLL_COLLECT_REFRESH | PLIMSOLL_COLLECT_TURN)) == PLIMSOLL_COLLECT_REFRESH;
  self->wants_plain = (flags & PLIMSOLL_COLLECT_PLAIN) != 0;
  return self;
}

void
plimsoll_direct_collect_async (PlimsollDirect *self,
                               GPtrArray *targets,
                               PlimsollCollectFlags flags,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Collection *collection = g_new0 (Collection, 1);

  g_task_set_source_tag (task, plimsoll_direct_collect_async);
  collection->targets = g_ptr_array_ref (targets);
  collection->jobs = g_ptr_array_new_with_free_func (job_free);
  collection->n_left = targets->len + 1;
  g_task_set_task_data (task, collection, collection_free);
  for (guint i = 0; i < targets->len; i++)
    {
      Job *job = job_new (self, g_ptr_array_index (targets, i), flags, task);

      g_ptr_array_add (collection->jobs, job);
      start (job);
    }
  count_down (task);
}

GPtrArray *
plimsoll_direct_collect_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
on_collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **reports = user_data;

  *reports = plimsoll_direct_collect_finish (result);
}

GPtrArray *
plimsoll_direct_collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer self)
{
  GPtrArray *reports = NULL;

  plimsoll_direct_collect_async (self, targets, flags, on_collected_cb, &reports);
  while (reports == NULL)
    g_main_context_iteration (NULL, TRUE);
  return reports;
}

GPtrArray *
plimsoll_direct_diagnose (gpointer self)
{
  const PlimsollDirect *direct = self;
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);

  g_ptr_array_add (findings, plimsoll_ledger_diagnose (direct->ledger));
  return findings;
}
