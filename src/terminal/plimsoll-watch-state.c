/* plimsoll-watch-state.c - where a person is in the live view, and where a key takes them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only arithmetic: what is there to be scrolled or clicked on is told by what was drawn last. */
#include "plimsoll-watch-state.h"

/* Lines that a notch of the wheel moves; as in most programs. */
#define WHEEL_LINES 3

#define CONTROL(letter) ((gunichar) ((letter) - 'a' + 1))

gint64
plimsoll_watch_span_get_seconds (PlimsollWatchSpan span)
{
  static const gint64 days[] = { 1, 7, 30 };

  return days[span] * 24 * 60 * 60;
}

static PlimsollWatchWish
open_page (PlimsollWatchState *self, PlimsollWatchPage page)
{
  self->page = page;
  self->top = 0;
  return PLIMSOLL_WATCH_DRAW;
}

/* The key that opens a page closes it again. */
static PlimsollWatchWish
turn_page (PlimsollWatchState *self, PlimsollWatchPage page)
{
  return open_page (self, self->page == page ? PLIMSOLL_WATCH_GAUGES : page);
}

/* Where a window makes no difference there is nothing to see of it: back to the gauges. */
static PlimsollWatchWish
set_window (PlimsollWatchState *self, PlimsollShowWindow window)
{
  self->window = window;
  self->limit = 0;
  return open_page (self, self->page == PLIMSOLL_WATCH_JSON ? PLIMSOLL_WATCH_JSON
                                                            : PLIMSOLL_WATCH_GAUGES);
}

static PlimsollWatchWish
scroll_to (PlimsollWatchState *self, const PlimsollWatchDrawn *drawn, gint64 top)
{
  gint64 last = drawn->n_lines > drawn->room ? (gint64) drawn->n_lines - drawn->room : 0;
  guint wanted = (guint) CLAMP (top, 0, last);

  if (wanted == drawn->top)
    return PLIMSOLL_WATCH_NOTHING;
  self->top = wanted;
  return PLIMSOLL_WATCH_DRAW;
}

/* The next limit, or the one before; round and round. */
static PlimsollWatchWish
choose_limit (PlimsollWatchState *self, const PlimsollWatchDrawn *drawn, gboolean is_next)
{
  guint n = drawn->n_limits;

  if (self->page != PLIMSOLL_WATCH_HISTORY || n < 2)
    return PLIMSOLL_WATCH_NOTHING;
  self->limit = (MIN (self->limit, n - 1) + (is_next ? 1 : n - 1)) % n;
  return PLIMSOLL_WATCH_DRAW;
}

static PlimsollWatchWish
next_span (PlimsollWatchState *self)
{
  if (self->page != PLIMSOLL_WATCH_HISTORY)
    return PLIMSOLL_WATCH_NOTHING;
  self->span = (PlimsollWatchSpan) (((guint) self->span + 1) % PLIMSOLL_WATCH_N_SPANS);
  return PLIMSOLL_WATCH_DRAW;
}

static PlimsollWatchWish
take_letter (PlimsollWatchState *self, gunichar letter, const PlimsollWatchDrawn *drawn)
{
  gint64 page = MAX ((gint64) drawn->room - 1, 1);

  switch (g_unichar_tolower (letter))
    {
    case 'q':
    case CONTROL ('c'):
      return PLIMSOLL_WATCH_QUIT;
    case 'r':
      return PLIMSOLL_WATCH_REFRESH;
    case CONTROL ('l'):
      return PLIMSOLL_WATCH_REPAINT;
    case 'a':
      return set_window (self, PLIMSOLL_SHOW_ALL);
    case '5':
      return set_window (self, PLIMSOLL_SHOW_5H);
    case '7':
      return set_window (self, PLIMSOLL_SHOW_7D);
    case 'j':
      return turn_page (self, PLIMSOLL_WATCH_JSON);
    case 'h':
      return turn_page (self, PLIMSOLL_WATCH_HISTORY);
    case '?':
      return turn_page (self, PLIMSOLL_WATCH_HELP);
    case 's':
      return next_span (self);
    case '\t':
      return choose_limit (self, drawn, TRUE);
    case ' ':
      return scroll_to (self, drawn, drawn->top + page);
    case 'b':
      return scroll_to (self, drawn, drawn->top - page);
    default:
      return PLIMSOLL_WATCH_NOTHING;
    }
}

static PlimsollWatchWish
take_click (PlimsollWatchState *self, const PlimsollKey *key, const PlimsollWatchDrawn *drawn)
{
  for (guint i = 0; i < drawn->spots->len; i++)
    {
      const PlimsollWatchSpot *spot = &g_array_index (drawn->spots, PlimsollWatchSpot, i);

      if (key->y != spot->y || key->x < spot->x || key->x >= spot->x + spot->width)
        continue;
      if (spot->key != 0)
        return take_letter (self, (gunichar) spot->key, drawn);
      self->limit = spot->limit;
      return open_page (self, PLIMSOLL_WATCH_HISTORY);
    }
  return PLIMSOLL_WATCH_NOTHING;
}

PlimsollWatchWish
plimsoll_watch_state_take_key (PlimsollWatchState *self,
                               const PlimsollKey *key,
                               const PlimsollWatchDrawn *drawn)
{
  gint64 page = MAX ((gint64) drawn->room - 1, 1);

  switch (key->kind)
    {
    case PLIMSOLL_KEY_CHARACTER:
      return take_letter (self, key->character, drawn);
    case PLIMSOLL_KEY_ESCAPE:
      return self->page == PLIMSOLL_WATCH_GAUGES ? PLIMSOLL_WATCH_QUIT
                                                 : open_page (self, PLIMSOLL_WATCH_GAUGES);
    case PLIMSOLL_KEY_UP:
      return scroll_to (self, drawn, (gint64) drawn->top - 1);
    case PLIMSOLL_KEY_DOWN:
      return scroll_to (self, drawn, (gint64) drawn->top + 1);
    case PLIMSOLL_KEY_WHEEL_UP:
      return scroll_to (self, drawn, (gint64) drawn->top - WHEEL_LINES);
    case PLIMSOLL_KEY_WHEEL_DOWN:
      return scroll_to (self, drawn, (gint64) drawn->top + WHEEL_LINES);
    case PLIMSOLL_KEY_PAGE_UP:
      return scroll_to (self, drawn, drawn->top - page);
    case PLIMSOLL_KEY_PAGE_DOWN:
      return scroll_to (self, drawn, drawn->top + page);
    case PLIMSOLL_KEY_HOME:
      return scroll_to (self, drawn, 0);
    case PLIMSOLL_KEY_END:
      return scroll_to (self, drawn, drawn->n_lines);
    case PLIMSOLL_KEY_LEFT:
    case PLIMSOLL_KEY_RIGHT:
      return choose_limit (self, drawn, key->kind == PLIMSOLL_KEY_RIGHT);
    case PLIMSOLL_KEY_CLICK:
      return take_click (self, key, drawn);
    default:
      return PLIMSOLL_WATCH_NOTHING;
    }
}
