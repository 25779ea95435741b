/* plimsoll-enum.c - enumerations as words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every enumeration that leaves the process leaves as its nick, so that numbers may be rearranged
 * without breaking a database or a script. */

#include "plimsoll-enum.h"

const char *
plimsoll_enum_to_word (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

gboolean
plimsoll_enum_from_word (GType type, const char *word, int *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = word != NULL ? g_enum_get_value_by_nick (klass, word) : NULL;

  if (found == NULL)
    return FALSE;

  *value = found->value;
  return TRUE;
}
