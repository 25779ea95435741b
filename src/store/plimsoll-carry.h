/* plimsoll-carry.h - carries rows from one database to another of the same shape.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-database.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_CARRY_KEEPSAKES, /* everything small: all but the samples */
  PLIMSOLL_CARRY_ALL,
} PlimsollCarryWhat;

/* Rows of `from` replace those of `to` that have the same key; keepsakes replace what is there
 * altogether. FALSE when either fails: then nothing was carried. */
gboolean plimsoll_carry (PlimsollDatabase *from,
                         PlimsollDatabase *to,
                         PlimsollCarryWhat what,
                         GError **error);

G_END_DECLS
