/* plimsoll-span.c - lengths of time as people type them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form that sleep(1), timeout(1) and systemd share, so that nobody has to learn it. Fractions
 * are not taken: nothing here is worth half a second. */
#include "plimsoll-span.h"

typedef struct
{
  char letter;
  GTimeSpan length;
} Unit;

static const Unit UNITS[] = {
  { 'd', G_TIME_SPAN_DAY },
  { 'h', G_TIME_SPAN_HOUR },
  { 'm', G_TIME_SPAN_MINUTE },
  { 's', G_TIME_SPAN_SECOND },
};

/* Reads digits from `*text` on. FALSE when there are none or far too many. */
static gboolean
read_number (const char **text, guint64 *number)
{
  const char *start = *text;

  *number = 0;
  while (g_ascii_isdigit (**text))
    {
      *number = *number * 10 + (guint64) g_ascii_digit_value (**text);
      if (*number > (guint64) (PLIMSOLL_SPAN_LONGEST / G_TIME_SPAN_SECOND))
        return FALSE;
      (*text)++;
    }
  return *text > start;
}

/* The unit that `letter` names, among those after `after` (the index of the last, -1 for none). */
static int
find_unit (char letter, int after)
{
  for (int i = after + 1; i < (int) G_N_ELEMENTS (UNITS); i++)
    if (UNITS[i].letter == letter)
      return i;
  return -1;
}

gboolean
plimsoll_span_parse (const char *text, GTimeSpan *span)
{
  GTimeSpan sum = 0;
  int unit = -1;
  guint64 number = 0;

  do
    {
      if (!read_number (&text, &number))
        return FALSE;
      if (*text == '\0' && unit == -1)
        unit = (int) G_N_ELEMENTS (UNITS) - 1;
      else
        {
          unit = find_unit (*text, unit);
          if (unit < 0)
            return FALSE;
          text++;
        }
      sum += (GTimeSpan) number * UNITS[unit].length;
      if (sum > PLIMSOLL_SPAN_LONGEST)
        return FALSE;
    }
  while (*text != '\0');

  *span = sum;
  return TRUE;
}
