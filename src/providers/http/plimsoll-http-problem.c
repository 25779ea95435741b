/* plimsoll-http-problem.c - why no answer came, as an error and as a sentence.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Libraries say "Error resolving" or "Unacceptable TLS certificate"; a person wants to know what
 * happened and what to do. The text of the libraries is never passed on: it may quote what was
 * sent. */

#include "plimsoll-http-problem.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

G_DEFINE_QUARK (plimsoll_http_error, plimsoll_http_error)

static PlimsollHttpError
code_from_io (int code)
{
  switch (code)
    {
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return PLIMSOLL_HTTP_ERROR_UNREACHABLE;
    case G_IO_ERROR_TIMED_OUT:
      return PLIMSOLL_HTTP_ERROR_TIMEOUT;
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return PLIMSOLL_HTTP_ERROR_PROXY;
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_INVALID_DATA:
      return PLIMSOLL_HTTP_ERROR_MALFORMED;
    default:
      return PLIMSOLL_HTTP_ERROR_REFUSED;
    }
}

static PlimsollHttpError
code_from_cause (const GError *cause)
{
  if (cause->domain == G_RESOLVER_ERROR)
    return PLIMSOLL_HTTP_ERROR_NAME;
  if (cause->domain == G_TLS_ERROR)
    return PLIMSOLL_HTTP_ERROR_TLS;
  if (cause->domain == SOUP_SESSION_ERROR)
    return PLIMSOLL_HTTP_ERROR_MALFORMED;
  if (cause->domain == G_IO_ERROR)
    return code_from_io (cause->code);

  return PLIMSOLL_HTTP_ERROR_REFUSED;
}

static PlimsollHttpError
find_code (const PlimsollHttpFailure *failure)
{
  PlimsollHttpError code = PLIMSOLL_HTTP_ERROR_REFUSED;

  if (failure->is_late)
    return PLIMSOLL_HTTP_ERROR_TIMEOUT;
  if (failure->certificate != 0)
    return PLIMSOLL_HTTP_ERROR_TLS;
  if (failure->cause != NULL)
    code = code_from_cause (failure->cause);

  /* libsoup says "partial" of an answer that never began. */
  if (code == PLIMSOLL_HTTP_ERROR_MALFORMED && !failure->is_answered
      && g_error_matches (failure->cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    code = PLIMSOLL_HTTP_ERROR_REFUSED;

  /* Behind a proxy only the proxy is looked up and connected to: these are its failures. */
  if (failure->proxy != NULL && !failure->is_answered && code != PLIMSOLL_HTTP_ERROR_TIMEOUT
      && code != PLIMSOLL_HTTP_ERROR_TLS)
    return PLIMSOLL_HTTP_ERROR_PROXY;

  return code;
}

/* The most telling of several faults: a name that does not match outranks an issuer nobody knows.
 */
static const char *
describe_tls (GTlsCertificateFlags certificate)
{
  if ((certificate & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) != 0)
    return _ ("No safe connection: the certificate of %s is not valid today. Check this computer's "
              "date and time.");
  if ((certificate & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return _ (
        "No safe connection: somebody else answers in the name of %s. The network may ask for a "
        "login in the browser first.");
  if ((certificate & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return _ (
        "No safe connection: nobody this computer trusts vouches for %s. If your network inspects "
        "traffic, install its certificate authority.");
  if (certificate != 0)
    return _ ("No safe connection: the certificate of %s is not acceptable. The network may be "
              "tampering with it.");

  return _ (
      "No safe connection: %s did not agree on encryption. A firewall or proxy may stand between.");
}

static const char *
describe (const PlimsollHttpFailure *failure, PlimsollHttpError code)
{
  gboolean is_refusal = g_error_matches (failure->cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  switch (code)
    {
    case PLIMSOLL_HTTP_ERROR_NAME:
      return _ ("No connection: the name %s could not be looked up. Check that the network is up.");
    case PLIMSOLL_HTTP_ERROR_REFUSED:
      return is_refusal ? _ ("No connection: %s refuses it. Check the network or a firewall.")
                        : _ ("No connection: the one to %s broke off. Check the network.");
    case PLIMSOLL_HTTP_ERROR_UNREACHABLE:
      return _ ("No connection: there is no way from here to %s. Check the network or the VPN.");
    case PLIMSOLL_HTTP_ERROR_TIMEOUT:
      return _ ("No connection: %s did not answer in time. Check the network; a slow one may need "
                "another try.");
    case PLIMSOLL_HTTP_ERROR_TLS:
      return describe_tls (failure->certificate);
    case PLIMSOLL_HTTP_ERROR_PROXY:
      return _ ("No connection: the proxy %s does not let it through. Check https_proxy or the "
                "proxy settings.");
    case PLIMSOLL_HTTP_ERROR_TOO_BIG:
      return _ ("The answer of %s has no end and was dropped. An update may help.");
    case PLIMSOLL_HTTP_ERROR_MALFORMED:
    default:
      return _ ("The answer of %s was cut off or garbled. Trying again may help.");
    }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static GError *
make_error (const PlimsollHttpFailure *failure, PlimsollHttpError code)
{
  const char *name =
      code == PLIMSOLL_HTTP_ERROR_PROXY && failure->proxy != NULL ? failure->proxy : failure->host;

  /* All formats come from describe() and take the one name. */
  return g_error_new (PLIMSOLL_HTTP_ERROR, (int) code, describe (failure, code), name);
}
#pragma GCC diagnostic pop

GError *
plimsoll_http_failure_to_error (const PlimsollHttpFailure *failure)
{
  return make_error (failure, find_code (failure));
}

GError *
plimsoll_http_error_new_too_big (const char *host)
{
  PlimsollHttpFailure failure = { .host = host };

  return make_error (&failure, PLIMSOLL_HTTP_ERROR_TOO_BIG);
}

PlimsollProblem *
plimsoll_http_problem_from_error (const GError *error)
{
  gboolean is_bad_reply =
      g_error_matches (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TOO_BIG)
      || g_error_matches (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_MALFORMED);

  if (error->domain != PLIMSOLL_HTTP_ERROR)
    return plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE,
                                 _ ("No connection. Check that the network is up."), NULL);

  return plimsoll_problem_new (is_bad_reply ? PLIMSOLL_CONDITION_BAD_REPLY
                                            : PLIMSOLL_CONDITION_OFFLINE,
                               error->message, NULL);
}
