/* harness-log.c - everything that was logged.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writer takes what g_log() and g_log_structured() produce, all fields of it, and passes
 * warnings on. */

#include "harness-log.h"

#include <string.h>

static GString *caught = NULL;

static GLogWriterOutput
catch_fields (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0)
        g_string_append (caught, fields[i].value);
      else
        g_string_append_len (caught, fields[i].value, fields[i].length);
      g_string_append_c (caught, '\n');
    }

  if ((level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
harness_log_install (void)
{
  caught = g_string_new (NULL);
  g_log_set_debug_enabled (TRUE);
  g_log_set_writer_func (catch_fields, NULL, NULL);
}

void
harness_log_assert_lacks (const char *text)
{
  g_assert_null (strstr (caught->str, text));
}
