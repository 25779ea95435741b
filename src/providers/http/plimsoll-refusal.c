/* plimsoll-refusal.c - what a status means that means the same from every server.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The common part of the table from status and body to condition and sentence. Three rules are
 * dear: a refusal that the network makes is never called a login that is over; no text of the
 * server reaches the person; and a number for when to try again is never invented. */

#include "plimsoll-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-words.h"

/* Longer waits were never seen; one would be a mistake of the server's that silences us for a day.
 */
#define LONGEST_WAIT G_TIME_SPAN_HOUR

/* The body's first byte that is no blank; NUL when there is none. */
static char
find_first_byte (const PlimsollHttpReply *reply)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  gsize i = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length ? data[i] : '\0';
}

/* (transfer full) (nullable) */
static GDateTime *
find_retry_at (const PlimsollHttpReply *reply, GDateTime *now)
{
  if (!reply->has_retry_after || reply->retry_after <= 0)
    return NULL;

  return g_date_time_add (now, MIN (reply->retry_after, LONGEST_WAIT));
}

static PlimsollProblem *
refuse (PlimsollCondition condition, const char *message)
{
  return plimsoll_problem_new (condition, message, NULL);
}

PlimsollProblem *
plimsoll_refusal_new_blocked (const PlimsollRefusalVendor *vendor)
{
  g_autofree char *message = g_strdup_printf (
      /* Translators: %s is a company, "Anthropic". */
      _ ("The network refuses access to %s (proxy or region). Your login is fine; try another "
         "network."),
      vendor->name);

  return refuse (PLIMSOLL_CONDITION_BLOCKED, message);
}

PlimsollProblem *
plimsoll_refusal_new_bad_reply (void)
{
  return refuse (PLIMSOLL_CONDITION_BAD_REPLY,
                 _ ("The answer was not understood. It may have changed; an update may help."));
}

PlimsollProblem *
plimsoll_refusal_new_rate_limited (const PlimsollRefusalVendor *vendor,
                                   GDateTime *retry_at,
                                   GDateTime *now)
{
  g_autofree char *clock = NULL;
  g_autofree char *message = NULL;

  if (retry_at == NULL)
    {
      message = g_strdup_printf (
          /* Translators: %s is a company, "Anthropic". */
          _ ("%s asks for quiet for a while. Plimsoll tries again by itself."), vendor->name);
      return refuse (PLIMSOLL_CONDITION_RATE_LIMITED, message);
    }

  clock = plimsoll_words_clock (retry_at, now, NULL, PLIMSOLL_CLOCK_WORDS_SHORT);
  message = g_strdup_printf (
      /* Translators: a company, "Anthropic", then a clock time such as 14:05. */
      _ ("%s asks for quiet until %s. Plimsoll tries again by itself."), vendor->name, clock);
  return plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, message, retry_at);
}

PlimsollProblem *
plimsoll_refusal_new_trouble (const PlimsollRefusalVendor *vendor, GDateTime *retry_at)
{
  g_autofree char *message = g_strdup_printf (
      /* Translators: a company, "Anthropic", then the address of its status page. */
      _ ("%s's service is having trouble. Plimsoll tries again by itself; %s may say more."),
      vendor->name, vendor->status_page);

  return plimsoll_problem_new (PLIMSOLL_CONDITION_TROUBLE, message, retry_at);
}

/* (nullable) */
static PlimsollProblem *
judge_success (const PlimsollHttpReply *reply)
{
  char first = find_first_byte (reply);

  if (first == '<')
    return refuse (
        PLIMSOLL_CONDITION_BAD_REPLY,
        _ ("A web page came instead of numbers. The network may want a login first: open any "
           "page in a browser."));
  if (reply->status != 200 || first == '\0')
    return refuse (PLIMSOLL_CONDITION_BAD_REPLY,
                   _ ("The answer was empty. Trying again may help; if it stays, an update may."));

  return NULL;
}

static PlimsollProblem *
judge_redirect (void)
{
  return refuse (
      PLIMSOLL_CONDITION_BLOCKED,
      _ ("The network leads the request elsewhere, and it was not followed. It may want a "
         "login first: open any page in a browser."));
}

PlimsollProblem *
plimsoll_refusal_judge (const PlimsollHttpReply *reply,
                        const PlimsollRefusalVendor *vendor,
                        GDateTime *now)
{
  guint status = reply->status;
  g_autoptr (GDateTime) retry_at = find_retry_at (reply, now);

  if (status >= 200 && status < 300)
    return judge_success (reply);
  if (status >= 300 && status < 400)
    return judge_redirect ();
  if (status >= 500)
    return plimsoll_refusal_new_trouble (vendor, retry_at);

  switch (status)
    {
    case 407:
      return refuse (PLIMSOLL_CONDITION_OFFLINE,
                     _ ("No connection: the proxy wants a name and a password. Put them into the "
                        "proxy settings."));
    case 408:
    case 424:
    case 425:
      return plimsoll_refusal_new_trouble (vendor, retry_at);
    case 429:
      return plimsoll_refusal_new_rate_limited (vendor, retry_at, now);
    default:
      return plimsoll_refusal_new_bad_reply ();
    }
}
