/* test-template.c - text with names in it, filled with what is known.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The language by a table over made-up names, then the real names over the scenes of the terminal.
 */
#include <math.h>
#include <string.h>

#include "plimsoll-report-names.h"
#include "scenes.h"

static const PlimsollScreen SCREEN = { .width = 80, .is_utf8 = TRUE };

/* Three things are known, of which one is no number; one is not known. */
static gboolean
look_up (const char *name, PlimsollTemplateValue *value, gpointer user_data)
{
  if (g_str_equal (name, "word"))
    value->text = g_strdup ("calm {x}");
  else if (g_str_equal (name, "five"))
    {
      value->text = g_strdup ("5 %");
      value->number = 5;
    }
  else if (g_str_equal (name, "week:fable"))
    value->text = g_strdup ("夜話");
  else if (!g_str_equal (name, "unknown"))
    return FALSE;
  return TRUE;
}

static gboolean
fill (const char *template, GString *out, char **mistake)
{
  const char *const list[] = { "word", "five", "unknown", NULL };
  PlimsollTemplateNames names = { .lookup = look_up, .names = list, .screen = &SCREEN };

  return plimsoll_template_append (out, template, &names, mistake);
}

/* Every form, and what comes of it; values are not read as template again. */
static void
test_forms (void)
{
  const struct
  {
    const char *template;
    const char *filled;
  } rows[] = {
    { "", "" },
    { "plain · text }", "plain · text }" },
    { "{word}", "calm {x}" },
    { "{unknown}", "" },
    { "{unknown|n/a}", "n/a" },
    { "{unknown|}", "" },
    { "{five|n/a}", "5 %" },
    { "<{five:6}>", "<5 %   >" },
    { "<{five:<6}>", "<5 %   >" },
    { "<{five:>6}>", "<   5 %>" },
    { "<{word:4}>", "<cal…>" },
    { "<{word:.4}>", "<cal…>" },
    { "<{five:.9}>", "<5 %>" },
    { "<{unknown:>4|?}>", "<   ?>" },
    { "<{week:fable}>", "<夜話>" },
    { "<{week:fable:6}>", "<夜話  >" },
    { "[a {five}][ b {unknown}][ c]", "a 5 % c" },
    { "[a {unknown|-}]", "a -" },
    { "[a[ b {unknown}]]\\]", "a]" },
    { "{?five}yes{:}no{/}", "yes" },
    { "{?unknown}yes{:}no{/}", "no" },
    { "{?unknown}yes{/}.", "." },
    { "{?five>4}>{/}{?five>5}>{/}{?five>=5}G{/}", ">G" },
    { "{?five<6}<{/}{?five<5}<{/}{?five<=5}L{/}", "<L" },
    { "{?five=5}={/}{?five!=5}!{/}{?five=5.5}={/}", "=" },
    { "{?word>0}a{/}{?word!=0}b{/}{?unknown<9}c{/}", "" },
    { "{?five}{?unknown}a{:}{?five>1}b{/}{/}{:}c{/}", "b" },
    { "[x {?unknown}{unknown}{:}y{/}]", "x y" },
    { "\\{word\\} \\[x\\] \\n\\t\\\\", "{word} [x] \n\t\\" },
    { "\\x", "\\x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new ("^");
      g_autofree char *mistake = NULL;
      g_autofree char *wanted = g_strconcat ("^", rows[i].filled, NULL);

      if (!fill (rows[i].template, out, &mistake))
        g_error ("«%s»: %s", rows[i].template, mistake);
      g_assert_cmpstr (out->str, ==, wanted);
    }
}

/* Every mistake is named with its column, also in a branch that is not taken, and nothing is
 * written. */
static void
test_mistakes (void)
{
  const struct
  {
    const char *template;
    const char *mistake;
  } rows[] = {
    { "ab {fiv}", "Column 4: there is no {fiv}. Did you mean {five}?" },
    { "äö {qqqqqqqq}", "Column 4: there is no {qqqqqqqq}." },
    { "{five", "Column 1: this brace is never closed." },
    { "x {?five", "Column 3: this brace is never closed." },
    { "[x", "Column 1: this bracket is never closed; \\[ is a bracket." },
    { "x ]", "Column 3: this ends something that never began." },
    { "{/}", "Column 3: this ends something that never began." },
    { "{?five}x", "Column 1: this condition has no {/} at its end." },
    { "{?five}a{:}b{:}c{/}", "Column 1: this condition has no {/} at its end." },
    { "{?unknown}{wrod}{/}", "Column 11: there is no {wrod}. Did you mean {word}?" },
    { "{?five>x}{/}", "Column 7: a comparison looks like >80, <=5.5, =0 or !=0." },
    { "{?five!5}{/}", "Column 7: a comparison looks like >80, <=5.5, =0 or !=0." },
    { "{five:0}", "Column 7: a width looks like 8, >8 or .8, up to 500." },
    { "{five:>501}", "Column 7: a width looks like 8, >8 or .8, up to 500." },
    { "\xff", "The template is not in UTF-8." },
    { "{sk-ant-oat01-FAKE0000000000000000}", "Column 1: there is no {sk-ant-…}." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new ("^");
      g_autofree char *mistake = NULL;

      g_assert_false (fill (rows[i].template, out, &mistake));
      g_assert_cmpstr (mistake, ==, rows[i].mistake);
      g_assert_cmpstr (out->str, ==, "^");
    }
}

/* However deep somebody nests, the stack holds. */
static void
test_deep (void)
{
  g_autoptr (GString) template = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *mistake = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (template, i % 2 == 0 ? '[' : 'x');
  g_assert_false (fill (template->str, out, &mistake));
  g_assert_nonnull (strstr (mistake, "too much inside of each other"));
}

/* (transfer full): the first report of a scene through a template; "" of a scene without any. */
static char *
fill_scene (const char *scene, const char *template)
{
  g_autoptr (GPtrArray) reports = scenes_make (scene);
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  PlimsollShowMoment moment = { .now = now, .zone = zone };
  const PlimsollTemplateNames how = { .screen = &SCREEN };
  PlimsollReportScene stage = { .moment = &moment };
  GString *out = g_string_new (NULL);
  g_autofree char *mistake = NULL;

  if (reports->len > 0)
    stage.report = g_ptr_array_index (reports, 0);
  if (stage.report != NULL && !plimsoll_report_names_fill (out, template, &stage, &how, &mistake))
    g_error ("«%s»: %s", template, mistake);
  return g_string_free (out, FALSE);
}

/* Each name is one, whatever is known, and every scene can be asked for it. */
static void
test_all_names_everywhere (void)
{
  g_auto (GStrv) names = plimsoll_report_names_dup_list ();

  g_assert_cmpuint (g_strv_length (names), >, 30);
  for (gsize i = 0; scenes_list ()[i] != NULL; i++)
    for (gsize j = 0; names[j] != NULL; j++)
      {
        g_autofree char *template = g_strdup_printf ("{%s}", names[j]);
        g_autofree char *filled = fill_scene (scenes_list ()[i], template);

        g_assert_true (g_utf8_validate (filled, -1, NULL));
      }
}

/* The usual names say what the table says. */
static void
test_usual_names (void)
{
  g_autofree char *filled = fill_scene (
      "fresh", "{name} {plan|?}: {session.title} {session.percent}, {session.used}/{session.left}, "
               "{?session.used>50}much{:}little{/}, {tightest.id}, {condition}{?stale}!{/}");

  g_assert_cmpstr (filled, ==, "Claude Max 20x: Session 61 %, 61/39 %, much, week:fable, fresh");
}

/* Without numbers nothing is made up: no 0 %, and the part around it goes. */
static void
test_nothing_known (void)
{
  g_autofree char *filled = fill_scene (
      "signed-out", "[{session.percent} used]{session.used|none} {condition}{?stale}!{/}");

  g_assert_cmpstr (filled, ==, "none signed-out!");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/template/forms", test_forms);
  g_test_add_func ("/terminal/template/mistakes", test_mistakes);
  g_test_add_func ("/terminal/template/deep", test_deep);
  g_test_add_func ("/terminal/template/all-names-everywhere", test_all_names_everywhere);
  g_test_add_func ("/terminal/template/usual-names", test_usual_names);
  g_test_add_func ("/terminal/template/nothing-known", test_nothing_known);
  return g_test_run ();
}
