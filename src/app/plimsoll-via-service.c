/* plimsoll-via-service.c - numbers from the service, and without one from this process.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service has the numbers already; asking it costs milliseconds and no request. It is passed
 * over when it could speak of another login than this shell means (a variable that names a login or
 * a server is set here), for the e-mail address, which it does not carry by default, and for
 * accounts that it does not know. */

#include "plimsoll-via-service.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-await-bus.h"
#include "plimsoll-tray-remedy.h"

/* A probe of the service may take its whole deadline of 15 s; longer means that something hangs. */
#define PATIENCE (20 * G_TIME_SPAN_SECOND)
/* Listing accounts reads a few files. */
#define PATIENCE_FOR_LIST (3 * G_TIME_SPAN_SECOND)

/* Variables that name another login or server than the service may know of. */
static const char *const OWN_WAYS[] = { "CLAUDE_CODE_OAUTH_TOKEN",
                                        "CLAUDE_CONFIG_DIR",
                                        "CLAUDE_SECURESTORAGE_CONFIG_DIR",
                                        "PLIMSOLL_CLAUDE_BASE_URL",
                                        "CODEX_HOME",
                                        "PLIMSOLL_CODEX_BASE_URL",
                                        "PLIMSOLL_DEMO",
                                        NULL };

static gboolean
goes_own_way (const char *const *environment)
{
  for (gsize i = 0; OWN_WAYS[i] != NULL; i++)
    {
      const char *value = g_environ_getenv ((char **) environment, OWN_WAYS[i]);

      if (value != NULL && *value != '\0')
        return TRUE;
    }

  return FALSE;
}

gboolean
plimsoll_via_service_may_serve (PlimsollViaService *self, PlimsollCollectFlags flags)
{
  return (flags & (PLIMSOLL_COLLECT_DIRECT | PLIMSOLL_COLLECT_IDENTITY)) == 0
         && !goes_own_way (self->environment);
}

const PlimsollBusAccount *
plimsoll_via_service_find (PlimsollBusClient *client, PlimsollAccount *account)
{
  GPtrArray *accounts = plimsoll_bus_client_get_accounts (client);

  for (guint i = 0; i < accounts->len; i++)
    {
      const PlimsollBusAccount *entry = g_ptr_array_index (accounts, i);

      if (g_str_equal (plimsoll_account_get_id (entry->account), plimsoll_account_get_id (account)))
        return entry;
    }

  return NULL;
}

/* What one waits for. */
typedef struct
{
  GPtrArray *targets; /* borrowed */
  GPtrArray *before; /* (owned) (nullable): the accounts as they were; something newer is wanted */
  PlimsollClock *clock; /* borrowed */
} Wait;

static gboolean
has_accounts (PlimsollBusClient *client, gpointer user_data)
{
  return plimsoll_bus_client_get_accounts (client)->len > 0;
}

/* Just after its start the service has no accounts for the moment that listing them takes. One that
 * has listed them and still has none will have none. */
static gboolean
wait_for_accounts (PlimsollBusClient *client)
{
  g_autoptr (GVariant) status = NULL;
  gboolean is_listed = FALSE;

  if (has_accounts (client, NULL))
    return TRUE;

  status = plimsoll_await_status (client, NULL);
  if (status != NULL && g_variant_lookup (status, "listed", "b", &is_listed) && is_listed)
    return has_accounts (client, NULL);

  return plimsoll_await_change (client, has_accounts, NULL, PATIENCE_FOR_LIST);
}

/* While an asking is under way the next one is planned for the moment at which it began. */
gboolean
plimsoll_via_service_is_asking (const PlimsollBusAccount *entry, GDateTime *now)
{
  return entry->next_try != NULL && g_date_time_compare (entry->next_try, now) <= 0;
}

/* An account that the service does not list is none of its own, and not waited for. */
static gboolean
has_answers (PlimsollBusClient *client, gpointer user_data)
{
  const Wait *wait = user_data;
  g_autoptr (GDateTime) now = plimsoll_clock_now (wait->clock);

  if (plimsoll_bus_client_get_accounts (client) == wait->before)
    return FALSE;

  for (guint i = 0; i < wait->targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (wait->targets, i);
      const PlimsollBusAccount *entry = plimsoll_via_service_find (client, target->account);

      if (entry != NULL && entry->report == NULL)
        return FALSE;
      if (entry != NULL && wait->before != NULL && plimsoll_via_service_is_asking (entry, now))
        return FALSE;
    }

  return TRUE;
}

/* Asks for new numbers of every target; TRUE when at least one is on its way. */
static gboolean
refresh_all (PlimsollBusClient *client, GPtrArray *targets)
{
  gboolean is_coming = FALSE;

  for (guint i = 0; i < targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (targets, i);
      g_autoptr (GDateTime) retry_at = NULL;
      g_autofree char *verdict = NULL;

      if (plimsoll_await_refresh (client, plimsoll_account_get_id (target->account), &verdict,
                                  &retry_at, NULL))
        is_coming |= g_str_equal (verdict, "asked") || g_str_equal (verdict, "busy");
    }

  return is_coming;
}

/* (transfer full) (nullable): the reports of all targets, or NULL when one must be had directly. */
static GPtrArray *
read_reports (PlimsollBusClient *client, GPtrArray *targets)
{
  g_autoptr (GPtrArray) reports =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);

  for (guint i = 0; i < targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (targets, i);
      const PlimsollBusAccount *entry = plimsoll_via_service_find (client, target->account);

      if (entry == NULL || entry->report == NULL)
        return NULL;
      g_ptr_array_add (reports, plimsoll_report_ref (entry->report));
    }

  return g_steal_pointer (&reports);
}

/* (transfer full) (nullable) */
static GPtrArray *
collect_from_service (PlimsollViaService *self, GPtrArray *targets, PlimsollCollectFlags flags)
{
  g_autoptr (GError) error = NULL;
  gboolean is_bus_there = FALSE;
  g_autoptr (PlimsollBusClient) client = plimsoll_await_service (TRUE, &is_bus_there, &error);
  Wait wait = { .targets = targets, .clock = self->direct->clock };

  if (client == NULL && is_bus_there)
    g_string_append_printf (self->err, "plimsoll: %s\n",
                            _ ("The service does not answer; asking without it."));
  if (client == NULL)
    return NULL;

  if (!wait_for_accounts (client))
    return NULL;

  plimsoll_await_change (client, has_answers, &wait, PATIENCE);
  /* Held, so that no newer list can be found at the same address. */
  wait.before = g_ptr_array_ref (plimsoll_bus_client_get_accounts (client));
  if ((flags & PLIMSOLL_COLLECT_REFRESH) != 0 && refresh_all (client, targets))
    plimsoll_await_change (client, has_answers, &wait, PATIENCE);

  g_ptr_array_unref (wait.before);
  return read_reports (client, targets);
}

GPtrArray *
plimsoll_via_service_collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer user_data)
{
  PlimsollViaService *self = user_data;
  GPtrArray *reports = NULL;

  if (targets->len > 0 && plimsoll_via_service_may_serve (self, flags))
    reports = collect_from_service (self, targets, flags);

  return reports != NULL ? reports : plimsoll_direct_collect (targets, flags, self->direct);
}

static void
add_finding (GPtrArray *findings, PlimsollFindingLevel level, const char *text)
{
  g_ptr_array_add (findings, plimsoll_finding_new ("service", level, _ ("Service"), text, NULL));
}

/* What a service that runs says of itself, and of the tray, which only it knows. */
static void
add_status (GPtrArray *findings, PlimsollBusClient *client, const char *desktop)
{
  g_autoptr (GVariant) status = plimsoll_await_status (client, NULL);
  g_autofree char *text = NULL;
  const char *notice = NULL;
  const char *tray = NULL;
  PlimsollFinding *tray_finding = NULL;

  /* Translators: %s is a release, "0.1.0". */
  text = g_strdup_printf (_ ("running, version %s"), plimsoll_bus_client_get_version (client));
  if (status != NULL && g_variant_lookup (status, "store-notice", "&s", &notice))
    add_finding (findings, PLIMSOLL_FINDING_WARNING, notice);
  else
    add_finding (findings, PLIMSOLL_FINDING_GOOD, text);

  if (status != NULL && g_variant_lookup (status, "tray", "&s", &tray))
    tray_finding = plimsoll_tray_remedy_examine (tray, desktop);
  if (tray_finding != NULL)
    g_ptr_array_add (findings, tray_finding);
}

/* How the service is, without starting it for that. */
static void
diagnose_service (GPtrArray *findings, const char *desktop)
{
  g_autoptr (GError) error = NULL;
  gboolean is_bus_there = FALSE;
  g_autoptr (PlimsollBusClient) client = plimsoll_await_service (FALSE, &is_bus_there, &error);

  if (!is_bus_there)
    add_finding (findings, PLIMSOLL_FINDING_NOTE, _ ("none, as there is no session bus"));
  else if (client == NULL)
    add_finding (findings, PLIMSOLL_FINDING_NOTE,
                 _ ("not running; it starts when it is asked for numbers"));
  else
    add_status (findings, client, desktop);
}

/* Whether it is known when the trouble is a provider's own. */
static void
add_incidents (GPtrArray *findings, gboolean asks_incidents)
{
  g_ptr_array_add (
      findings,
      plimsoll_finding_new (
          "incidents", asks_incidents ? PLIMSOLL_FINDING_GOOD : PLIMSOLL_FINDING_NOTE,
          _ ("Status pages"),
          asks_incidents ? _ ("asked every five minutes") : _ ("switched off in the settings"),
          NULL));
}

GPtrArray *
plimsoll_via_service_diagnose (gpointer user_data)
{
  PlimsollViaService *self = user_data;
  GPtrArray *findings = plimsoll_direct_diagnose (self->direct);

  add_incidents (findings, self->asks_incidents);
  diagnose_service (findings,
                    g_environ_getenv ((char **) self->environment, "XDG_CURRENT_DESKTOP"));
  return findings;
}
