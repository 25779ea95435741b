/* plimsoll-keys.h - keys and mouse, from the bytes that a terminal sends for them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_KEY_CHARACTER,
  PLIMSOLL_KEY_ESCAPE,
  PLIMSOLL_KEY_UP,
  PLIMSOLL_KEY_DOWN,
  PLIMSOLL_KEY_LEFT,
  PLIMSOLL_KEY_RIGHT,
  PLIMSOLL_KEY_PAGE_UP,
  PLIMSOLL_KEY_PAGE_DOWN,
  PLIMSOLL_KEY_HOME,
  PLIMSOLL_KEY_END,
  PLIMSOLL_KEY_WHEEL_UP,
  PLIMSOLL_KEY_WHEEL_DOWN,
  PLIMSOLL_KEY_CLICK, /* the left button went down */
} PlimsollKeyKind;

typedef struct
{
  PlimsollKeyKind kind;
  gunichar character; /* of CHARACTER; controls such as Tab and Enter too */
  guint x; /* of mouse events, from 0 */
  guint y;
} PlimsollKey;

/* Longer sequences are none that a keyboard sends. */
#define PLIMSOLL_KEYS_BYTES 64u

/* What came and is not decoded yet; all zero to begin with. */
typedef struct
{
  guint8 bytes[PLIMSOLL_KEYS_BYTES];
  gsize length;
  gboolean is_pasting; /* text from the clipboard: not one of its letters is a command */
} PlimsollKeys;

/* Takes as many bytes as there is room for and says how many that were: take all keys, then come
 * again with the rest. */
gsize plimsoll_keys_push (PlimsollKeys *self, const guint8 *bytes, gsize length);

/* FALSE when there is no whole key. With `is_quiet`, when nothing came for a while, a lone Escape
 * is the key of that name and no longer the begin of something. */
gboolean plimsoll_keys_next (PlimsollKeys *self, gboolean is_quiet, PlimsollKey *key);

/* TRUE while something was begun that only more bytes, or quiet, can decide. */
gboolean plimsoll_keys_is_waiting (const PlimsollKeys *self);

G_END_DECLS
