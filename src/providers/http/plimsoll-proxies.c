/* plimsoll-proxies.c - which proxy a request goes through, and which one it went through.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GIO asks the desktop's settings first and then ignores https_proxy, which surprises whoever
 * exports it in a shell: here the environment wins when it names a proxy. Every answer is
 * remembered, for an error of the proxy looks like an error of the server and only this tells them
 * apart. */

#include "plimsoll-proxies.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PlimsollProxies
{
  GObject parent_instance;

  GProxyResolver *resolver; /* (owned) (nullable): whom to ask; NULL until the first question */
  char *last; /* (owned) (nullable): a URI, may hold a password */
};

static void plimsoll_proxies_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimsollProxies,
                               plimsoll_proxies,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      plimsoll_proxies_iface_init))

static void
remember (PlimsollProxies *self, char **found)
{
  gboolean is_direct = found == NULL || found[0] == NULL || g_str_has_prefix (found[0], "direct:");

  g_free (self->last);
  self->last = is_direct ? NULL : g_strdup (found[0]);
}

/* The desktop's own looks into its settings as soon as it is made, which costs a thread. */
static GProxyResolver *
get_resolver (PlimsollProxies *self)
{
  if (self->resolver == NULL)
    self->resolver = g_object_ref (g_proxy_resolver_get_default ());

  return self->resolver;
}

static gboolean
plimsoll_proxies_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
plimsoll_proxies_lookup (GProxyResolver *resolver,
                         const char *uri,
                         GCancellable *cancellable,
                         GError **error)
{
  PlimsollProxies *self = PLIMSOLL_PROXIES (resolver);
  char **found = g_proxy_resolver_lookup (get_resolver (self), uri, cancellable, error);

  remember (self, found);
  return found;
}

static void
on_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char **found = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  remember (g_task_get_source_object (task), found);
  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_strfreev);
}

static void
plimsoll_proxies_lookup_async (GProxyResolver *resolver,
                               const char *uri,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  PlimsollProxies *self = PLIMSOLL_PROXIES (resolver);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, plimsoll_proxies_lookup_async);
  g_proxy_resolver_lookup_async (get_resolver (self), uri, cancellable, on_looked_up_cb, task);
}

static char **
plimsoll_proxies_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
plimsoll_proxies_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = plimsoll_proxies_is_supported;
  iface->lookup = plimsoll_proxies_lookup;
  iface->lookup_async = plimsoll_proxies_lookup_async;
  iface->lookup_finish = plimsoll_proxies_lookup_finish;
}

static void
plimsoll_proxies_finalize (GObject *object)
{
  PlimsollProxies *self = PLIMSOLL_PROXIES (object);

  g_clear_object (&self->resolver);
  g_free (self->last);
  G_OBJECT_CLASS (plimsoll_proxies_parent_class)->finalize (object);
}

static void
plimsoll_proxies_class_init (PlimsollProxiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_proxies_finalize;
}

static void
plimsoll_proxies_init (PlimsollProxies *self)
{
}

PlimsollProxies *
plimsoll_proxies_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_PROXIES, NULL);
}

/* (transfer full) (nullable): lower case first, as curl does. */
static char *
dup_variable (const char *const *environment, const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);
  const char *value = g_environ_getenv ((char **) environment, name);

  if (value == NULL)
    value = g_environ_getenv ((char **) environment, upper);

  return value != NULL && *value != '\0' ? g_strstrip (g_strdup (value)) : NULL;
}

/* (transfer full) (nullable): with a scheme, as GIO wants it. */
static char *
dup_proxy (const char *const *environment, const char *name)
{
  g_autofree char *value = dup_variable (environment, name);

  if (value == NULL)
    value = dup_variable (environment, "all_proxy");
  if (value == NULL)
    return NULL;
  if (strstr (value, "://") == NULL)
    return g_strconcat ("http://", value, NULL);
  /* curl's word for "the proxy looks names up"; GIO's socks5 does so anyway. */
  if (g_str_has_prefix (value, "socks5h://"))
    return g_strconcat ("socks5://", value + strlen ("socks5h://"), NULL);

  return g_steal_pointer (&value);
}

/* (transfer full): the hosts of no_proxy, without the empty ones between its commas and blanks. */
static GStrv
list_exceptions (const char *const *environment)
{
  g_autofree char *text = dup_variable (environment, "no_proxy");
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", ", ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

void
plimsoll_proxies_set_environment (PlimsollProxies *self, const char *const *environment)
{
  g_autofree char *https = dup_proxy (environment, "https_proxy");
  g_autofree char *http = dup_proxy (environment, "http_proxy");
  g_auto (GStrv) exceptions = list_exceptions (environment);
  gboolean has_no_use = g_strv_contains ((const char *const *) exceptions, "*");
  g_autoptr (GProxyResolver) chosen = NULL;
  GSimpleProxyResolver *simple = NULL;

  if (https == NULL && http == NULL)
    return;

  chosen = g_simple_proxy_resolver_new (NULL, exceptions);
  simple = G_SIMPLE_PROXY_RESOLVER (chosen);
  if (https != NULL && !has_no_use)
    g_simple_proxy_resolver_set_uri_proxy (simple, "https", https);
  if (http != NULL && !has_no_use)
    g_simple_proxy_resolver_set_uri_proxy (simple, "http", http);

  g_set_object (&self->resolver, chosen);
}

char *
plimsoll_proxies_dup_last (PlimsollProxies *self)
{
  g_autoptr (GUri) uri = NULL;

  if (self->last == NULL)
    return NULL;

  uri = g_uri_parse (self->last, G_URI_FLAGS_HAS_PASSWORD, NULL);
  return uri != NULL ? g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO)
                     : g_strdup (_ ("an unreadable address"));
}
