/* plimsoll-ledger.h - what runs without a service remember of each account between them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-cooldown.h"
#include "plimsoll-finding.h"
#include "plimsoll-ledger-lock.h"
#include "plimsoll-report.h"

G_BEGIN_DECLS

/* Within this time a good answer is shown again, with its age, and nobody asks. */
#define PLIMSOLL_LEDGER_GOOD_FOR (60 * G_TIME_SPAN_SECOND)

/* What is known of one account under one token. */
typedef struct
{
  PlimsollReport *report; /* (owned): last good numbers, last problem, the token's key; no token */
  GDateTime *asked_at; /* (owned): when the server was last asked */
  gboolean has_identity; /* the person asked for the e-mail address, and so it may be in there */
  PlimsollCooldown cooldown;
} PlimsollLedgerEntry;

/* (transfer full): takes its own references. */
PlimsollLedgerEntry *plimsoll_ledger_entry_new (PlimsollReport *report,
                                                GDateTime *asked_at,
                                                gboolean has_identity,
                                                const PlimsollCooldown *cooldown);
void plimsoll_ledger_entry_free (PlimsollLedgerEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollLedgerEntry, plimsoll_ledger_entry_free)

/* (transfer full): the entry that follows when `asked`, obtained at `now`, is written behind
 * `before` (nullable): older numbers are kept beside a problem, if they were read with the same
 * token. */
PlimsollLedgerEntry *plimsoll_ledger_entry_after (const PlimsollLedgerEntry *before,
                                                  PlimsollReport *asked,
                                                  gboolean has_identity,
                                                  GDateTime *now);

typedef enum
{
  PLIMSOLL_LEDGER_ASK, /* obtain new numbers */
  PLIMSOLL_LEDGER_SERVE, /* show what is written: it is young, or the server wants quiet */
} PlimsollLedgerAdvice;

typedef enum
{
  PLIMSOLL_LEDGER_WISH_NUMBERS = 0,
  PLIMSOLL_LEDGER_WISH_NEW = 1 << 0, /* somebody asked for new numbers in so many words */
  PLIMSOLL_LEDGER_WISH_IDENTITY = 1 << 1, /* somebody wants to know whose account it is */
} PlimsollLedgerWish;

/* `entry` may be NULL. The first wish for an identity is worth a request, even of young numbers:
 * from then on the entry has it. */
PlimsollLedgerAdvice
plimsoll_ledger_advise (const PlimsollLedgerEntry *entry, PlimsollLedgerWish wish, GDateTime *now);

typedef struct _PlimsollLedger PlimsollLedger;

/* `folder` is `$XDG_STATE_HOME/plimsoll/direct`; made when something is first written. */
PlimsollLedger *plimsoll_ledger_new (const char *folder);
void plimsoll_ledger_free (PlimsollLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollLedger, plimsoll_ledger_free)

/* (transfer full) (nullable): NULL when nothing is written under this key, and as well when the
 * file is damaged, somebody else's, from a newer Plimsoll, or about another token. */
PlimsollLedgerEntry *
plimsoll_ledger_read (PlimsollLedger *self, PlimsollAccount *account, const char *key);

/* FALSE with PLIMSOLL_BASE_ERROR_UNWRITABLE: the run goes on all the same. */
gboolean
plimsoll_ledger_write (PlimsollLedger *self, const PlimsollLedgerEntry *entry, GError **error);

/* See plimsoll_ledger_lock_try(). */
PlimsollLedgerLockState plimsoll_ledger_lock (PlimsollLedger *self,
                                              PlimsollAccount *account,
                                              PlimsollLedgerLock **lock,
                                              GError **error);

/* (transfer full): for doctor, whether anything can be remembered here. */
PlimsollFinding *plimsoll_ledger_diagnose (PlimsollLedger *self);

G_END_DECLS
