/* plimsoll-export.c - the command that hands the numbers to a monitoring system.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Once to standard output or into a file, into a file that follows the numbers, or over HTTP to
 * whoever asks. The exit status says whether it was handed over: that somebody is signed out is one
 * of the metrics, and a collector should get it. A file that nobody renews any more would go on
 * saying "fresh", so it goes with the one who followed. */
#include "plimsoll-export.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-choice.h"
#include "plimsoll-file.h"
#include "plimsoll-nudge.h"
#include "plimsoll-openmetrics.h"
#include "plimsoll-stay.h"
#include "plimsoll-text.h"

/* What is written; a second form would be a second word. */
#define FORM_NAME "openmetrics"
#define METRICS_PATH "/metrics"

typedef struct
{
  PlimsollTerminal *terminal; /* borrowed */
  const PlimsollCommand *command;
  char *output; /* (owned) (nullable) */
  char *listen; /* (owned) (nullable) */
  char *provider; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  gboolean is_followed;
  gboolean wants_direct;
  GString *last; /* (owned): what was written last */
  PlimsollLive *live; /* (owned) (nullable) */
  PlimsollStay *stay; /* (owned) (nullable) */
  PlimsollWallTimer *timer; /* (owned) (nullable) */
  PlimsollExit status;
} Export;

static void
export_clear (Export *self)
{
  g_free (self->output);
  g_free (self->listen);
  g_free (self->provider);
  g_free (self->account);
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  plimsoll_nudge_clear (&self->timer, self);
  g_clear_object (&self->live);
  g_clear_pointer (&self->stay, plimsoll_stay_free);
  g_string_free (self->last, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static GString *
make_text (Export *self, GPtrArray *reports, PlimsollOpenmetricsForm form)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  GString *text = g_string_new (NULL);

  plimsoll_openmetrics_append (text, reports, now, form);
  return text;
}

/* FALSE, with a word in `err`, when the file cannot be written. */
static gboolean
publish (Export *self, const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  if (plimsoll_file_publish (self->output, text->str, text->len, &error))
    return TRUE;
  shown = plimsoll_text_redact (error->message);
  g_string_append_printf (self->terminal->err, "plimsoll: %s\n", shown);
  self->status = PLIMSOLL_EXIT_CANNOT_WRITE;
  return FALSE;
}

static PlimsollCollectFlags
get_flags (Export *self)
{
  return self->wants_direct ? PLIMSOLL_COLLECT_DIRECT : PLIMSOLL_COLLECT_DEFAULT;
}

static void
write_once (Export *self, GPtrArray *targets)
{
  g_autoptr (GPtrArray) reports =
      self->terminal->collect (targets, get_flags (self), self->terminal->port_data);
  g_autoptr (GString) text = make_text (self, reports, PLIMSOLL_OPENMETRICS_FULL);

  if (self->output != NULL)
    (void) publish (self, text);
  else
    g_string_append_len (self->terminal->out, text->str, (gssize) text->len);
}

/* Writes the file if it is another text; not before anybody has answered. */
static void
on_changed_cb (Export *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  GPtrArray *reports = plimsoll_live_get_reports (self->live);
  g_autoptr (GString) text = make_text (self, reports, PLIMSOLL_OPENMETRICS_FULL);

  plimsoll_nudge_set (self->timer, self->terminal->clock,
                      plimsoll_openmetrics_next_change (reports, now));
  if (g_string_equal (text, self->last)
      || (reports->len == 0 && !plimsoll_live_is_complete (self->live)))
    return;
  g_string_assign (self->last, text->str);
  if (!publish (self, text))
    plimsoll_stay_end (self->stay);
}

static void
start_following (Export *self, GPtrArray *targets)
{
  self->stay = plimsoll_stay_new (-1);
  self->live = self->terminal->follow (targets, get_flags (self), self->terminal->port_data);
}

/* A person or a service manager ends it: that is no failure. */
static void
follow (Export *self, GPtrArray *targets)
{
  start_following (self, targets);
  self->timer = plimsoll_nudge_new ((PlimsollNudgeFunc) on_changed_cb, self);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (on_changed_cb), self);
  on_changed_cb (self);
  if (self->status == PLIMSOLL_EXIT_FRESH)
    plimsoll_stay_run (self->stay);
  if (self->last->len > 0)
    (void) g_unlink (self->output);
}

static char *
make_page (const char *path, const char *accept, const char **type, gpointer page_data)
{
  Export *self = page_data;
  PlimsollOpenmetricsForm form = plimsoll_openmetrics_negotiate (accept);
  GString *text = NULL;

  if (g_str_equal (path, "/"))
    {
      *type = "text/html; charset=utf-8";
      return g_strdup ("<!DOCTYPE html>\n<html lang=\"en\"><title>Plimsoll</title>\n"
                       "<p><a href=\"" METRICS_PATH "\">Metrics</a>\n</html>\n");
    }
  if (!g_str_equal (path, METRICS_PATH))
    return NULL;
  text = make_text (self, plimsoll_live_get_reports (self->live), form);
  *type = plimsoll_openmetrics_get_type (form);
  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable): "127.0.0.1:9877", "[::1]:9877", and a port alone, which is of this
 * machine. Names are not looked up, but for localhost: who may read is no matter for a resolver. */
static GSocketAddress *
parse_address (const char *text)
{
  gboolean is_port = *text != '\0' && text[strspn (text, "0123456789")] == '\0';
  g_autofree char *whole = is_port ? g_strconcat ("127.0.0.1:", text, NULL) : g_strdup (text);
  /* Read twice, for there is no other way to tell whether a port was named. */
  g_autoptr (GSocketConnectable) once = g_network_address_parse (whole, 1, NULL);
  g_autoptr (GSocketConnectable) again = g_network_address_parse (whole, 2, NULL);
  const char *host = NULL;
  guint16 port = 0;

  if (once == NULL || again == NULL)
    return NULL;
  port = g_network_address_get_port (G_NETWORK_ADDRESS (once));
  if (port != g_network_address_get_port (G_NETWORK_ADDRESS (again)))
    return NULL;
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (once));
  return g_inet_socket_address_new_from_string (
      g_str_equal (host, "localhost") ? "127.0.0.1" : host, port);
}

static gboolean
is_of_this_machine (GSocketAddress *address)
{
  return g_inet_address_get_is_loopback (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static void
listen (Export *self, GPtrArray *targets, GSocketAddress *address)
{
  PlimsollTerminal *terminal = self->terminal;
  g_autoptr (GObject) server = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  start_following (self, targets);
  server = terminal->serve (address, make_page, self, &uri, &error);
  if (server == NULL)
    {
      g_string_append_printf (terminal->err, "plimsoll: %s: %s\n", self->listen, error->message);
      self->status = PLIMSOLL_EXIT_CANNOT_WRITE;
      return;
    }
  /* Translators: %s is an address on the web. */
  g_string_append_printf (terminal->err, _ ("Metrics are at %s.\n"), uri);
  if (!is_of_this_machine (address))
    g_string_append (terminal->err, _ ("Everybody who reaches this machine can read them.\n"));
  (void) terminal->flush (terminal->out, terminal->err, terminal->port_data);
  plimsoll_stay_run (self->stay);
}

static PlimsollOptionsOutcome
parse_options (Export *self, const char *const *words)
{
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->output,
      N_ ("Write into a file, as a whole, for everybody to read"), N_ ("FILE") },
    { "follow", 'F', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_followed,
      N_ ("Stay, and write the file anew whenever it reads otherwise"), NULL },
    { "listen", 'l', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->listen,
      N_ ("Stay, and answer over HTTP at an address such as 127.0.0.1:9877"), N_ ("ADDRESS") },
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->provider,
      N_ ("Only the accounts of one provider"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->account,
      N_ ("Only one account, such as claude:default"), N_ ("ACCOUNT") },
    { "direct", 'd', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_direct,
      N_ ("Obtain the numbers without the service"), NULL },
    { NULL },
  };

  return plimsoll_options_parse (self->terminal, self->command, entries, words);
}

/* (transfer full) (nullable): what is wrong with what was asked; `*address` (out) (transfer full)
 * (nullable) is where to listen. */
static char *
dup_mistake (Export *self, const char *form, GSocketAddress **address)
{
  g_autofree char *shown = NULL;

  if (g_strcmp0 (form, FORM_NAME) != 0)
    return g_strdup (_ ("Say in which form: openmetrics."));
  if (self->is_followed && self->output == NULL)
    return g_strdup (_ ("--follow goes with --output."));
  if (self->listen == NULL)
    return NULL;
  if (self->output != NULL)
    return g_strdup (_ ("Either --output or --listen."));
  *address = parse_address (self->listen);
  if (*address != NULL)
    return NULL;
  shown = plimsoll_text_redact (self->listen);
  /* Translators: %s is what was typed. */
  return g_strdup_printf (_ ("'%s' is no address with a port, such as 127.0.0.1:9877."), shown);
}

PlimsollExit
plimsoll_export_run (PlimsollTerminal *terminal,
                     const PlimsollCommand *command,
                     const char *const *words)
{
  g_auto (Export) self = { .terminal = terminal, .command = command, .last = g_string_new (NULL) };
  /* The form's name stands where other commands have their first option. */
  const char *form = words[1] != NULL && *words[1] != '-' ? words[1] : NULL;
  PlimsollOptionsOutcome outcome = parse_options (&self, form != NULL ? words + 1 : words);
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *mistake = NULL;
  g_autoptr (GPtrArray) targets = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  mistake = dup_mistake (&self, form, &address);
  if (mistake != NULL)
    {
      plimsoll_options_complain (terminal, command->name, mistake, NULL);
      return PLIMSOLL_EXIT_WRONG_USAGE;
    }
  targets = plimsoll_choice_make (terminal, command->name, self.provider, self.account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  if (address != NULL)
    listen (&self, targets, address);
  else if (self.is_followed)
    follow (&self, targets);
  else
    write_once (&self, targets);
  return self.status;
}
