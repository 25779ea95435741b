/* plimsoll-source-book.h - the budgets of single sources, kept over all programs of the person.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-source-gate.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_SOURCE_BOOK (plimsoll_source_book_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollSourceBook, plimsoll_source_book, PLIMSOLL, SOURCE_BOOK, GObject)

/* `folder`: below it one folder for each source and in that one small file for each account. A
 * PlimsollSourceGate. */
PlimsollSourceBook *plimsoll_source_book_new (const char *folder);

G_END_DECLS
