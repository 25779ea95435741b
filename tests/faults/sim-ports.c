/* sim-ports.c - the simulated outside of the programs: server, installed program, probe and timer.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The linker puts these in place of the calls that lead outside (--wrap), so that everything
 * between the keeper's decision and the request is the product's own, unchanged. Without ports the
 * real calls are made: that is how the faults are recorded. Nothing is flushed to the disk, for a
 * day of ledgers would take an hour, and chance comes from a die that the test throws. */

#include "sim-ports.h"

#include <unistd.h>

static SimPorts *ports;

void
sim_ports_set (SimPorts *own)
{
  ports = own;
}

/* The names that --wrap gives; nobody else calls them. */
void __real_plimsoll_http_get_async (PlimsollHttp *self,
                                     const char *uri,
                                     const PlimsollHttpHeader *headers,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void __wrap_plimsoll_http_get_async (PlimsollHttp *self,
                                     const char *uri,
                                     const PlimsollHttpHeader *headers,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void __real_plimsoll_agent_talk_async (const PlimsollAgentErrand *errand,
                                       const char *opening,
                                       PlimsollAgentHearFunc hear,
                                       gpointer hear_data,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void __wrap_plimsoll_agent_talk_async (const PlimsollAgentErrand *errand,
                                       const char *opening,
                                       PlimsollAgentHearFunc hear,
                                       gpointer hear_data,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void __real_plimsoll_agent_say (PlimsollAgent *agent, const char *line);
void __wrap_plimsoll_agent_say (PlimsollAgent *agent, const char *line);
char *__wrap_plimsoll_agent_place_find (const char *name,
                                        const char *const *environment,
                                        const char *home);
void __wrap_plimsoll_prober_probe_async (PlimsollProber *self,
                                         PlimsollAccount *account,
                                         PlimsollProbeFlags flags,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
PlimsollWallTimer *__real_plimsoll_wall_timer_new (GError **error);
PlimsollWallTimer *__wrap_plimsoll_wall_timer_new (GError **error);
double __wrap_g_random_double_range (double begin, double end);
int __wrap_fsync (int fd);

void
__wrap_plimsoll_http_get_async (PlimsollHttp *self,
                                const char *uri,
                                const PlimsollHttpHeader *headers,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PlimsollHttpReply *reply = NULL;
  GError *error = NULL;

  if (ports == NULL)
    {
      __real_plimsoll_http_get_async (self, uri, headers, cancellable, callback, user_data);
      return;
    }

  task = g_task_new (self, cancellable, callback, user_data);
  reply = ports->answer (uri, headers, ports->data, &error);
  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) plimsoll_http_reply_free);
  else
    g_task_return_error (task, error);
}

static gboolean
hear_all (GPtrArray *lines, PlimsollAgentHearFunc hear, gpointer hear_data)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      g_autoptr (JsonNode) node = plimsoll_json_parse_object (line, strlen (line), NULL);

      g_assert_nonnull (node);
      if (!hear (NULL, json_node_get_object (node), hear_data))
        return TRUE;
    }

  return FALSE;
}

void
__wrap_plimsoll_agent_talk_async (const PlimsollAgentErrand *errand,
                                  const char *opening,
                                  PlimsollAgentHearFunc hear,
                                  gpointer hear_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  if (ports == NULL)
    {
      __real_plimsoll_agent_talk_async (errand, opening, hear, hear_data, cancellable, callback,
                                        user_data);
      return;
    }

  task = g_task_new (NULL, cancellable, callback, user_data);
  if (!ports->talk (lines, ports->data, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_assert_true (hear_all (lines, hear, hear_data));
  g_task_return_boolean (task, TRUE);
}

void
__wrap_plimsoll_agent_say (PlimsollAgent *agent, const char *line)
{
  if (ports == NULL)
    __real_plimsoll_agent_say (agent, line);
}

char *
__wrap_plimsoll_agent_place_find (const char *name,
                                  const char *const *environment,
                                  const char *home)
{
  return ports->find (name, ports->data);
}

void
__wrap_plimsoll_prober_probe_async (PlimsollProber *self,
                                    PlimsollAccount *account,
                                    PlimsollProbeFlags flags,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ports->probe (flags, g_task_new (self, cancellable, callback, user_data), ports->data);
}

PlimsollWallTimer *
__wrap_plimsoll_wall_timer_new (GError **error)
{
  ports->timer = __real_plimsoll_wall_timer_new (error);
  return ports->timer;
}

double
__wrap_g_random_double_range (double begin, double end)
{
  return g_rand_double_range (ports->dice, begin, end);
}

int
__wrap_fsync (int fd)
{
  return 0;
}
