/* plimsoll-screen.c - what the place we write to can show.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place that asks the terminal and its variables. Writers get the answer handed in and are
 * pure. Whatever cannot be told has a quiet answer: 80 columns, no colour. */

#include "plimsoll-screen.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80u
/* Narrower has no room for a title and a number; wider is a mistake in COLUMNS. */
#define LEAST_WIDTH 20u
#define MOST_WIDTH 1000u

/* The few signs that Plimsoll itself writes beyond ASCII. The C library would make "?" of some. */
static const struct
{
  const char *sign;
  const char *ascii;
} LIKENESSES[] = { { "·", "-" }, { "—", "-" }, { "–", "-" }, { "…", "..." },   { "→", "->" },
                   { "“", "'" }, { "”", "'" }, { "’", "'" }, { "\u00a0", " " } };

static guint
read_number (const char *text)
{
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, MOST_WIDTH, &number, NULL))
    return 0;

  return (guint) number;
}

static guint
find_width (int fd, gboolean is_terminal, const char *const *environment)
{
  struct winsize size = { 0 };
  guint width = 0;

  if (is_terminal && ioctl (fd, TIOCGWINSZ, &size) == 0)
    width = size.ws_col;
  if (width == 0)
    width = read_number (g_environ_getenv ((char **) environment, "COLUMNS"));
  if (width == 0)
    width = USUAL_WIDTH;

  return CLAMP (width, LEAST_WIDTH, MOST_WIDTH);
}

/* no-color.org: present and not empty, whatever it says. */
static gboolean
wants_color (const char *const *environment)
{
  const char *no_color = g_environ_getenv ((char **) environment, "NO_COLOR");
  const char *term = g_environ_getenv ((char **) environment, "TERM");

  if (no_color != NULL && *no_color != '\0')
    return FALSE;

  return term != NULL && *term != '\0' && !g_str_equal (term, "dumb");
}

PlimsollScreen
plimsoll_screen_look (int fd, const char *const *environment)
{
  gboolean is_terminal = isatty (fd) == 1;

  return (PlimsollScreen){
    .width = find_width (fd, is_terminal, environment),
    .is_terminal = is_terminal,
    .is_utf8 = g_get_charset (NULL),
    .has_color = is_terminal && wants_color (environment),
  };
}

char *
plimsoll_screen_dup_fit (const PlimsollScreen *self, const char *text)
{
  g_autoptr (GString) fit = NULL;

  if (self->is_utf8)
    return g_strdup (text);

  fit = g_string_new (text);
  for (gsize i = 0; i < G_N_ELEMENTS (LIKENESSES); i++)
    g_string_replace (fit, LIKENESSES[i].sign, LIKENESSES[i].ascii, 0);

  return g_str_to_ascii (fit->str, NULL);
}
