/* plimsoll-codex-windows.c - the windows of one allowance of Codex, named by their length.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "primary" is the session on one plan, the week on another and a month on a third, so the place
 * where a window stands means nothing here: what has a used percentage is a window, and its length
 * says which. Lengths are met a little short as well (299 minutes). Only a window without a length
 * is told from others by its place, in its id, which nobody reads. */

#include "plimsoll-codex-windows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-moment.h"
#include "plimsoll-snapshot.h"
#include "plimsoll-text.h"

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0
#define SESSION (5 * HOUR)
#define WEEK (7 * DAY)
#define SHORTEST_MONTH (28 * DAY)
#define LONGEST_MONTH (31 * DAY)
/* No allowance lasts longer, and no reset is further away. */
#define LONGEST (366 * DAY)
/* How far a length may be off what it means. */
#define SLACK 0.02
/* There are two today. */
#define MAX_WINDOWS 8u

const PlimsollCodexSpelling PLIMSOLL_CODEX_SPELLING_SERVER = {
  .used_percent = "used_percent",
  .length = "limit_window_seconds",
  .seconds_per_length = 1,
  .resets_at = "reset_at",
  .resets_in = "reset_after_seconds",
  .reached = "limit_reached",
};

const PlimsollCodexSpelling PLIMSOLL_CODEX_SPELLING_PROGRAM = {
  .used_percent = "usedPercent",
  .length = "windowDurationMins",
  .seconds_per_length = MINUTE,
  .resets_at = "resetsAt",
  .resets_in = "resetsInSeconds",
  .reached = "rateLimitReachedType",
};

/* One window before it has a name. */
typedef struct
{
  const char *place; /* (unowned): the member it stands in */
  double seconds; /* 0 when not known */
  double used_percent; /* NAN when not known */
  GDateTime *resets_at; /* (owned) (nullable) */
} Window;

/* What a length makes of a window. */
typedef struct
{
  PlimsollLimitKind kind;
  char *slug; /* (owned): "session", "3d" */
  char *title; /* (owned): "Session", "3 days" */
  char *words; /* (owned): the length itself, "5 h" */
} Name;

static void
name_clear (Name *name)
{
  g_free (name->slug);
  g_free (name->title);
  g_free (name->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Name, name_clear)

double
plimsoll_codex_read_percent (JsonObject *object, const char *key)
{
  double percent = (double) NAN;

  if (!plimsoll_json_get_loose_number (object, key, &percent) || percent < 0.0
      || percent > PLIMSOLL_CODEX_MAX_PERCENT)
    return (double) NAN;

  /* Takes the sign off a negative zero, which would be printed. */
  return percent + 0.0;
}

/* (transfer full) (nullable): rounded to the minute, so that it is the same from one answer to the
 * next. */
static GDateTime *
read_reset (JsonObject *object, const PlimsollCodexSpelling *spelling, GDateTime *now)
{
  g_autoptr (GDateTime) moment = NULL;
  double number = 0.0;

  if (plimsoll_json_get_loose_number (object, spelling->resets_at, &number))
    moment = number > 0.0 ? plimsoll_moment_from_epoch (number) : NULL;
  else
    moment = plimsoll_json_dup_moment (object, spelling->resets_at);

  if (moment == NULL && plimsoll_json_get_loose_number (object, spelling->resets_in, &number)
      && number >= 0.0 && number <= LONGEST)
    moment = g_date_time_add_seconds (now, number);

  return moment != NULL ? plimsoll_moment_round_minute (moment) : NULL;
}

static gboolean
is_about (double seconds, double length)
{
  return fabs (seconds - length) <= length * SLACK;
}

static double
read_length (JsonObject *object, const PlimsollCodexSpelling *spelling)
{
  double seconds = 0.0;

  if (!plimsoll_json_get_loose_number (object, spelling->length, &seconds))
    return 0.0;

  seconds *= spelling->seconds_per_length;
  if (is_about (seconds, SESSION))
    return SESSION;
  if (is_about (seconds, WEEK))
    return WEEK;

  return seconds >= MINUTE && seconds <= LONGEST ? floor (seconds) : 0.0;
}

/* How many of `unit` a length is; 0 when it is none, or no whole number of them. */
static guint
count_units (double seconds, double unit)
{
  double n = round (seconds / unit);

  return n >= 2 && is_about (seconds, n * unit) ? (guint) n : 0;
}

/* A length in the largest unit that has a whole number of it, and more than one. */
static void
describe_length (double seconds, char **slug, char **words)
{
  guint days = count_units (seconds, DAY);
  guint hours = count_units (seconds, HOUR);
  guint minutes = (guint) round (seconds / MINUTE);

  if (days > 0)
    {
      *slug = g_strdup_printf ("%ud", days);
      *words = g_strdup_printf (ngettext ("%u day", "%u days", days), days);
    }
  else if (hours > 0)
    {
      *slug = g_strdup_printf ("%uh", hours);
      /* Translators: the length of a window in hours, "5 h". */
      *words = g_strdup_printf (_ ("%u h"), hours);
    }
  else
    {
      *slug = g_strdup_printf ("%umin", minutes);
      /* Translators: the length of a window in minutes, "90 min". */
      *words = g_strdup_printf (_ ("%u min"), minutes);
    }
}

static void
name_window (const Window *window, Name *name)
{
  double seconds = window->seconds;

  name->kind = PLIMSOLL_LIMIT_OTHER;
  if (seconds == 0.0)
    {
      name->slug = plimsoll_text_to_id (window->place);
      name->title = g_strdup (_ ("Other limit"));
      return;
    }

  describe_length (seconds, &name->slug, &name->words);
  if (seconds == SESSION)
    {
      name->kind = PLIMSOLL_LIMIT_SESSION;
      name->title = g_strdup (_ ("Session"));
    }
  else if (seconds == WEEK)
    {
      name->kind = PLIMSOLL_LIMIT_WEEK;
      name->title = g_strdup (_ ("Week"));
    }
  else if (seconds >= SHORTEST_MONTH && seconds <= LONGEST_MONTH)
    {
      name->kind = PLIMSOLL_LIMIT_MONTH;
      name->title = g_strdup (_ ("Month"));
    }
  else
    name->title = g_strdup (name->words);

  if (name->kind != PLIMSOLL_LIMIT_OTHER)
    {
      g_free (name->slug);
      name->slug = g_strdup (plimsoll_limit_kind_to_word (name->kind));
    }
}

/* (transfer full): "week:spark", "other:session-spark". The code goes first: both ways have it, and
 * a name may be changed or translated. */
static char *
dup_scoped_id (const Name *name, const PlimsollCodexScope *scope)
{
  const char *text = scope->code != NULL ? scope->code : scope->name;
  g_autofree char *clean = plimsoll_text_clean (text, PLIMSOLL_TEXT_MAX_NAME);
  g_autofree char *found = clean != NULL ? plimsoll_text_to_id (clean) : NULL;
  g_autofree char *slug =
      found != NULL ? g_strdup (found) : g_strdup_printf ("x-%08x", g_str_hash (text));

  if (name->kind == PLIMSOLL_LIMIT_WEEK)
    return g_strdup_printf ("week:%s", slug);

  return g_strdup_printf ("other:%s-%s", name->slug != NULL ? name->slug : "x", slug);
}

/* (transfer full): the week is what everybody expects of one; other lengths are said. */
static char *
dup_scoped_title (const Name *name, const char *clean)
{
  g_autofree char *title = NULL;

  if (clean == NULL)
    return g_strdup (name->kind == PLIMSOLL_LIMIT_WEEK ? _ ("Other weekly limit")
                                                       : _ ("Other limit"));
  if (name->kind == PLIMSOLL_LIMIT_WEEK || name->words == NULL)
    return g_strdup (clean);

  /* Translators: a model's name, then the length of its window: "Spark, 5 h". */
  title = g_strdup_printf (C_ ("limit", "%s, %s"), clean, name->words);
  return plimsoll_text_clean (title, PLIMSOLL_TEXT_MAX_NAME);
}

/* (transfer full) */
static PlimsollLimit *
make_limit (const Window *window, const PlimsollCodexScope *scope, gboolean is_binding)
{
  g_auto (Name) name = { 0 };
  gboolean is_scoped = scope->name != NULL || scope->code != NULL;
  g_autofree char *clean = plimsoll_text_clean (scope->name, PLIMSOLL_TEXT_MAX_NAME);
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  PlimsollLimitFields fields = {
    .scope = clean,
    .used_percent = window->used_percent,
    .resets_at = window->resets_at,
    .window = (GTimeSpan) window->seconds * G_TIME_SPAN_SECOND,
    .severity = plimsoll_severity_from_percent (window->used_percent),
    .is_binding = is_binding,
  };

  name_window (window, &name);
  fields.kind = name.kind;
  if (is_scoped)
    {
      id = dup_scoped_id (&name, scope);
      title = dup_scoped_title (&name, clean);
      fields.kind =
          name.kind == PLIMSOLL_LIMIT_WEEK ? PLIMSOLL_LIMIT_WEEK_SCOPED : PLIMSOLL_LIMIT_OTHER;
    }
  else
    {
      id = name.kind != PLIMSOLL_LIMIT_OTHER
               ? g_strdup (name.slug)
               : g_strdup_printf ("other:%s", name.slug != NULL ? name.slug : "x");
      title = g_steal_pointer (&name.title);
    }

  fields.id = id;
  fields.title = title;
  return plimsoll_limit_new (&fields);
}

static guint
read_windows (JsonObject *allowance,
              const PlimsollCodexSpelling *spelling,
              GDateTime *now,
              Window *windows)
{
  JsonObjectIter iter;
  const char *place = NULL;
  guint n = 0;

  json_object_iter_init_ordered (&iter, allowance);
  while (n < MAX_WINDOWS && json_object_iter_next_ordered (&iter, &place, NULL))
    {
      JsonObject *object = plimsoll_json_get_object (allowance, place);

      if (object == NULL || !json_object_has_member (object, spelling->used_percent))
        continue;
      windows[n++] = (Window){
        .place = place,
        .seconds = read_length (object, spelling),
        .used_percent = plimsoll_codex_read_percent (object, spelling->used_percent),
        .resets_at = read_reset (object, spelling, now),
      };
    }

  return n;
}

static int
compare_lengths (const void *a, const void *b)
{
  double x = ((const Window *) a)->seconds;
  double y = ((const Window *) b)->seconds;

  return (x > y) - (x < y);
}

static gboolean
is_reached (JsonObject *allowance, const PlimsollCodexSpelling *spelling)
{
  gboolean is_true = FALSE;

  plimsoll_json_get_bool (allowance, spelling->reached, &is_true);
  return is_true || plimsoll_json_get_string (allowance, spelling->reached) != NULL;
}

/* The window that stops work, when one does: the fullest. -1 for none. */
static gssize
find_binding (const Window *windows, guint n)
{
  gssize found = -1;

  for (guint i = 0; i < n; i++)
    if (!isnan (windows[i].used_percent)
        && (found < 0 || windows[i].used_percent > windows[found].used_percent))
      found = (gssize) i;

  return found;
}

/* Takes `limit` over. */
static void
add (GPtrArray *limits, PlimsollLimit *limit)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

  for (guint i = 0; i < limits->len; i++)
    {
      const PlimsollLimitFields *other = plimsoll_limit_peek (g_ptr_array_index (limits, i));

      if (!g_str_equal (other->id, fields->id))
        continue;
      if (isnan (other->used_percent) || fields->used_percent > other->used_percent)
        {
          plimsoll_limit_unref (g_ptr_array_index (limits, i));
          g_ptr_array_index (limits, i) = limit;
        }
      else
        plimsoll_limit_unref (limit);
      return;
    }

  if (limits->len < PLIMSOLL_SNAPSHOT_MAX_LIMITS)
    g_ptr_array_add (limits, limit);
  else
    plimsoll_limit_unref (limit);
}

void
plimsoll_codex_windows_read (JsonObject *allowance,
                             const PlimsollCodexSpelling *spelling,
                             const PlimsollCodexScope *scope,
                             GDateTime *now,
                             GPtrArray *limits)
{
  Window windows[MAX_WINDOWS] = { 0 };
  guint n = allowance != NULL ? read_windows (allowance, spelling, now, windows) : 0;
  gssize binding = -1;

  qsort (windows, n, sizeof windows[0], compare_lengths);
  if (n > 0 && is_reached (allowance, spelling))
    binding = find_binding (windows, n);

  for (guint i = 0; i < n; i++)
    {
      add (limits, make_limit (&windows[i], scope, (gssize) i == binding));
      g_clear_pointer (&windows[i].resets_at, g_date_time_unref);
    }
}
