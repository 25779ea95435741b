/* plimsoll-http-findings.c - what a doctor says about a request, whoever was asked.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words for what a transport met on its way: address, proxy, network, answer, clocks. Asks nobody
 * and reads no file; what it is shown of addresses and paths it cleans. */

#include "plimsoll-http-findings.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-text.h"
#include "plimsoll-words.h"

/* A request takes seconds, so less is no difference; from five minutes on reset times and ages are
 * wrong enough to mislead. */
#define SKEW_WORTH_A_NOTE G_TIME_SPAN_MINUTE
#define SKEW_WORTH_A_WARNING (5 * G_TIME_SPAN_MINUTE)
#define LONGEST_ADDRESS 200

void
plimsoll_findings_add (GPtrArray *findings,
                       const char *id,
                       PlimsollFindingLevel level,
                       const char *title,
                       const char *text,
                       const char *advice)
{
  g_ptr_array_add (findings, plimsoll_finding_new (id, level, title, text, advice));
}

void
plimsoll_findings_add_permissions (GPtrArray *findings,
                                   const char *path,
                                   gboolean is_open_to_others)
{
  g_autofree char *clean = plimsoll_text_clean (path, LONGEST_ADDRESS);
  g_autofree char *quoted = g_shell_quote (clean != NULL ? clean : "–");
  g_autofree char *advice = NULL;

  if (!is_open_to_others)
    {
      plimsoll_findings_add (findings, "permissions", PLIMSOLL_FINDING_GOOD, _ ("Permissions"),
                             _ ("only you can read the login file"), NULL);
      return;
    }

  /* Translators: %s is a shell command's argument, the path of a file */
  advice = g_strdup_printf (_ ("Run: chmod 600 %s"), quoted);
  plimsoll_findings_add (findings, "permissions", PLIMSOLL_FINDING_WARNING, _ ("Permissions"),
                         _ ("other users of this computer can read the login file"), advice);
}

void
plimsoll_findings_add_address (GPtrArray *findings, const char *base_url, const char *variable)
{
  g_autofree char *clean = plimsoll_text_clean (base_url, LONGEST_ADDRESS);
  g_autofree char *redacted = plimsoll_text_redact (clean != NULL ? clean : "–");
  /* Translators: a web address, then the variable or the file that names it */
  g_autofree char *text = g_strdup_printf (_ ("%s, from %s"), redacted, variable);

  plimsoll_findings_add (findings, "address", PLIMSOLL_FINDING_NOTE, _ ("Address"), text, NULL);
}

void
plimsoll_findings_add_proxy (GPtrArray *findings, PlimsollHttp *http)
{
  g_autofree char *proxy = plimsoll_http_dup_proxy (http);

  if (proxy != NULL)
    plimsoll_findings_add (findings, "proxy", PLIMSOLL_FINDING_NOTE, _ ("Proxy"), proxy, NULL);
  else
    plimsoll_findings_add (findings, "proxy", PLIMSOLL_FINDING_GOOD, _ ("Proxy"), _ ("none in use"),
                           NULL);
}

void
plimsoll_findings_add_not_asked (GPtrArray *findings)
{
  plimsoll_findings_add (findings, "network", PLIMSOLL_FINDING_NOTE, _ ("Network"),
                         _ ("not asked, as nothing may be sent"), NULL);
}

void
plimsoll_findings_add_network (GPtrArray *findings, const GError *error)
{
  g_autoptr (PlimsollProblem) problem =
      error != NULL ? plimsoll_http_problem_from_error (error) : NULL;

  if (problem == NULL)
    plimsoll_findings_add (findings, "network", PLIMSOLL_FINDING_GOOD, _ ("Network"),
                           _ ("the server answers"), NULL);
  else
    plimsoll_findings_add (findings, "network", PLIMSOLL_FINDING_BAD, _ ("Network"),
                           _ ("no answer"), plimsoll_problem_get_message (problem));
}

void
plimsoll_findings_add_answer (GPtrArray *findings,
                              const PlimsollHttpReply *reply,
                              gboolean has_numbers,
                              guint n_limits,
                              PlimsollProblem *problem)
{
  g_autofree char *text = NULL;

  if (has_numbers)
    {
      /* Translators: %u is the number of limits */
      text = g_strdup_printf (ngettext ("%u limit", "%u limits", n_limits), n_limits);
      plimsoll_findings_add (findings, "answer", PLIMSOLL_FINDING_GOOD, _ ("Answer"), text, NULL);
      return;
    }

  /* Translators: %u is the number of an HTTP status */
  text = g_strdup_printf (_ ("no numbers (status %u)"), reply->status);
  plimsoll_findings_add (
      findings, "answer", PLIMSOLL_FINDING_BAD, _ ("Answer"), text,
      problem != NULL
          ? plimsoll_problem_get_message (problem)
          : _ ("The answer was not understood. It may have changed; an update may help."));
}

void
plimsoll_findings_add_clock (GPtrArray *findings, const PlimsollHttpReply *reply, GDateTime *now)
{
  GTimeSpan skew = reply->date != NULL ? g_date_time_difference (now, reply->date) : 0;
  GTimeSpan size = skew < 0 ? -skew : skew;
  g_autofree char *words = plimsoll_words_length (size);
  g_autofree char *text = NULL;

  if (reply->date == NULL)
    {
      plimsoll_findings_add (findings, "clock", PLIMSOLL_FINDING_NOTE, _ ("Clock"),
                             _ ("the server names no time"), NULL);
      return;
    }
  if (size <= SKEW_WORTH_A_NOTE)
    {
      plimsoll_findings_add (findings, "clock", PLIMSOLL_FINDING_GOOD, _ ("Clock"),
                             _ ("agrees with the server's"), NULL);
      return;
    }

  /* Translators: %s is a length such as "2 h 5 min" */
  text = g_strdup_printf (skew < 0 ? _ ("%s behind the server's") : _ ("%s ahead of the server's"),
                          words);
  if (size <= SKEW_WORTH_A_WARNING)
    plimsoll_findings_add (findings, "clock", PLIMSOLL_FINDING_NOTE, _ ("Clock"), text, NULL);
  else
    plimsoll_findings_add (
        findings, "clock", PLIMSOLL_FINDING_WARNING, _ ("Clock"), text,
        _ ("Set this computer's clock; reset times and ages are wrong until then."));
}

void
plimsoll_findings_add_advice (GPtrArray *findings)
{
  PlimsollFindingLevel worst = PLIMSOLL_FINDING_NOTE;
  const char *advice = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (findings, i);

      if (plimsoll_finding_get_level (finding) <= worst
          || plimsoll_finding_get_advice (finding) == NULL)
        continue;
      worst = plimsoll_finding_get_level (finding);
      advice = plimsoll_finding_get_advice (finding);
    }

  plimsoll_findings_add (
      findings, "advice", worst == PLIMSOLL_FINDING_NOTE ? PLIMSOLL_FINDING_GOOD : worst,
      _ ("Advice"), advice != NULL ? advice : _ ("All is well; there is nothing to do."), NULL);
}
