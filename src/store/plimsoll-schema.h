/* plimsoll-schema.h - the tables of the store, and how an older database becomes a present one.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-database.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_SCHEMA_READY, /* the database has the present shape now */
  PLIMSOLL_SCHEMA_NEWER, /* a later Plimsoll made it; left untouched */
  PLIMSOLL_SCHEMA_FOREIGN, /* some other program's, or none; left untouched */
  PLIMSOLL_SCHEMA_FAILED, /* see the error */
} PlimsollSchemaState;

/* Brings the database to the present shape. */
PlimsollSchemaState plimsoll_schema_prepare (PlimsollDatabase *database, GError **error);

/* The same with other steps: `steps[n]` leads from version n to version n + 1. */
PlimsollSchemaState plimsoll_schema_prepare_with (PlimsollDatabase *database,
                                                  const char *const *steps,
                                                  guint n_steps,
                                                  GError **error);

/* NULL-terminated names of all tables, each after those that it refers to. */
const char *const *plimsoll_schema_list_tables (void);

G_END_DECLS
