/* plimsoll-watch-view.c - one picture of the live view.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of tabs above, a line of keys below, and between them a page. Nothing here asks for
 * anything: reports, size, state and time make the picture, and make the same one again. */
#include "plimsoll-watch-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-cells.h"
#include "plimsoll-watch-gauges.h"
#include "plimsoll-watch-history.h"
#include "plimsoll-words.h"

/* From here up there is a blank line below the tabs and one above the keys. */
#define ROOMY_HEIGHT 14u
/* From here up the name of the program stands before the tabs, and these have air around them. */
#define ROOMY_WIDTH 60u

typedef struct
{
  char key;
  const char *words;
} Item;

static const Item HELP[] = {
  { 'r', N_ ("Ask for new numbers, at most once a minute") },
  { '5', N_ ("Only sessions") },
  { '7', N_ ("Only weeks") },
  { 'a', N_ ("All limits") },
  { 'h', N_ ("How one limit was used; the arrows choose which, s how far back") },
  { 'j', N_ ("The numbers as JSON, as 'plimsoll show --json' writes them") },
  { '?', N_ ("This help") },
  { 'q', N_ ("Quit; so do Ctrl+C and, on the first page, Esc") },
};

/* What helps most comes first: a narrow screen has room for little. */
static const Item KEYS[] = {
  { 'q', N_ ("quit") },    { '?', N_ ("help") }, { 'r', N_ ("refresh") },
  { 'h', N_ ("history") }, { 'j', N_ ("JSON") },
};

static void
add_spot (PlimsollWatchDrawn *drawn, guint x, guint y, guint width, char key)
{
  PlimsollWatchSpot spot = { .x = x, .y = y, .width = width, .key = key };

  g_array_append_val (drawn->spots, spot);
}

/* Gives the cell behind it. */
static guint
put (const PlimsollWatchScene *scene,
     PlimsollSheet *sheet,
     guint x,
     guint y,
     const char *text,
     PlimsollInk ink)
{
  g_autofree char *fit = plimsoll_screen_dup_fit (scene->screen, text);

  return x + plimsoll_sheet_put (sheet, x, y, plimsoll_sheet_get_width (sheet), fit, ink);
}

static guint
put_tab (const PlimsollWatchScene *scene,
         PlimsollSheet *sheet,
         PlimsollWatchDrawn *drawn,
         guint x,
         const Item *tab,
         gboolean is_open)
{
  gboolean is_roomy = plimsoll_sheet_get_width (sheet) >= ROOMY_WIDTH;
  g_autofree char *words =
      is_roomy ? g_strdup_printf (" %s ", _ (tab->words)) : g_strdup (_ (tab->words));
  guint end = put (scene, sheet, x, 0, words, is_open ? PLIMSOLL_INK_CHOSEN : PLIMSOLL_INK_QUIET);

  add_spot (drawn, x, 0, end - x, tab->key);
  return end + 1;
}

static void
draw_tabs (const PlimsollWatchScene *scene, PlimsollSheet *sheet, PlimsollWatchDrawn *drawn)
{
  /* Translators: the tabs at the top of the live view; together they must stay short. */
  static const Item windows[] = { { 'a', N_ ("All") }, { '5', N_ ("5h") }, { '7', N_ ("7d") } };
  static const Item pages[] = { { 'h', N_ ("History") },
                                { 'j', N_ ("JSON") },
                                { '?', N_ ("Help") } };
  const PlimsollWatchState *state = scene->state;
  guint x = 0;

  if (plimsoll_sheet_get_width (sheet) >= ROOMY_WIDTH)
    x = put (scene, sheet, x, 0, "Plimsoll", PLIMSOLL_INK_BOLD) + 2;
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    x = put_tab (scene, sheet, drawn, x, &windows[i],
                 state->page != PLIMSOLL_WATCH_HELP && (guint) state->window == i);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    x = put_tab (scene, sheet, drawn, x, &pages[i],
                 (guint) state->page == PLIMSOLL_WATCH_HISTORY + i);
}

/* (transfer full) (nullable): what is going on, or which lines are in sight. */
static char *
dup_notice (const PlimsollWatchScene *scene, const PlimsollWatchDrawn *drawn)
{
  if (scene->is_asking)
    return g_strdup (_ ("asking…"));
  if (drawn->n_lines > drawn->room)
    /* Translators: which lines of how many are in sight, "1–6 of 14". */
    return g_strdup_printf (_ ("%u–%u of %u"), drawn->top + 1,
                            MIN (drawn->top + drawn->room, drawn->n_lines), drawn->n_lines);
  return NULL;
}

static void
draw_keys (const PlimsollWatchScene *scene, PlimsollSheet *sheet, PlimsollWatchDrawn *drawn)
{
  guint y = plimsoll_sheet_get_height (sheet) - 1;
  guint width = plimsoll_sheet_get_width (sheet);
  g_autofree char *notice = dup_notice (scene, drawn);
  g_autofree char *notice_fit =
      notice != NULL ? plimsoll_screen_dup_fit (scene->screen, notice) : g_strdup ("");
  guint notice_width = MIN (plimsoll_cells_count (notice_fit), width);
  guint room = width - notice_width;
  guint x = 0;

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      const char key[] = { KEYS[i].key, ' ', '\0' };
      g_autofree char *words = plimsoll_screen_dup_fit (scene->screen, _ (KEYS[i].words));
      guint start = x;

      if (x + 2 + plimsoll_cells_count (words) + 1 > room)
        break;
      x = put (scene, sheet, x, y, key, PLIMSOLL_INK_BOLD);
      x = put (scene, sheet, x, y, words, PLIMSOLL_INK_QUIET);
      add_spot (drawn, start, y, x - start, KEYS[i].key);
      x += 2;
    }
  put (scene, sheet, width - notice_width, y, notice_fit, PLIMSOLL_INK_QUIET);
}

static void
write_help (PlimsollWatchPaper *paper)
{
  const char *arrows = _ ("Arrows, Page Up and Down, Home, End and the wheel scroll. A click on a "
                          "limit opens its history. Shift lets the terminal itself select text.");

  for (guint i = 0; i < G_N_ELEMENTS (HELP); i++)
    {
      const char key[] = { HELP[i].key, '\0' };
      g_autofree char *line = g_strdup_printf ("%s  %s", key, _ (HELP[i].words));

      plimsoll_watch_paper_put_wrapped (paper, line, PLIMSOLL_INK_PLAIN);
    }
  plimsoll_watch_paper_end_line (paper);
  plimsoll_watch_paper_put_wrapped (paper, arrows, PLIMSOLL_INK_PLAIN);
}

/* Where the text has filled a line; its end at the latest. */
static const char *
find_break (const char *text, guint width)
{
  guint cells = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      cells += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
      if (cells > width)
        break;
    }
  return text;
}

/* Broken where the line ends: nothing of it is lost. */
static void
write_json (PlimsollWatchPaper *paper)
{
  const char *json = paper->scene->json != NULL ? paper->scene->json : "";
  g_autofree char *fit = plimsoll_screen_dup_fit (paper->scene->screen, json);
  g_auto (GStrv) lines = g_strsplit (fit, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    for (const char *rest = lines[i]; *rest != '\0';)
      {
        const char *end = find_break (rest, paper->width);
        g_autofree char *piece = g_strndup (rest, (gsize) (end - rest));

        plimsoll_watch_paper_put (paper, 0, paper->width, piece, PLIMSOLL_INK_PLAIN);
        plimsoll_watch_paper_end_line (paper);
        rest = end;
      }
}

static void
write_page (PlimsollWatchPaper *paper)
{
  switch (paper->scene->state->page)
    {
    case PLIMSOLL_WATCH_HISTORY:
      plimsoll_watch_history_write (paper);
      break;
    case PLIMSOLL_WATCH_JSON:
      write_json (paper);
      break;
    case PLIMSOLL_WATCH_HELP:
      write_help (paper);
      break;
    case PLIMSOLL_WATCH_GAUGES:
    default:
      plimsoll_watch_gauges_write (paper);
      break;
    }
}

/* Measures first, so that the page is never scrolled beyond its end, whatever it was before. */
static void
draw_page (const PlimsollWatchScene *scene, PlimsollSheet *sheet, PlimsollWatchDrawn *drawn)
{
  guint height = plimsoll_sheet_get_height (sheet);
  guint margin = height >= ROOMY_HEIGHT ? 2 : 1;
  PlimsollWatchPaper paper = { .scene = scene,
                               .drawn = drawn,
                               .width = plimsoll_sheet_get_width (sheet),
                               .y = margin,
                               .room = height - 2 * margin };

  write_page (&paper);
  drawn->n_lines = paper.line;
  drawn->room = paper.room;
  drawn->top = paper.line > paper.room ? MIN (scene->state->top, paper.line - paper.room) : 0;
  paper.sheet = sheet;
  paper.top = drawn->top;
  paper.line = 0;
  write_page (&paper);
}

static void
draw_too_small (const PlimsollWatchScene *scene, PlimsollSheet *sheet)
{
  g_autofree char *size = g_strdup_printf ("%u×%u", plimsoll_sheet_get_width (sheet),
                                           plimsoll_sheet_get_height (sheet));

  put (scene, sheet, 0, 0, _ ("Too small"), PLIMSOLL_INK_PLAIN);
  if (scene->screen->is_utf8 && plimsoll_sheet_get_height (sheet) > 1)
    put (scene, sheet, 0, 1, size, PLIMSOLL_INK_QUIET);
}

PlimsollSheet *
plimsoll_watch_view_draw (const PlimsollWatchScene *scene,
                          guint width,
                          guint height,
                          PlimsollWatchDrawn *drawn)
{
  PlimsollSheet *sheet = plimsoll_sheet_new (MAX (width, 1), MAX (height, 1));

  plimsoll_watch_drawn_clear (drawn);
  drawn->spots = g_array_new (FALSE, FALSE, sizeof (PlimsollWatchSpot));
  drawn->changes_in = PLIMSOLL_WORDS_NEVER;
  if (width < PLIMSOLL_WATCH_LEAST_WIDTH || height < PLIMSOLL_WATCH_LEAST_HEIGHT)
    {
      draw_too_small (scene, sheet);
      return sheet;
    }
  draw_tabs (scene, sheet, drawn);
  draw_page (scene, sheet, drawn);
  draw_keys (scene, sheet, drawn);
  return sheet;
}

void
plimsoll_watch_drawn_clear (PlimsollWatchDrawn *drawn)
{
  g_clear_pointer (&drawn->spots, g_array_unref);
  *drawn = (PlimsollWatchDrawn){ 0 };
}
