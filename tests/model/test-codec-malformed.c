/* test-codec-malformed.c - whatever could not have been packed is refused.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each row changes one thing in a report that is well formed, written in GVariant's text form. */

#include "plimsoll-codec.h"

#include <string.h>

#include "samples.h"

#define KEY "'" SAMPLE_KEY "'"

static const char SOUND[] =
    "(1, {'account': <'claude:default'>, 'name': <'Claude'>, 'key': <" KEY ">, "
    "'snapshot': <{'source': <'oauth'>, 'observed-at': <int64 1795165200>, 'plan': <'Max 20x'>, "
    "'identity': <'a@example.org'>, 'limits': <[{'id': <'session'>, 'title': <'Session'>, "
    "'kind': <'session'>, 'scope': <'Fable'>, 'used-percent': <61.0>, 'resets-at': <int64 7>, "
    "'window': <int64 18>, 'severity': <'normal'>, 'binding': <true>, "
    "'used': <(int64 520, uint32 2, 'USD')>, 'cap': <(int64 99, uint32 0, 'EUR')>, "
    "'source': <'statusline'>, 'observed-at': <int64 3>}]>, "
    "'spend': <{'enabled': <true>, 'used': <(int64 5, uint32 1, 'JPY')>, "
    "'cap': <(int64 6, uint32 1, 'AUD')>, 'used-percent': <26.0>, 'reason': <'none'>, "
    "'observed-at': <int64 5>}>}>, "
    "'problem': <{'condition': <'offline'>, 'message': <'No way.'>, 'retry-at': <int64 9>}>})";

/* One change: what stands in SOUND, and what stands there instead. */
typedef struct
{
  const char *sound;
  const char *instead;
} Change;

/* (transfer full): not floating, whatever else GVariant's constructors do. */
static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *packed = g_variant_parse (PLIMSOLL_CODEC_TYPE, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return packed;
}

static GVariant *
apply (const Change *change)
{
  const char *place = strstr (SOUND, change->sound);
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (place);
  before = g_strndup (SOUND, (gsize) (place - SOUND));
  text = g_strconcat (before, change->instead, place + strlen (change->sound), NULL);
  return parse (text);
}

static void
assert_refused (GVariant *packed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (plimsoll_codec_unpack_report (packed, &error));
  g_assert_error (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED);
}

/* Bytes are refused as they are, or make a report that is as good as any. */
static gboolean
assert_refused_or_sound (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (PlimsollReport) report = plimsoll_codec_report_from_bytes (bytes, &error);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (PlimsollReport) again = NULL;

  if (report == NULL)
    {
      g_assert_error (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED);
      return FALSE;
    }

  g_assert_no_error (error);
  packed = plimsoll_codec_report_to_bytes (report);
  again = plimsoll_codec_report_from_bytes (packed, NULL);
  g_assert_nonnull (again);
  return TRUE;
}

/* The report that every row changes is sound, so that each refusal below has one reason. */
static void
test_sound (void)
{
  g_autoptr (GVariant) packed = parse (SOUND);
  g_autoptr (PlimsollReport) report = plimsoll_codec_unpack_report (packed, NULL);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollLimit *limit = plimsoll_snapshot_find_limit (snapshot, "session");

  g_assert_cmpstr (plimsoll_report_get_key (report), ==, SAMPLE_KEY);
  g_assert_cmpfloat (plimsoll_limit_peek (limit)->used_percent, ==, 61);
  g_assert_cmpint (plimsoll_limit_peek (limit)->window, ==, 18);
  g_assert_cmpstr (plimsoll_spend_get_reason (plimsoll_snapshot_get_spend (snapshot)), ==, "none");
  g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_report_get_problem (report)), ==,
                   PLIMSOLL_CONDITION_OFFLINE);
}

/* What is unknown is skipped at every level, and what may be absent may be absent. */
static void
test_tolerated (void)
{
  static const Change rows[] = {
    { "'name':", "'future': <[1, 2]>, 'name':" },
    { "'source':", "'future': <{'a': <'b'>}>, 'source':" },
    { "'id':", "'future': <'x'>, 'id':" },
    { "'enabled':", "'future': <'x'>, 'enabled':" },
    { "'condition':", "'future': <<'x'>>, 'condition':" },
    { "'key': <" KEY ">, ", "" },
    { "'plan': <'Max 20x'>, ", "" },
    { "'scope': <'Fable'>, ", "" },
    { "'used-percent': <61.0>, ", "" },
    { "'resets-at': <int64 7>, ", "" },
    { "'window': <int64 18>, ", "" },
    { "'window': <int64 18>, ", "'window': <int64 0>, " },
    { ", 'source': <'statusline'>", "" },
    { ", 'observed-at': <int64 3>", "" },
    { ", 'observed-at': <int64 5>", "" },
    { ", 'retry-at': <int64 9>", "" },
    { "<int64 1795165200>", "<int64 253402300799>" },
    { "<int64 1795165200>", "<int64 -62135596800>" },
    { "'limits': <[{", "'limits': <@aa{sv} []>, 'future': <[{" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariant) packed = apply (&rows[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlimsollReport) report = plimsoll_codec_unpack_report (packed, &error);

      g_test_message ("%s", rows[i].instead);
      g_assert_no_error (error);
      g_assert_nonnull (report);
    }
}

static void
check_refused (const Change *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (GVariant) packed = apply (&rows[i]);

      g_test_message ("%s instead of %s", rows[i].instead, rows[i].sound);
      assert_refused (packed);
    }
}

/* Another version is another language. */
static void
test_version (void)
{
  static const Change rows[] = { { "(1, ", "(0, " },
                                 { "(1, ", "(2, " },
                                 { "(1, ", "(4294967295, " } };

  check_refused (rows, G_N_ELEMENTS (rows));
}

/* A known entry of another type is refused, also where the entry may be absent. */
static void
test_types (void)
{
  static const Change rows[] = {
    { "<'claude:default'>", "<1>" },
    { "<'Claude'>", "<b'Claude'>" },
    { "<" KEY ">", "<7>" },
    { "'snapshot': <{", "'snapshot': <'x'>, 'future': <{" },
    { "'problem': <{", "'problem': <true>, 'future': <{" },
    { "<'oauth'>", "<objectpath '/oauth'>" },
    { "<int64 1795165200>", "<uint64 1795165200>" },
    { "<int64 1795165200>", "<'2026-11-20T09:00:00Z'>" },
    { "<'Max 20x'>", "<20>" },
    { "<'a@example.org'>", "<true>" },
    { "'limits': <[{", "'limits': <{'x': <'y'>}>, 'future': <[{" },
    { "<'session'>", "<1>" },
    { "<'Session'>", "<1>" },
    { "'kind': <'session'>", "'kind': <0>" },
    { "<'Fable'>", "<1.0>" },
    { "<61.0>", "<61>" },
    { "<61.0>", "<'61'>" },
    { "<int64 7>", "<7.0>" },
    { "<int64 18>", "<18>" },
    { "<'statusline'>", "<7>" },
    { "<int64 3>", "<3>" },
    { "<int64 5>", "<'5'>" },
    { "<'normal'>", "<0>" },
    { "'binding': <true>", "'binding': <1>" },
    { "<(int64 520, uint32 2, 'USD')>", "<5.20>" },
    { "<(int64 520, uint32 2, 'USD')>", "<(520, uint32 2, 'USD')>" },
    { "'spend': <{", "'spend': <'x'>, 'future': <{" },
    { "'enabled': <true>", "'enabled': <'true'>" },
    { "<26.0>", "<26>" },
    { "<'none'>", "<0>" },
    { "<'offline'>", "<7>" },
    { "<'No way.'>", "<['No way.']>" },
    { "<int64 9>", "<9>" },
    /* a value in one more wrapping is not that value */
    { "<'claude:default'>", "<<'claude:default'>>" },
  };

  check_refused (rows, G_N_ELEMENTS (rows));
}

/* What is mandatory must be there. */
static void
test_absent (void)
{
  static const Change rows[] = {
    { "'account': <'claude:default'>, ", "" },
    { "'name': <'Claude'>, ", "" },
    { "'source': <'oauth'>, ", "" },
    { "'observed-at': <int64 1795165200>, ", "" },
    { "'limits': <[{", "'future': <[{" },
    { "'id': <'session'>, ", "" },
    { "'title': <'Session'>, ", "" },
    { "'kind': <'session'>, ", "" },
    { "'severity': <'normal'>, ", "" },
    { "'binding': <true>, ", "" },
    { "'enabled': <true>, ", "" },
    { "'used': <(int64 5, uint32 1, 'JPY')>, ", "" },
    { "'condition': <'offline'>, ", "" },
    { "'message': <'No way.'>, ", "" },
    { "'snapshot': <{'source'", "'problem': <{'source'" },
  };
  static const char *const empty[] = {
    "(1, {})",
    "(1, {'account': <'claude:default'>, 'name': <'Claude'>})",
    "(1, {'account': <'claude:default'>, 'name': <'Claude'>, 'snapshot': <@a{sv} {}>})",
    "(1, {'account': <'claude:default'>, 'name': <'Claude'>, 'problem': <@a{sv} {}>})",
  };

  check_refused (rows, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (GVariant) packed = parse (empty[i]);

      assert_refused (packed);
    }
}

/* A value of the right type that breaks a rule of the model is refused. */
static void
test_values (void)
{
  static const Change rows[] = {
    { "'claude:default'", "''" },
    { "'claude:default'", "'claude'" },
    { "'claude:default'", "':default'" },
    { "'claude:default'", "'claude:'" },
    { "'claude:default'", "'Claude:default'" },
    { "'claude:default'", "'claude:a/b'" },
    { "'claude:default'", "'claude:a:b'" },
    { "'Claude'", "''" },
    { "'Claude'", "'Cl\\u001b[31mde'" },
    { KEY, "''" },
    { KEY, "'0123456789abcdef0123456789abcde'" },
    { KEY, "'0123456789abcdef0123456789abcdef0'" },
    { KEY, "'0123456789ABCDEF0123456789ABCDEF'" },
    { KEY, "'0123456789abcdef0123456789abcdeg'" },
    { "'oauth'", "''" },
    { "<int64 1795165200>", "<int64 253402300800>" },
    { "<int64 1795165200>", "<int64 -62135596801>" },
    { "<int64 1795165200>", "<int64 9223372036854775807>" },
    { "'Max 20x'", "'Max\\n20x'" },
    { "'Max 20x'", "'Max\\u009b20x'" },
    { "'id': <'session'>", "'id': <''>" },
    { "'id': <'session'>", "'id': <'se\\tssion'>" },
    { "'Session'", "''" },
    { "'kind': <'session'>", "'kind': <'year'>" },
    { "'kind': <'session'>", "'kind': <'Session'>" },
    { "<61.0>", "<-0.5>" },
    { "<61.0>", "<inf>" },
    { "<61.0>", "<-inf>" },
    { "<61.0>", "<nan>" },
    { "<int64 7>", "<int64 -9223372036854775808>" },
    { "<int64 18>", "<int64 -1>" },
    { "<int64 18>", "<int64 -9223372036854775808>" },
    { "'normal'", "'exceeded'" },
    { "(int64 520, uint32 2, 'USD')", "(int64 520, uint32 7, 'USD')" },
    { "(int64 520, uint32 2, 'USD')", "(int64 520, uint32 4294967295, 'USD')" },
    { "(int64 520, uint32 2, 'USD')", "(int64 520, uint32 2, 'usd')" },
    { "(int64 520, uint32 2, 'USD')", "(int64 520, uint32 2, '')" },
    { "(int64 99, uint32 0, 'EUR')", "(int64 99, uint32 0, 'ABCDEFGHI')" },
    { "(int64 5, uint32 1, 'JPY')", "(int64 5, uint32 1, 'J')" },
    { "(int64 6, uint32 1, 'AUD')", "(int64 6, uint32 9, 'AUD')" },
    { "<26.0>", "<-1.0>" },
    { "<26.0>", "<nan>" },
    { "'none'", "'no\\u0007ne'" },
    /* only a refusal is a problem */
    { "'offline'", "'fresh'" },
    { "'offline'", "'stale'" },
    { "'offline'", "'loading'" },
    { "'offline'", "'on fire'" },
    { "'offline'", "''" },
    { "'No way.'", "''" },
    { "'No way.'", "'No\\u007fway.'" },
    { "<int64 9>", "<int64 253402300800>" },
  };

  check_refused (rows, G_N_ELEMENTS (rows));
}

/* The origin of a single number obeys the rules of that of the whole. */
static void
test_origins (void)
{
  static const Change rows[] = {
    { "'statusline'", "''" },
    { "'statusline'", "'status\\nline'" },
    { "<int64 3>", "<int64 -62135596801>" },
    { "<int64 5>", "<int64 253402300800>" },
  };

  check_refused (rows, G_N_ELEMENTS (rows));
}

/* The same entry twice leaves open which one is meant. */
static void
test_twice (void)
{
  static const Change rows[] = {
    { "'name':", "'name': <'Other'>, 'name':" },
    { "'source':", "'source': <'oauth'>, 'source':" },
    { "'used-percent': <61.0>", "'used-percent': <1.0>, 'used-percent': <61.0>" },
    { "'limits': <[{", "'limits': <[{'id': <'session'>, 'title': <'S'>, 'kind': <'session'>, "
                       "'severity': <'normal'>, 'binding': <false>}, {" },
  };

  check_refused (rows, G_N_ELEMENTS (rows));
}

/* Every text has a length, and one byte more is refused. */
static void
test_lengths (void)
{
  static const struct
  {
    const char *sound;
    gsize max;
  } rows[] = {
    { "'Claude'", 256 },        { "'oauth'", 64 },    { "'Max 20x'", 256 },
    { "'a@example.org'", 256 }, { "'session'", 256 }, { "'Session'", 256 },
    { "'Fable'", 256 },         { "'none'", 256 },    { "'No way.'", 1024 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize extra = 0; extra < 2; extra++)
      {
        g_autofree char *text = g_strnfill (rows[i].max + extra, 'x');
        g_autofree char *quoted = g_strdup_printf ("'%s'", text);
        const Change change = { rows[i].sound, quoted };
        g_autoptr (GVariant) packed = apply (&change);
        g_autoptr (PlimsollReport) report = plimsoll_codec_unpack_report (packed, NULL);

        g_test_message ("%s of %u bytes", rows[i].sound, (guint) (rows[i].max + extra));
        g_assert_cmpint (report != NULL, ==, extra == 0);
      }
}

static GVariant *
make_with_limits (guint n_limits)
{
  g_autoptr (GString) limits = g_string_new ("'limits': <[{");
  Change change = { "'limits': <[{", NULL };

  for (guint i = 1; i < n_limits; i++)
    g_string_append_printf (limits,
                            "'id': <'%u'>, 'title': <'S'>, 'kind': <'session'>, "
                            "'severity': <'normal'>, 'binding': <false>}, {",
                            i);
  change.instead = limits->str;
  return apply (&change);
}

/* Sixty-four limits are believed, sixty-five are not. */
static void
test_many_limits (void)
{
  g_autoptr (GVariant) most = make_with_limits (PLIMSOLL_SNAPSHOT_MAX_LIMITS);
  g_autoptr (GVariant) too_many = make_with_limits (PLIMSOLL_SNAPSHOT_MAX_LIMITS + 1);
  g_autoptr (PlimsollReport) report = plimsoll_codec_unpack_report (most, NULL);

  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (plimsoll_report_get_snapshot (report)), ==,
                    PLIMSOLL_SNAPSHOT_MAX_LIMITS);
  assert_refused (too_many);
}

/* What is larger than any report is refused, however well formed it is. */
static void
test_too_big (void)
{
  g_autofree char *filler = g_strnfill (PLIMSOLL_CODEC_MAX_BYTES, 'x');
  g_autofree char *instead = g_strdup_printf ("'future': <'%s'>, 'name':", filler);
  const Change change = { "'name':", instead };
  g_autoptr (GVariant) packed = apply (&change);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (packed);
  g_autoptr (GError) error = NULL;

  assert_refused (packed);
  g_assert_null (plimsoll_codec_report_from_bytes (bytes, &error));
  g_assert_error (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED);
}

/* A value of any other type is refused. */
static void
test_other_types (void)
{
  static const char *const rows[] = { "'text'",
                                      "(1, 'text')",
                                      "{'account': <'claude:default'>}",
                                      "(uint64 1, @a{sv} {})",
                                      "(uint32 1, @a{ss} {})",
                                      "()",
                                      "<(uint32 1, @a{sv} {})>" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariant) packed = g_variant_parse (NULL, rows[i], NULL, NULL, NULL);

      assert_refused (packed);
    }
}

/* A snapshot by itself is refused like one in a report. */
static void
test_snapshot (void)
{
  static const char *const rows[] = {
    "(1, {})",
    "(2, {'source': <'oauth'>, 'observed-at': <int64 7>, 'limits': <@aa{sv} []>})",
    "(1, {'source': <'oauth'>, 'observed-at': <int64 7>})",
    "(1, {'source': <'oauth'>, 'observed-at': <7>, 'limits': <@aa{sv} []>})",
    "(1, {'source': <'oauth'>, 'observed-at': <int64 7>, 'limits': <[@a{sv} {}]>})",
    ("(1, {'source': <'oauth'>, 'observed-at': <int64 7>, 'limits': <@aa{sv} []>, "
     "'spend': <@a{sv} {}>})"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariant) packed = parse (rows[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (plimsoll_codec_unpack_snapshot (packed, &error));
      g_assert_error (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED);
    }
}

/* Nothing, and every cut end of something, is refused: a probe may die while it writes. */
static void
test_cut (void)
{
  g_autoptr (GVariant) packed = parse (SOUND);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (packed);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize length = 0; length < size; length++)
    g_assert_false (assert_refused_or_sound (data, length));
}

/* Bytes behind the end, as when two probes share one pipe, are refused. */
static void
test_more (void)
{
  g_autoptr (GVariant) packed = parse (SOUND);
  gsize size = g_variant_get_size (packed);
  g_autofree guint8 *twice = g_malloc (2 * size);

  g_variant_store (packed, twice);
  memcpy (twice + size, twice, size);
  g_assert_false (assert_refused_or_sound (twice, 2 * size));
  g_assert_false (assert_refused_or_sound (twice, size + 1));
}

/* However bytes are turned over, nothing crashes, and what is not refused is sound. */
static void
test_flipped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);
  g_autoptr (GVariant) packed = parse (SOUND);
  gsize size = g_variant_get_size (packed);
  g_autofree guint8 *data = g_malloc (size);
  guint n_refused = 0;

  for (guint i = 0; i < 10000; i++)
    {
      guint n_flips = 1 + g_rand_int (rand) % 3;

      g_variant_store (packed, data);
      for (guint n = 0; n < n_flips; n++)
        data[g_rand_int_range (rand, 0, (gint32) size)] ^= (guint8) g_rand_int_range (rand, 1, 256);
      if (!assert_refused_or_sound (data, size))
        n_refused++;
    }

  g_test_message ("%u of 10000 refused", n_refused);
  g_assert_cmpuint (n_refused, >, 5000);
}

/* Noise is refused. */
static void
test_noise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 10000; i++)
    {
      guint8 data[256];
      gsize size = (gsize) g_rand_int_range (rand, 0, sizeof data + 1);

      for (gsize n = 0; n < size; n++)
        data[n] = (guint8) g_rand_int (rand);
      g_assert_false (assert_refused_or_sound (data, size));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/codec-malformed/sound", test_sound);
  g_test_add_func ("/model/codec-malformed/tolerated", test_tolerated);
  g_test_add_func ("/model/codec-malformed/version", test_version);
  g_test_add_func ("/model/codec-malformed/types", test_types);
  g_test_add_func ("/model/codec-malformed/absent", test_absent);
  g_test_add_func ("/model/codec-malformed/values", test_values);
  g_test_add_func ("/model/codec-malformed/origins", test_origins);
  g_test_add_func ("/model/codec-malformed/twice", test_twice);
  g_test_add_func ("/model/codec-malformed/lengths", test_lengths);
  g_test_add_func ("/model/codec-malformed/many-limits", test_many_limits);
  g_test_add_func ("/model/codec-malformed/too-big", test_too_big);
  g_test_add_func ("/model/codec-malformed/other-types", test_other_types);
  g_test_add_func ("/model/codec-malformed/snapshot", test_snapshot);
  g_test_add_func ("/model/codec-malformed/cut", test_cut);
  g_test_add_func ("/model/codec-malformed/more", test_more);
  g_test_add_func ("/model/codec-malformed/flipped", test_flipped);
  g_test_add_func ("/model/codec-malformed/noise", test_noise);

  return g_test_run ();
}
