/* fuzz-claude-organizations.c - any bytes as claude.ai's list of organizations.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever comes, what is left may stand in an address and on a screen, and the choice is one of
 * the list. */

#include "plimsoll-claude-organizations.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) list = plimsoll_claude_organizations_parse ((const char *) data, size);
  const PlimsollClaudeOrganization *chosen = NULL;

  if (list == NULL)
    return 0;

  for (guint i = 0; i < list->len; i++)
    {
      const PlimsollClaudeOrganization *one = g_ptr_array_index (list, i);

      g_assert_true (g_uuid_string_is_valid (one->uuid));
      g_assert_true (g_utf8_validate (one->name, -1, NULL));
      g_assert_true (plimsoll_claude_organizations_choose (list, one->uuid, NULL) != NULL);
      for (const char *p = one->name; *p != '\0'; p++)
        g_assert_true ((guchar) *p >= ' ');
    }
  chosen = plimsoll_claude_organizations_choose (list, NULL, NULL);
  g_assert_true ((chosen != NULL) == (list->len > 0));
  g_assert_true (chosen == NULL || g_ptr_array_find (list, chosen, NULL));
  return 0;
}
