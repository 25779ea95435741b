/* plimsoll-finding.c - one line of what a doctor found.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Providers find, the terminal and the window's "Details" write it down. */

#include "plimsoll-finding.h"

struct _PlimsollFinding
{
  gatomicrefcount ref_count;
  PlimsollFindingLevel level;
  char *id; /* (owned) */
  char *title; /* (owned) */
  char *text; /* (owned) */
  char *advice; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (PlimsollFinding,
                     plimsoll_finding,
                     plimsoll_finding_ref,
                     plimsoll_finding_unref)

PlimsollFinding *
plimsoll_finding_new (const char *id,
                      PlimsollFindingLevel level,
                      const char *title,
                      const char *text,
                      const char *advice)
{
  PlimsollFinding *self = g_new0 (PlimsollFinding, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->level = level;
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->text = g_strdup (text);
  self->advice = g_strdup (advice);
  return self;
}

PlimsollFinding *
plimsoll_finding_ref (PlimsollFinding *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_finding_unref (PlimsollFinding *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  g_free (self->advice);
  g_free (self);
}

const char *
plimsoll_finding_get_id (PlimsollFinding *self)
{
  return self->id;
}

PlimsollFindingLevel
plimsoll_finding_get_level (PlimsollFinding *self)
{
  return self->level;
}

const char *
plimsoll_finding_get_title (PlimsollFinding *self)
{
  return self->title;
}

const char *
plimsoll_finding_get_text (PlimsollFinding *self)
{
  return self->text;
}

const char *
plimsoll_finding_get_advice (PlimsollFinding *self)
{
  return self->advice;
}

const char *
plimsoll_finding_level_to_word (PlimsollFindingLevel level)
{
  static const char *const words[] = { "good", "note", "warning", "bad" };

  return (guint) level < G_N_ELEMENTS (words) ? words[level] : "note";
}
