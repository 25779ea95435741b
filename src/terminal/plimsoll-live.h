/* plimsoll-live.h - numbers that keep coming, for commands that stay.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* What is known of the accounts that a command follows, as it changes. Whoever obtains the numbers
 * (the service, or this very process) derives from this.
 *
 * Signal: `changed` when the reports, or whether somebody is being asked, changed. */
#define PLIMSOLL_TYPE_LIVE (plimsoll_live_get_type ())
G_DECLARE_DERIVABLE_TYPE (PlimsollLive, plimsoll_live, PLIMSOLL, LIVE, GObject)

struct _PlimsollLiveClass
{
  GObjectClass parent_class;

  /* (nullable): a person asks for new numbers. */
  void (*refresh) (PlimsollLive *self);
};

/* (transfer none) (element-type PlimsollReport): of each account that is known by now, in the order
 * of the targets; until the next `changed`. */
GPtrArray *plimsoll_live_get_reports (PlimsollLive *self);
/* TRUE while an answer is on its way. */
gboolean plimsoll_live_is_asking (PlimsollLive *self);
/* TRUE once there is something to say: a report of every account. */
gboolean plimsoll_live_is_complete (PlimsollLive *self);
void plimsoll_live_refresh (PlimsollLive *self);

/* For those that derive from it: what is known now. Takes references of its own; tells when
 * something differs. */
void plimsoll_live_take (PlimsollLive *self,
                         GPtrArray *reports,
                         gboolean is_asking,
                         gboolean is_complete);

G_END_DECLS
