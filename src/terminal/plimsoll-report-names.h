/* plimsoll-report-names.h - the names of a template that speaks of one account.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-report.h"
#include "plimsoll-show-words.h"
#include "plimsoll-template.h"

G_BEGIN_DECLS

/* Borrowed for the time of the filling. */
typedef struct
{
  PlimsollReport *report;
  const PlimsollShowMoment *moment;
} PlimsollReportScene;

/* (transfer full): all names, for help and suggestions: those of the account, then LIMIT.FIELD for
 * session, week and tightest. */
GStrv plimsoll_report_names_dup_list (void);
/* A PlimsollTemplateLookup; `scene` is a PlimsollReportScene. LIMIT may be the id of any limit. */
gboolean
plimsoll_report_names_look_up (const char *name, PlimsollTemplateValue *value, gpointer scene);
/* plimsoll_template_append() with these names alone; of `how` counts what is no lookup. */
gboolean plimsoll_report_names_fill (GString *out,
                                     const char *template,
                                     const PlimsollReportScene *scene,
                                     const PlimsollTemplateNames *how,
                                     char **mistake);

G_END_DECLS
