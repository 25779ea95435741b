/* plimsoll-template.c - text with names in it, filled with what is known.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One language for `show --format`, for bars and for the status line. It is read once from left to
 * right; a branch that is not taken is filled into a bucket, so that a misspelt name is found on
 * the day it is typed and not on the day the branch is taken. Values come from servers and are
 * clean already; they are never read as template again. */
#include "plimsoll-template.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-cells.h"
#include "plimsoll-text.h"

/* Nobody nests deeper by hand; the stack stays small whatever comes in. */
#define DEEPEST 16u

/* What ended a sequence. */
typedef enum
{
  END_OF_TEXT,
  END_OF_PART, /* ] */
  END_ELSE, /* {:} */
  END_IF, /* {/} */
} End;

typedef struct
{
  const char *start; /* of the whole template, for columns */
  const char *p; /* where we are */
  const PlimsollTemplateNames *names;
  GString *out; /* borrowed */
  guint depth;
  gboolean is_anything_unknown; /* since somebody set it to FALSE */
  char *mistake; /* (owned) (nullable) */
} Filler;

static gboolean fill_sequence (Filler *self, End *end);

/* Takes `what` over. Always FALSE. */
static gboolean
fail (Filler *self, const char *at, char *what)
{
  /* Translators: a place in a template, and what is wrong there. */
  self->mistake =
      g_strdup_printf (_ ("Column %ld: %s"), g_utf8_pointer_to_offset (self->start, at) + 1, what);
  g_free (what);
  return FALSE;
}

static void
value_clear (PlimsollTemplateValue *value)
{
  g_free (value->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollTemplateValue, value_clear)

/* Asks for `name`, which stands at `at`. */
static gboolean
look_up (Filler *self, const char *at, const char *name, PlimsollTemplateValue *value)
{
  const char *near = NULL;
  g_autofree char *shown = NULL;

  value->number = (double) NAN;
  value->changes_in = PLIMSOLL_WORDS_NEVER;
  if (self->names->lookup (name, value, self->names->user_data))
    {
      if (self->names->changes_in != NULL)
        *self->names->changes_in = MIN (*self->names->changes_in, value->changes_in);
      self->is_anything_unknown |= value->text == NULL;
      return TRUE;
    }
  shown = plimsoll_text_redact (name);
  near = plimsoll_text_suggest (name, self->names->names);
  if (near != NULL)
    /* Translators: within a template; what was typed, and what was probably meant. */
    return fail (self, at,
                 g_strdup_printf (_ ("there is no {%s}. Did you mean {%s}?"), shown, near));
  /* Translators: within a template; what was typed. */
  return fail (self, at, g_strdup_printf (_ ("there is no {%s}."), shown));
}

/* How a value is set: "8", "<8", ">8", ".8". */
typedef struct
{
  char way; /* '<', '>' or '.'; 0 for as it is */
  guint width;
} Setting;

static gboolean
parse_setting (const char *text, Setting *setting)
{
  guint64 width = 0;

  setting->way = '<';
  if (*text == '<' || *text == '>' || *text == '.')
    setting->way = *text++;
  if (!g_ascii_string_to_unsigned (text, 10, 1, 500, &width, NULL))
    return FALSE;
  setting->width = (guint) width;
  return TRUE;
}

/* (transfer full): `text` cut and filled as wanted. */
static char *
dup_set (Filler *self, const char *text, const Setting *setting)
{
  const PlimsollScreen *screen = self->names->screen;
  GString *set = g_string_new (NULL);

  if (setting->way == '<')
    plimsoll_cells_append_left (set, screen, text, setting->width);
  else if (setting->way == '>')
    plimsoll_cells_append_right (set, screen, text, setting->width);
  else if (setting->way == '.')
    plimsoll_cells_append_cut (set, screen, text, setting->width);
  else
    g_string_append (set, text);
  return g_string_free (set, FALSE);
}

/* Widths are those of what is seen, so the escaping comes last. What the person typed in place of a
 * value is the person's own markup, if any. */
static void
append_value (Filler *self, const char *text, const char *instead, const Setting *setting)
{
  g_autofree char *set = dup_set (self, text != NULL ? text : instead, setting);
  g_autofree char *escaped = NULL;

  if (text != NULL && self->names->escape != NULL)
    escaped = self->names->escape (set);
  g_string_append (self->out, escaped != NULL ? escaped : set);
}

/* The colon before a setting; one before a letter belongs to the name, as in week:fable. */
static char *
find_setting (char *inner)
{
  for (char *p = strchr (inner, ':'); p != NULL; p = strchr (p + 1, ':'))
    if (strchr ("<>.", p[1]) != NULL || g_ascii_isdigit (p[1]))
      return p;
  return NULL;
}

/* {NAME}, {NAME|TEXT}, {NAME:8}: `self->p` stands on its brace. */
static gboolean
fill_value (Filler *self)
{
  const char *at = self->p;
  const char *close = strchr (at, '}');
  g_autofree char *inner = NULL;
  g_auto (PlimsollTemplateValue) value = { NULL };
  Setting setting = { 0 };
  char *instead = NULL;
  char *colon = NULL;

  if (close == NULL)
    return fail (self, at, g_strdup (_ ("this brace is never closed.")));
  inner = g_strndup (at + 1, (gsize) (close - at) - 1);
  instead = strchr (inner, '|');
  if (instead != NULL)
    *instead++ = '\0';
  colon = find_setting (inner);
  if (colon != NULL)
    {
      *colon++ = '\0';
      if (!parse_setting (colon, &setting))
        return fail (self, at + 1 + (colon - inner),
                     g_strdup (_ ("a width looks like 8, >8 or .8, up to 500.")));
    }
  if (instead != NULL)
    {
      gboolean before = self->is_anything_unknown;

      if (!look_up (self, at, inner, &value))
        return FALSE;
      /* Somebody thought of it: the part is not lost. */
      self->is_anything_unknown = before;
    }
  else if (!look_up (self, at, inner, &value))
    return FALSE;
  append_value (self, value.text, instead != NULL ? instead : "", &setting);
  self->p = close + 1;
  return TRUE;
}

/* {?NAME} or {?NAME>80}. `inner` is changed. */
static gboolean
judge (Filler *self, const char *at, char *inner, gboolean *is_true)
{
  char *sign = strpbrk (inner, "<>=!");
  g_auto (PlimsollTemplateValue) value = { NULL };
  gboolean before = self->is_anything_unknown;
  char first = sign != NULL ? *sign : 0;
  gboolean with_equal = FALSE;
  double number = 0;
  char *end = NULL;

  if (sign != NULL)
    {
      with_equal = sign[1] == '=';
      number = g_ascii_strtod (sign + 1 + (with_equal ? 1 : 0), &end);
      if (end == sign + 1 + (with_equal ? 1 : 0) || *end != '\0' || (first == '!' && !with_equal))
        return fail (self, at + 2 + (sign - inner),
                     g_strdup (_ ("a comparison looks like >80, <=5.5, =0 or !=0.")));
      *sign = '\0';
    }
  if (!look_up (self, at, inner, &value))
    return FALSE;
  /* A question is no use of the value. */
  self->is_anything_unknown = before;
  if (first == '>')
    *is_true = with_equal ? value.number >= number : value.number > number;
  else if (first == '<')
    *is_true = with_equal ? value.number <= number : value.number < number;
  else if (first == '=')
    *is_true = fabs (value.number - number) < 1e-9;
  else if (first == '!')
    *is_true = !isnan (value.number) && !(fabs (value.number - number) < 1e-9);
  else
    *is_true = value.text != NULL;
  return TRUE;
}

/* Fills a branch, into a bucket when it is not taken; what is not known there is nobody's loss. */
static gboolean
fill_branch (Filler *self, gboolean is_taken, End *end)
{
  g_autoptr (GString) bucket = is_taken ? NULL : g_string_new (NULL);
  GString *out = self->out;
  gboolean before = self->is_anything_unknown;
  gboolean is_filled = FALSE;

  if (!is_taken)
    self->out = bucket;
  is_filled = fill_sequence (self, end);
  self->out = out;
  if (!is_taken)
    self->is_anything_unknown = before;
  return is_filled;
}

/* {?NAME}A{:}B{/} */
static gboolean
fill_condition (Filler *self)
{
  const char *at = self->p;
  const char *close = strchr (at, '}');
  g_autofree char *inner = NULL;
  gboolean is_true = FALSE;
  End end = END_OF_TEXT;

  if (close == NULL)
    return fail (self, at, g_strdup (_ ("this brace is never closed.")));
  inner = g_strndup (at + 2, (gsize) (close - at) - 2);
  if (!judge (self, at, inner, &is_true))
    return FALSE;
  self->p = close + 1;
  if (!fill_branch (self, is_true, &end))
    return FALSE;
  if (end == END_ELSE && !fill_branch (self, !is_true, &end))
    return FALSE;
  return end == END_IF ? TRUE
                       : fail (self, at, g_strdup (_ ("this condition has no {/} at its end.")));
}

/* [PART] */
static gboolean
fill_part (Filler *self)
{
  const char *at = self->p;
  gsize length = self->out->len;
  gboolean before = self->is_anything_unknown;
  End end = END_OF_TEXT;

  self->p++;
  self->is_anything_unknown = FALSE;
  if (!fill_sequence (self, &end))
    return FALSE;
  if (end != END_OF_PART)
    return fail (self, at, g_strdup (_ ("this bracket is never closed; \\[ is a bracket.")));
  if (self->is_anything_unknown)
    g_string_truncate (self->out, length);
  self->is_anything_unknown = before;
  return TRUE;
}

/* TRUE when `self->p` stood on a backslash and what it lends another meaning; it is then behind it.
 */
static gboolean
fill_escape (Filler *self)
{
  static const char typed[] = "{}[]\\nt";
  static const char meant[] = "{}[]\\\n\t";
  const char *found = NULL;

  if (self->p[0] != '\\' || self->p[1] == '\0')
    return FALSE;
  found = strchr (typed, self->p[1]);
  if (found == NULL)
    return FALSE;
  g_string_append_c (self->out, meant[found - typed]);
  self->p += 2;
  return TRUE;
}

/* TRUE when a sequence ends at `self->p`; it is then behind that. */
static gboolean
find_end (Filler *self, End *end)
{
  static const struct
  {
    const char *typed;
    End end;
  } ends[] = { { "]", END_OF_PART }, { "{:}", END_ELSE }, { "{/}", END_IF } };

  *end = END_OF_TEXT;
  if (*self->p == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_prefix (self->p, ends[i].typed))
      {
        *end = ends[i].end;
        self->p += strlen (ends[i].typed);
        return TRUE;
      }
  return FALSE;
}

static gboolean
fill_one (Filler *self)
{
  const char *next = NULL;

  if (fill_escape (self))
    return TRUE;
  if (*self->p == '[')
    return fill_part (self);
  if (self->p[0] == '{' && self->p[1] == '?')
    return fill_condition (self);
  if (*self->p == '{')
    return fill_value (self);
  next = g_utf8_next_char (self->p);
  g_string_append_len (self->out, self->p, next - self->p);
  self->p = next;
  return TRUE;
}

static gboolean
fill_sequence (Filler *self, End *end)
{
  if (++self->depth > DEEPEST)
    return fail (self, self->p, g_strdup (_ ("too much inside of each other.")));
  for (;;)
    {
      if (find_end (self, end))
        break;
      if (!fill_one (self))
        return FALSE;
    }
  self->depth--;
  return TRUE;
}

gboolean
plimsoll_template_append (GString *out,
                          const char *template,
                          const PlimsollTemplateNames *names,
                          char **mistake)
{
  Filler filler = { .start = template, .p = template, .names = names, .out = out };
  gsize length = out->len;
  End end = END_OF_TEXT;

  if (!g_utf8_validate (template, -1, NULL))
    {
      *mistake = g_strdup (_ ("The template is not in UTF-8."));
      return FALSE;
    }
  if (fill_sequence (&filler, &end) && end != END_OF_TEXT)
    fail (&filler, filler.p - 1, g_strdup (_ ("this ends something that never began.")));
  if (filler.mistake == NULL)
    return TRUE;
  g_string_truncate (out, length);
  *mistake = filler.mistake;
  return FALSE;
}
