/* plimsoll-vardict.h - dictionaries of named values: written tidily, read with suspicion.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-money.h"

G_BEGIN_DECLS

/* Writing. Each puts nothing for a value that is not there: absent means unknown. */

/* `text` (nullable) is put as plimsoll_vardict_dup_fit() makes it. */
void
plimsoll_vardict_put_text (GVariantBuilder *dict, const char *key, const char *text, gsize max);
void plimsoll_vardict_put_moment (GVariantBuilder *dict, const char *key, GDateTime *moment);
/* Not put when it is not finite or below 0. */
void plimsoll_vardict_put_percent (GVariantBuilder *dict, const char *key, double percent);
void plimsoll_vardict_put_money (GVariantBuilder *dict, const char *key, PlimsollMoney *money);

/* (transfer full): `text` in at most `max` bytes, with blanks in place of control characters. */
char *plimsoll_vardict_dup_fit (const char *text, gsize max);

/* Reading. The first fault is remembered and everything asked after it is harmless, so that a
 * reader asks for all it wants and looks for a fault once, at the end. Entries nobody asks for are
 * skipped. */
typedef struct _PlimsollVardict PlimsollVardict;

typedef enum
{
  PLIMSOLL_VARDICT_OPTIONAL, /* may be absent */
  PLIMSOLL_VARDICT_REQUIRED, /* its absence is a fault */
} PlimsollVardictNeed;

/* (transfer full): `dict` is an a{sv} in normal form. The same key twice is a fault. */
PlimsollVardict *plimsoll_vardict_open (GVariant *dict);
void plimsoll_vardict_free (PlimsollVardict *self);

/* (nullable): the key at which something was wrong; NULL while all is well. */
const char *plimsoll_vardict_get_fault (PlimsollVardict *self);
/* For what only the asker can judge. `key` is static. */
void plimsoll_vardict_blame (PlimsollVardict *self, const char *key);

/* All below give NULL, 0, NAN or FALSE for an absent entry and after a fault. */

/* (transfer none) (nullable): 1 to `max` bytes (also 0 when optional), no control characters. */
const char *plimsoll_vardict_get_text (PlimsollVardict *self,
                                       const char *key,
                                       PlimsollVardictNeed need,
                                       gsize max);
/* (transfer full) (nullable): a moment between the years 1 and 9999. */
GDateTime *
plimsoll_vardict_dup_moment (PlimsollVardict *self, const char *key, PlimsollVardictNeed need);
/* Finite and at least 0; NAN when absent. */
double plimsoll_vardict_get_percent (PlimsollVardict *self, const char *key);
/* Microseconds, at least 0. */
GTimeSpan plimsoll_vardict_get_length (PlimsollVardict *self, const char *key);
gboolean plimsoll_vardict_get_flag (PlimsollVardict *self, const char *key);
/* (transfer full) (nullable) */
PlimsollMoney *
plimsoll_vardict_dup_money (PlimsollVardict *self, const char *key, PlimsollVardictNeed need);
/* (transfer none) (nullable): any other value, of exactly this type. */
GVariant *plimsoll_vardict_get_value (PlimsollVardict *self,
                                      const char *key,
                                      PlimsollVardictNeed need,
                                      const GVariantType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollVardict, plimsoll_vardict_free)

G_END_DECLS
