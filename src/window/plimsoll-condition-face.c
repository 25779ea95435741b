/* plimsoll-condition-face.c - what a card says when not all is well, and the one button for it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table from condition to icon and button; the sentence is the one that every face says. Beside
 * older numbers the reason why there are none newer decides, and not their being old. */

#include "plimsoll-condition-face.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-status-words.h"

typedef struct
{
  const char *icon;
  const char *button; /* translated when it is shown */
  const char *wish;
} Row;

static const Row ROWS[] = {
  [PLIMSOLL_CONDITION_LOADING] = { NULL, NULL, NULL },
  [PLIMSOLL_CONDITION_FRESH] = { NULL, NULL, NULL },
  [PLIMSOLL_CONDITION_STALE] = { "document-open-recent-symbolic", N_ ("Try again"),
                                 PLIMSOLL_WISH_REFRESH },
  [PLIMSOLL_CONDITION_SIGNED_OUT] = { "avatar-default-symbolic", N_ ("Try the demo"),
                                      PLIMSOLL_WISH_DEMO },
  /* Translators: a button; the installed Claude Code program is asked for the numbers. */
  [PLIMSOLL_CONDITION_EXPIRED] = { "document-open-recent-symbolic", N_ ("Ask Claude Code"),
                                   PLIMSOLL_WISH_REFRESH },
  /* Translators: a button that explains how to log in so that limits can be read. */
  [PLIMSOLL_CONDITION_NO_SCOPE] = { "changes-prevent-symbolic", N_ ("How"),
                                    PLIMSOLL_WISH_HELP_SCOPE },
  [PLIMSOLL_CONDITION_RATE_LIMITED] = { "media-playback-pause-symbolic", NULL, NULL },
  [PLIMSOLL_CONDITION_OFFLINE] = { "network-offline-symbolic", N_ ("Try again"),
                                   PLIMSOLL_WISH_REFRESH },
  [PLIMSOLL_CONDITION_BLOCKED] = { "action-unavailable-symbolic", N_ ("Details"),
                                   PLIMSOLL_WISH_DETAILS },
  /* Translators: a button that opens the provider's page about the health of its service. */
  [PLIMSOLL_CONDITION_TROUBLE] = { "dialog-warning-symbolic", N_ ("Status page"),
                                   PLIMSOLL_WISH_STATUS_PAGE },
  [PLIMSOLL_CONDITION_BAD_REPLY] = { "dialog-question-symbolic", N_ ("Copy details"),
                                     PLIMSOLL_WISH_COPY_DETAILS },
};

/* (transfer none): with older numbers at hand nobody is sent to the demo. */
static const Row *
find_row (PlimsollMeter *meter)
{
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);
  PlimsollCondition condition = problem != NULL ? plimsoll_problem_get_condition (problem)
                                                : plimsoll_meter_get_condition (meter);

  if (condition == PLIMSOLL_CONDITION_SIGNED_OUT && plimsoll_meter_get_snapshot (meter) != NULL)
    condition = PLIMSOLL_CONDITION_STALE;
  if (condition >= G_N_ELEMENTS (ROWS))
    condition = PLIMSOLL_CONDITION_STALE;
  return &ROWS[condition];
}

/* (transfer none) (nullable) */
static const char *
find_button (PlimsollMeter *meter, const Row *row)
{
  const char *provider = plimsoll_account_get_provider (plimsoll_meter_get_account (meter));

  if (row == &ROWS[PLIMSOLL_CONDITION_EXPIRED] && g_str_equal (provider, "codex"))
    /* Translators: a button; the installed Codex program is asked for the numbers. */
    return _ ("Ask Codex");

  return row->button != NULL ? _ (row->button) : NULL;
}

/* (transfer full): of two sentences, at most one of which is missing. */
static char *
join (const char *first, const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);

  return g_strconcat (first, " ", second, NULL);
}

PlimsollConditionFace
plimsoll_condition_face_choose (PlimsollMeter *meter, GDateTime *now, GTimeZone *zone)
{
  PlimsollCondition condition = plimsoll_meter_get_condition (meter);
  g_autoptr (PlimsollReport) report = plimsoll_meter_dup_report (meter);
  g_autofree char *sentence = NULL;
  g_autofree char *incident = NULL;
  const Row *row = find_row (meter);

  if (report == NULL)
    return (PlimsollConditionFace){
      .sentence = g_strdup (plimsoll_status_words_condition (PLIMSOLL_CONDITION_LOADING)),
    };
  incident = plimsoll_status_words_incident (report, now, zone);
  sentence = plimsoll_status_words_sentence (report, condition, now, zone);
  if (sentence == NULL && incident != NULL)
    row = &ROWS[PLIMSOLL_CONDITION_TROUBLE];
  else if (sentence == NULL)
    return (PlimsollConditionFace){ 0 };

  return (PlimsollConditionFace){
    .sentence = join (sentence, incident),
    .icon = row->icon,
    .button = find_button (meter, row),
    .wish = row->wish,
  };
}

void
plimsoll_condition_face_clear (PlimsollConditionFace *self)
{
  g_clear_pointer (&self->sentence, g_free);
}
