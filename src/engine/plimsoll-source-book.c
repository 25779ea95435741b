/* plimsoll-source-book.c - the budgets of single sources, kept over all programs of the person.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An account has one cool-down for the case that nobody gave numbers. Where one source refuses and
 * another stands in, the account is well, and only this remembers that the first one wants quiet.
 * Each source has a ledger of its own, and so the same rules: keyed by the token, replaced whole,
 * as good as none when damaged.
 *
 * Only a refusal that belongs to the source itself is remembered. A cable or an overloaded server
 * is the same for all of them, and the account's own cool-down takes care of it. */

#include "plimsoll-source-book.h"

#include "plimsoll-ledger.h"
#include "plimsoll-moment.h"

/* The name of no token: for sources that need none. */
#define NO_KEY "00000000000000000000000000000000"
/* A login that lacks the scope does not get it by waiting; only a new one has it. */
#define NO_SCOPE_SECONDS 3600
/* Turns of a schedule jitter by a tenth; one that comes a little early still counts. */
#define EARLY (60 * G_TIME_SPAN_SECOND)

struct _PlimsollSourceBook
{
  GObject parent_instance;

  char *folder; /* (owned) */
};

static void plimsoll_source_book_gate_init (PlimsollSourceGateInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimsollSourceBook,
                               plimsoll_source_book,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_SOURCE_GATE,
                                                      plimsoll_source_book_gate_init))

static PlimsollLedger *
open_ledger (PlimsollSourceBook *self, const char *source)
{
  g_autofree char *folder = g_build_filename (self->folder, source, NULL);

  return plimsoll_ledger_new (folder);
}

static const char *
get_key (const char *key)
{
  return key != NULL ? key : NO_KEY;
}

/* (transfer full): the refusal as it is remembered, dated to the end of the wait. */
static PlimsollReport *
date_refusal (const PlimsollLedgerEntry *entry, GDateTime *end)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (entry->report);
  g_autoptr (PlimsollProblem) dated = plimsoll_problem_new (
      plimsoll_problem_get_condition (problem), plimsoll_problem_get_message (problem), end);

  return plimsoll_report_new (plimsoll_report_get_account (entry->report),
                              plimsoll_report_get_key (entry->report), NULL, dated);
}

/* (transfer full) (nullable): until when it rests after it was asked, whatever came of it: starting
 * a program that fails is not free either. NULL when that is over. */
static GDateTime *
dup_end_of_rest (const PlimsollLedgerEntry *entry,
                 const PlimsollGateQuestion *question,
                 GDateTime *now)
{
  GTimeSpan rest =
      question->is_person ? PLIMSOLL_COOLDOWN_PERSON_WAITS : MAX (question->rest - EARLY, 0);
  GTimeSpan since = g_date_time_difference (now, entry->asked_at);

  /* Below zero the clock was set back, and nobody knows how long ago it was. */
  if (question->rest <= 0 || since < 0 || since >= rest)
    return NULL;

  return g_date_time_add (entry->asked_at, rest);
}

/* (transfer full) (nullable): until when it wants to be left alone. A person may pass a guess. */
static GDateTime *
dup_end_of_cooling (const PlimsollLedgerEntry *entry,
                    const PlimsollGateQuestion *question,
                    GDateTime *now)
{
  if (question->is_person && entry->cooldown.kind != PLIMSOLL_COOLDOWN_ORDERED)
    return NULL;

  return plimsoll_cooldown_dup_end (&entry->cooldown, now);
}

static PlimsollGateState
plimsoll_source_book_look (PlimsollSourceGate *gate,
                           const PlimsollGateQuestion *question,
                           GDateTime *now,
                           PlimsollReport **last)
{
  g_autoptr (PlimsollLedger) ledger = open_ledger (PLIMSOLL_SOURCE_BOOK (gate), question->source);
  g_autoptr (PlimsollLedgerEntry) entry =
      plimsoll_ledger_read (ledger, question->account, get_key (question->key));

  g_autoptr (GDateTime) end = NULL;

  if (entry == NULL)
    return PLIMSOLL_GATE_OPEN;

  end = dup_end_of_cooling (entry, question, now);
  if (end == NULL)
    end = dup_end_of_rest (entry, question, now);
  if (end == NULL)
    return PLIMSOLL_GATE_OPEN;

  if (plimsoll_report_get_problem (entry->report) != NULL)
    {
      *last = date_refusal (entry, end);
      return PLIMSOLL_GATE_COOLING;
    }

  *last = plimsoll_report_ref (entry->report);
  return PLIMSOLL_GATE_RESTING;
}

/* The cool-down as it concerns this source alone. */
static void
weigh (PlimsollCooldown *cooldown, GDateTime *now)
{
  if (cooldown->kind != PLIMSOLL_COOLDOWN_GUESSED)
    return;
  if (cooldown->cause == PLIMSOLL_CONDITION_OFFLINE || cooldown->cause == PLIMSOLL_CONDITION_TROUBLE
      || cooldown->cause == PLIMSOLL_CONDITION_BLOCKED)
    cooldown->kind = PLIMSOLL_COOLDOWN_NONE;
  if (cooldown->cause == PLIMSOLL_CONDITION_NO_SCOPE)
    cooldown->until = plimsoll_moment_to_unix (now) + NO_SCOPE_SECONDS;
}

static void
plimsoll_source_book_note (PlimsollSourceGate *gate,
                           const PlimsollGateQuestion *question,
                           PlimsollReport *report,
                           GDateTime *now)
{
  g_autoptr (PlimsollLedger) ledger = open_ledger (PLIMSOLL_SOURCE_BOOK (gate), question->source);
  const char *key = get_key (question->key);
  g_autoptr (PlimsollReport) keyed = plimsoll_report_new (plimsoll_report_get_account (report), key,
                                                          plimsoll_report_get_snapshot (report),
                                                          plimsoll_report_get_problem (report));
  g_autoptr (PlimsollLedgerEntry) before = plimsoll_ledger_read (ledger, question->account, key);
  g_autoptr (PlimsollLedgerEntry) after = plimsoll_ledger_entry_after (before, keyed, FALSE, now);

  weigh (&after->cooldown, now);
  /* Where nothing can be written it is asked oftener; `doctor` says so. */
  (void) plimsoll_ledger_write (ledger, after, NULL);
}

static void
plimsoll_source_book_gate_init (PlimsollSourceGateInterface *iface)
{
  iface->look = plimsoll_source_book_look;
  iface->note = plimsoll_source_book_note;
}

static void
plimsoll_source_book_finalize (GObject *object)
{
  g_free (PLIMSOLL_SOURCE_BOOK (object)->folder);
  G_OBJECT_CLASS (plimsoll_source_book_parent_class)->finalize (object);
}

static void
plimsoll_source_book_class_init (PlimsollSourceBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_source_book_finalize;
}

static void
plimsoll_source_book_init (PlimsollSourceBook *self)
{
}

PlimsollSourceBook *
plimsoll_source_book_new (const char *folder)
{
  PlimsollSourceBook *self = g_object_new (PLIMSOLL_TYPE_SOURCE_BOOK, NULL);

  self->folder = g_strdup (folder);
  return self;
}
