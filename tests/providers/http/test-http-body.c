/* test-http-body.c - tests of the transport: bodies that are packed, cut, huge or endless.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a body may be is left to the parsers; here it arrives whole and small enough, or not at all.
 */

#include <string.h>

#include "fetch.h"
#include "harness-raw-server.h"
#include "harness-server.h"
#include "plimsoll-input.h"

#define LONG_DEADLINE (15 * G_TIME_SPAN_SECOND)

static GBytes *
pack (GBytes *plain)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GInputStream) raw = g_memory_input_stream_new_from_bytes (plain);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (raw, G_CONVERTER (packer));
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (sink, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static GBytes *
make_blanks (gsize length)
{
  char *blanks = g_malloc (length);

  memset (blanks, ' ', length);
  return g_bytes_new_take (blanks, length);
}

static HarnessServer *
serve (guint status, GBytes *body, const char *encoding)
{
  HarnessServer *server = harness_server_new (NULL);

  harness_server_answer_bytes (server, status, "application/json", body);
  if (encoding != NULL)
    harness_server_add_header (server, "Content-Encoding", encoding);
  return server;
}

/* A packed body is asked for and arrives unpacked. */
static void
test_gzip (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("{\"five_hour\":null}", 18);
  g_autoptr (GBytes) packed = pack (plain);
  g_autoptr (HarnessServer) server = serve (200, packed, "gzip");
  g_autoptr (PlimsollHttpReply) reply = fetch_reply (harness_server_get_url (server));

  g_assert_nonnull (strstr (harness_server_get_header (server, 0, "Accept-Encoding"), "gzip"));
  g_assert_true (g_bytes_equal (reply->body, plain));
}

/* A packed body that breaks off is no answer: half of the truth may be untrue. */
static void
test_gzip_cut (void)
{
  g_autoptr (GBytes) plain = make_blanks (100000);
  g_autoptr (GBytes) packed = pack (plain);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);
  g_autoptr (HarnessServer) server = serve (200, half, "gzip");

  g_free (fetch_failure (harness_server_get_url (server), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_MALFORMED));
}

/* What says it is packed and is not, is no answer. */
static void
test_gzip_lie (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (HarnessServer) server = serve (200, plain, "gzip");

  g_free (fetch_failure (harness_server_get_url (server), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_MALFORMED));
}

/* A few kilobytes that unpack into gigabytes stop at the limit. */
static void
test_gzip_bomb (void)
{
  g_autoptr (GBytes) plain = make_blanks (16 * PLIMSOLL_INPUT_MAX_BYTES);
  g_autoptr (GBytes) packed = pack (plain);
  g_autoptr (HarnessServer) server = serve (200, packed, "gzip");

  g_assert_cmpuint (g_bytes_get_size (packed), <, 128 * 1024);
  g_free (
      fetch_failure (harness_server_get_url (server), LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_TOO_BIG));
}

/* Exactly the limit is an answer, 5 MiB are not. */
static void
test_size (void)
{
  g_autoptr (GBytes) allowed = make_blanks (PLIMSOLL_INPUT_MAX_BYTES);
  g_autoptr (GBytes) too_big = make_blanks (5 * 1024 * 1024);
  g_autoptr (HarnessServer) good = serve (200, allowed, NULL);
  g_autoptr (HarnessServer) bad = serve (200, too_big, NULL);
  g_autoptr (PlimsollHttpReply) reply = fetch_reply (harness_server_get_url (good));
  g_autofree char *message =
      fetch_failure (harness_server_get_url (bad), LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_TOO_BIG);

  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, PLIMSOLL_INPUT_MAX_BYTES);
  g_assert_nonnull (strstr (message, "has no end"));
}

/* A body without length and without end stops at the limit, long before the deadline. */
static void
test_endless (void)
{
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  g_autoptr (HarnessRawServer) server = harness_raw_server_new (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", -1, HARNESS_RAW_REPEAT, block);

  g_free (fetch_failure (harness_raw_server_get_url (server), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_TOO_BIG));
}

/* A body that is shorter than it was announced is no answer. (Between two chunks libsoup does not
 * notice it; then the parser does, for an object that is not closed is no JSON.) */
static void
test_cut (void)
{
  g_autoptr (HarnessRawServer) sized = harness_raw_server_new (
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":", -1, HARNESS_RAW_CLOSE, NULL);
  g_autoptr (HarnessRawServer) chunked = harness_raw_server_new (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{\"a\":", -1, HARNESS_RAW_CLOSE,
      NULL);

  g_free (fetch_failure (harness_raw_server_get_url (sized), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_MALFORMED));
  g_free (fetch_failure (harness_raw_server_get_url (chunked), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_MALFORMED));
}

/* Empty bodies and NUL bytes arrive as they are: the parser judges them. */
static void
test_odd (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) nuls = g_bytes_new_static ("{}\0{}", 5);
  g_autoptr (HarnessServer) empty = serve (200, nothing, NULL);
  g_autoptr (HarnessServer) odd = serve (200, nuls, NULL);
  g_autoptr (PlimsollHttpReply) first = fetch_reply (harness_server_get_url (empty));
  g_autoptr (PlimsollHttpReply) second = fetch_reply (harness_server_get_url (odd));

  g_assert_cmpuint (g_bytes_get_size (first->body), ==, 0);
  g_assert_true (g_bytes_equal (second->body, nuls));
}

/* The status of a refusal counts although its body is cut, stalls, lies or has no end. */
static void
test_refusal_outlives_body (void)
{
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  const struct
  {
    const char *bytes;
    HarnessRawEnd end;
    const char *repeated;
  } odd[] = {
    { "HTTP/1.1 429 Slow\r\nRetry-After: 60\r\nContent-Length: 9\r\n\r\n{", HARNESS_RAW_CLOSE,
      NULL },
    { "HTTP/1.1 429 Slow\r\nRetry-After: 60\r\nContent-Length: 9\r\n\r\n{", HARNESS_RAW_HOLD,
      NULL },
    { "HTTP/1.1 429 Slow\r\nRetry-After: 60\r\nContent-Encoding: gzip\r\n\r\n{}", HARNESS_RAW_CLOSE,
      NULL },
    { "HTTP/1.1 429 Slow\r\nRetry-After: 60\r\n\r\n", HARNESS_RAW_REPEAT, block },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (HarnessRawServer) server =
          harness_raw_server_new (odd[i].bytes, -1, odd[i].end, odd[i].repeated);
      g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlimsollHttpReply) reply = NULL;

      if (odd[i].end == HARNESS_RAW_HOLD)
        plimsoll_http_set_deadline (http, FETCH_SHORT_DEADLINE);
      reply = fetch (http, harness_raw_server_get_url (server), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 429);
      g_assert_cmpint (reply->retry_after, ==, 60 * G_TIME_SPAN_SECOND);
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/http-body/gzip", test_gzip);
  g_test_add_func ("/providers/http-body/gzip-cut", test_gzip_cut);
  g_test_add_func ("/providers/http-body/gzip-lie", test_gzip_lie);
  g_test_add_func ("/providers/http-body/gzip-bomb", test_gzip_bomb);
  g_test_add_func ("/providers/http-body/size", test_size);
  g_test_add_func ("/providers/http-body/endless", test_endless);
  g_test_add_func ("/providers/http-body/cut", test_cut);
  g_test_add_func ("/providers/http-body/odd", test_odd);
  g_test_add_func ("/providers/http-body/refusal-outlives-body", test_refusal_outlives_body);

  return g_test_run ();
}
