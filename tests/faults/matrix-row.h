/* matrix-row.h - one cell of the fault matrix: a source, a fault, and what came of it in a day.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim-faults.h"

G_BEGIN_DECLS

/* A source as a person may have it. Another one is another row here. */
typedef enum
{
  MATRIX_OAUTH,
  MATRIX_CLI,
  MATRIX_STATUSLINE,
  MATRIX_CACHE,
  MATRIX_AUTO, /* the usual order, with Claude Code installed and well */
  MATRIX_CODEX_HTTP,
  MATRIX_CODEX_PROGRAM,
  MATRIX_N_SOURCES
} MatrixSource;

typedef struct
{
  const char *title; /* a heading */
  const char *words; /* what it is, in a sentence */
  SimVendor vendor;
  const char *order; /* for sim_new() */
  gboolean has_program;
} MatrixSourceFields;

extern const MatrixSourceFields MATRIX_SOURCES[MATRIX_N_SOURCES];

guint matrix_count_faults (void);
const char *matrix_get_fault_name (guint fault);
/* NUL where the cell makes sense, else the letter of the reason in the legend. */
char matrix_get_reason (MatrixSource source, guint fault);

/* (transfer full): the line of the table, in Markdown: the fault's name and what a day of it is. */
char *matrix_dup_line (MatrixSource source, guint fault, SimFaults *faults);

G_END_DECLS
