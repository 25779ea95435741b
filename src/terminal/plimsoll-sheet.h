/* plimsoll-sheet.h - a screenful of characters before anybody writes it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a character is there for. How that looks is the painter's business. */
typedef enum
{
  PLIMSOLL_INK_PLAIN,
  PLIMSOLL_INK_BOLD, /* names, the number that counts */
  PLIMSOLL_INK_QUIET, /* what one may overlook: age, keys, what is left of a bar */
  PLIMSOLL_INK_CALM, /* what is used, while all is well */
  PLIMSOLL_INK_WARNING,
  PLIMSOLL_INK_CRITICAL,
  PLIMSOLL_INK_STALE, /* what was used, as far as anybody knows */
  PLIMSOLL_INK_CHOSEN, /* the tab that is open */
  PLIMSOLL_N_INKS,
} PlimsollInk;

/* Room for a character and what combines with it; more accents are left out. */
#define PLIMSOLL_CELL_BYTES 22

typedef struct
{
  char text[PLIMSOLL_CELL_BYTES]; /* "" is the right half of a wide character; never a control */
  guint8 width; /* 1, 2, or 0 for a right half */
  guint8 ink;
} PlimsollCell;

/* Cells in rows, top left is 0, 0. Outside of it nothing can be written. */
typedef struct _PlimsollSheet PlimsollSheet;

/* (transfer full): blank. */
PlimsollSheet *plimsoll_sheet_new (guint width, guint height);
void plimsoll_sheet_free (PlimsollSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollSheet, plimsoll_sheet_free)

guint plimsoll_sheet_get_width (const PlimsollSheet *self);
guint plimsoll_sheet_get_height (const PlimsollSheet *self);
const PlimsollCell *plimsoll_sheet_peek (const PlimsollSheet *self, guint x, guint y);

/* Writes `text` in at most `room` cells; what does not fit is cut off. Gives the cells that were
 * used. Any bytes are fine: what is no text, what steers a terminal and what turns the direction of
 * writing is left out. */
guint plimsoll_sheet_put (
    PlimsollSheet *self, guint x, guint y, guint room, const char *text, PlimsollInk ink);

/* Copies `n_rows` rows of `from`, beginning with `first`, to the row `y` of a sheet as wide. */
void plimsoll_sheet_copy_rows (
    PlimsollSheet *self, guint y, const PlimsollSheet *from, guint first, guint n_rows);

/* (transfer full): the characters of a row without the blanks at its end. */
char *plimsoll_sheet_dup_row (const PlimsollSheet *self, guint y);

G_END_DECLS
