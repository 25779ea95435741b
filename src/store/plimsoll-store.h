/* plimsoll-store.h - what must survive a restart: samples, last reports, cool-downs, what was told.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-condition.h"
#include "plimsoll-snapshot.h"

G_BEGIN_DECLS

/* One database, for one thread. Calls block for as long as a page in the cache takes, rarely a
 * disk's. It holds no token, and nothing of a report but what the caller puts in.
 *
 * When the disk is full, read-only or fails while running, the store carries what it must not
 * forget into memory, goes on there, and says so; plimsoll_store_try_disk() goes back. */
typedef struct _PlimsollStore PlimsollStore;

/* (nullable): opens `plimsoll.db` in `folder`, which is made when missing (0700; the file 0600).
 *
 * A database that is damaged, foreign or from a later Plimsoll is set aside under a name with the
 * date of `now`, and a new one is begun; `*notice` (out) (optional) (nullable) (transfer full) then
 * says so to the person, translated. One that cannot be opened or written is left alone, and the
 * store is in memory. NULL with error only when not even that works. */
PlimsollStore *
plimsoll_store_open (const char *folder, GDateTime *now, char **notice, GError **error);
/* (nullable): the store in `folder` to be read and nothing else, beside a service that writes it or
 * after one. Nothing is made, mended or set aside: NULL with error when there is none that can be
 * read as it is. */
PlimsollStore *plimsoll_store_open_to_read (const char *folder, GError **error);
void plimsoll_store_close (PlimsollStore *self);

/* TRUE when nothing will be there after a restart. */
gboolean plimsoll_store_is_in_memory (PlimsollStore *self);
/* (nullable): why it is in memory, for doctor: translated, a whole sentence. */
const char *plimsoll_store_get_reason (PlimsollStore *self);
/* Goes back to the disk when that works again, with all that is in memory. For a store that is on
 * disk it does nothing. To be called now and then, such as once an hour. */
gboolean plimsoll_store_try_disk (PlimsollStore *self, GError **error);

/* Keeps the reading of every limit of `snapshot`. Equal readings are kept as one, several within 5
 * minutes as the last; older ones are thinned: 5-minute detail for 90 days, hourly for 2 years. */
gboolean plimsoll_store_add_snapshot (PlimsollStore *self,
                                      const char *account_id,
                                      PlimsollSnapshot *snapshot,
                                      GDateTime *now,
                                      GError **error);

/* Most points that one question is answered with. */
#define PLIMSOLL_STORE_MAX_POINTS 2000u

typedef struct
{
  gint64 at; /* seconds since the epoch */
  double percent;
} PlimsollStorePoint;

/* (transfer full) (element-type PlimsollStorePoint) (nullable): the readings from `from` to `to`,
 * oldest first, at most `points`: where there are more, the highest of each stretch of time. Any
 * values are fine, also nonsense from a bus; an unknown limit has no points. */
GArray *plimsoll_store_read_history (PlimsollStore *self,
                                     const char *account_id,
                                     const char *limit_id,
                                     gint64 from,
                                     gint64 to,
                                     guint points,
                                     GError **error);

/* Forgets all samples and the last report of an account, or of all with NULL, and overwrites them
 * on disk. */
gboolean
plimsoll_store_delete_history (PlimsollStore *self, const char *account_id, GError **error);

/* The last good report of an account in the codec's bytes. */
gboolean plimsoll_store_save_report (PlimsollStore *self,
                                     const char *account_id,
                                     GBytes *report,
                                     GError **error);
/* (transfer full) (nullable): NULL without error when there is none. */
GBytes *plimsoll_store_load_report (PlimsollStore *self, const char *account_id, GError **error);

/* A cool-down as it is kept. */
typedef struct
{
  gboolean is_ordered; /* the server named the moment */
  PlimsollCondition cause;
  guint strikes;
  gint64 until; /* seconds since the epoch */
} PlimsollStoreCooldown;

/* `key` is the one-way name of a token. NULL for `cooldown` forgets. */
gboolean plimsoll_store_save_cooldown (PlimsollStore *self,
                                       const char *key,
                                       const PlimsollStoreCooldown *cooldown,
                                       GError **error);
/* FALSE without error, and `*cooldown` untouched, when there is none. */
gboolean plimsoll_store_load_cooldown (PlimsollStore *self,
                                       const char *key,
                                       PlimsollStoreCooldown *cooldown,
                                       GError **error);

/* What was told of an account (element-type PlimsollTold), in place of what was kept before. When
 * this returns TRUE, the process may be killed and it is still known. Costs nothing when nothing
 * changed. */
gboolean plimsoll_store_save_told (PlimsollStore *self,
                                   const char *account_id,
                                   GPtrArray *told,
                                   GError **error);
/* (transfer container) (element-type PlimsollTold) (nullable): an empty list when there is nothing.
 */
GPtrArray *plimsoll_store_load_told (PlimsollStore *self, const char *account_id, GError **error);

/* Small things by name. NULL for `value` forgets. */
gboolean
plimsoll_store_save_meta (PlimsollStore *self, const char *name, const char *value, GError **error);
/* (transfer full) (nullable): NULL without error when there is none. */
char *plimsoll_store_load_meta (PlimsollStore *self, const char *name, GError **error);

/* Forgets everything about an account that was taken away, its history included. */
gboolean
plimsoll_store_forget_account (PlimsollStore *self, const char *account_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollStore, plimsoll_store_close)

G_END_DECLS
