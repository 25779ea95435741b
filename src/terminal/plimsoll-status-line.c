/* plimsoll-status-line.c - a template, filled with what is known, as one line.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure: no clock, no screen. The line never has a line break or an escape sequence but our own
 * colours, whatever the template and the names in it hold. */

#include "plimsoll-status-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-text.h"
#include "plimsoll-words.h"

/* An age that is worth a word: a run that works hears new numbers oftener. */
#define WORTH_SAYING G_TIME_SPAN_MINUTE
/* Long enough for every template that fits a screen. */
#define LONGEST_LINE 1000u

static const char COLOR_OFF[] = "\033[0m";

/* (transfer none) (nullable): the limit with a reading that may be shown. */
static PlimsollLimit *
find_limit (const PlimsollStatusFacts *facts, const char *id)
{
  PlimsollLimit *limit =
      facts->snapshot != NULL ? plimsoll_snapshot_find_limit (facts->snapshot, id) : NULL;

  return limit != NULL && !isnan (plimsoll_limit_get_reading (limit, facts->now)) ? limit : NULL;
}

/* The terminal's own colours, as in the table of `show`. The number says the same in words. */
static char *
paint (char *text, PlimsollSeverity severity, gboolean has_color)
{
  g_autofree char *plain = text;
  const char *color = severity == PLIMSOLL_SEVERITY_CRITICAL ? "\033[31m" : "\033[33m";

  if (!has_color || severity == PLIMSOLL_SEVERITY_NORMAL)
    return g_steal_pointer (&plain);

  return g_strconcat (color, plain, COLOR_OFF, NULL);
}

static char *
say_used (const PlimsollStatusFacts *facts, const char *id)
{
  PlimsollLimit *limit = find_limit (facts, id);

  if (limit == NULL)
    return NULL;

  return paint (plimsoll_words_percent (plimsoll_limit_peek (limit)->used_percent),
                plimsoll_limit_peek (limit)->severity, facts->has_color);
}

static char *
say_left (const PlimsollStatusFacts *facts, const char *id)
{
  PlimsollLimit *limit = find_limit (facts, id);

  if (limit == NULL)
    return NULL;

  return paint (plimsoll_words_percent (MAX (0, 100 - plimsoll_limit_peek (limit)->used_percent)),
                plimsoll_limit_peek (limit)->severity, facts->has_color);
}

static char *
say_title (const PlimsollStatusFacts *facts, const char *id)
{
  PlimsollLimit *limit = find_limit (facts, id);

  return limit != NULL ? g_strdup (plimsoll_limit_peek (limit)->title) : NULL;
}

static char *
say_reset (const PlimsollStatusFacts *facts, const char *id)
{
  PlimsollLimit *limit = find_limit (facts, id);
  GDateTime *resets_at = limit != NULL ? plimsoll_limit_peek (limit)->resets_at : NULL;

  return resets_at != NULL
             ? plimsoll_words_clock (resets_at, facts->now, facts->zone, PLIMSOLL_CLOCK_WORDS_SHORT)
             : NULL;
}

static char *
say_time_left (const PlimsollStatusFacts *facts, const char *id)
{
  PlimsollLimit *limit = find_limit (facts, id);
  GDateTime *resets_at = limit != NULL ? plimsoll_limit_peek (limit)->resets_at : NULL;

  return resets_at != NULL ? plimsoll_words_length (g_date_time_difference (resets_at, facts->now))
                           : NULL;
}

static char *
say_model (const PlimsollStatusFacts *facts, const char *id)
{
  return g_strdup (facts->model);
}

static char *
say_folder (const PlimsollStatusFacts *facts, const char *id)
{
  return g_strdup (facts->folder);
}

static char *
say_age (const PlimsollStatusFacts *facts, const char *id)
{
  GTimeSpan age =
      facts->snapshot != NULL ? plimsoll_snapshot_get_age (facts->snapshot, facts->now) : 0;

  return age >= WORTH_SAYING ? plimsoll_words_age (age) : NULL;
}

static const struct
{
  const char *name;
  const char *id; /* (nullable): of the limit */
  char *(*say) (const PlimsollStatusFacts *facts, const char *id);
} NAMES[] = {
  { "session", "session", say_used },
  { "session.left", "session", say_left },
  { "session.title", "session", say_title },
  { "session.reset", "session", say_reset },
  { "session.in", "session", say_time_left },
  { "week", "week", say_used },
  { "week.left", "week", say_left },
  { "week.title", "week", say_title },
  { "week.reset", "week", say_reset },
  { "week.in", "week", say_time_left },
  { "model", NULL, say_model },
  { "dir", NULL, say_folder },
  { "age", NULL, say_age },
};

/* The template on its way to a line. */
typedef struct
{
  GString *line;
  gsize part_at; /* where the part in brackets began */
  gboolean is_in_part;
  gboolean is_part_lost; /* a value in it is not known */
} Filling;

/* FALSE when there is no such name. */
static gboolean
put_value (Filling *filling, const PlimsollStatusFacts *facts, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i].name, name))
      {
        g_autofree char *value = NAMES[i].say (facts, NAMES[i].id);

        filling->is_part_lost |= value == NULL;
        g_string_append (filling->line, value != NULL ? value : "–");
        return TRUE;
      }

  return FALSE;
}

static void
end_part (Filling *filling)
{
  if (filling->is_in_part && filling->is_part_lost)
    g_string_truncate (filling->line, filling->part_at);
  filling->is_in_part = FALSE;
}

static void
begin_part (Filling *filling)
{
  end_part (filling);
  filling->part_at = filling->line->len;
  filling->is_in_part = TRUE;
  filling->is_part_lost = FALSE;
}

/* Takes off both ends what divides values and has none beside it any more. A dash stays: it may be
 * a value that is not known. */
static void
trim (GString *line)
{
  static const char *const DIVIDERS[] = { " ", "·", "|", NULL };

  for (gsize i = 0; DIVIDERS[i] != NULL;)
    {
      gsize length = strlen (DIVIDERS[i]);

      if (g_str_has_prefix (line->str, DIVIDERS[i]))
        g_string_erase (line, 0, (gssize) length);
      else if (g_str_has_suffix (line->str, DIVIDERS[i]))
        g_string_truncate (line, line->len - length);
      else
        {
          i++;
          continue;
        }
      i = 0;
    }
}

static char *
fill (const char *template, const PlimsollStatusFacts *facts, char **unknown)
{
  g_autoptr (GString) line = g_string_new (NULL);
  Filling filling = { .line = line };

  for (const char *p = template; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;

      if (end != NULL)
        {
          g_autofree char *name = g_strndup (p + 1, (gsize) (end - p) - 1);

          if (!put_value (&filling, facts, name))
            {
              *unknown = g_steal_pointer (&name);
              return NULL;
            }
          p = end;
        }
      else if (*p == '[')
        begin_part (&filling);
      else if (*p == ']')
        end_part (&filling);
      else
        g_string_append_c (line, *p);
    }

  end_part (&filling);
  trim (line);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

char *
plimsoll_status_line_fill (const char *template, const PlimsollStatusFacts *facts, char **unknown)
{
  g_autofree char *line = NULL;
  g_autofree char *clean = NULL;

  if (template != NULL)
    {
      clean = plimsoll_text_clean (template, LONGEST_LINE);
      return fill (clean != NULL ? clean : "", facts, unknown);
    }

  /* Translators: the line of Claude Code. Only "resets" is a word; a part in brackets is left out
   * when nothing is known of it. "{…}" must stay as it is. */
  line = fill (_ ("[{session.title} {session}][ · resets {session.reset}]"
                  "[ · {week.title} {week}]"),
               facts, unknown);
  if (line != NULL && *line != '\0')
    {
      g_autofree char *age = fill ("[{age}]", facts, unknown);

      return *age != '\0' ? g_strconcat (line, " · ", age, NULL) : g_steal_pointer (&line);
    }

  clean = fill ("[{model}][ · {dir}]", facts, unknown);
  return *clean != '\0' ? g_steal_pointer (&clean) : g_strdup (_ ("No numbers yet"));
}
