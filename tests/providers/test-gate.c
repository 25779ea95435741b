/* test-gate.c - a gate before the sources that does as it is told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real one is of another floor; here only what a provider asks and notes is looked at. */

#include "test-gate.h"

static void test_gate_iface_init (PlimsollSourceGateInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestGate,
                               test_gate,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_SOURCE_GATE,
                                                      test_gate_iface_init))

static PlimsollGateState
test_gate_look (PlimsollSourceGate *gate,
                const PlimsollGateQuestion *question,
                GDateTime *now,
                PlimsollReport **last)
{
  TestGate *self = TEST_GATE (gate);

  g_string_append_printf (self->seen, "look %s %d%s; ", question->source,
                          (int) (question->rest / G_TIME_SPAN_MINUTE),
                          question->is_person ? " person" : "");
  if (g_strcmp0 (self->source, question->source) != 0)
    return PLIMSOLL_GATE_OPEN;

  *last = plimsoll_report_ref (self->last);
  return self->state;
}

static void
test_gate_note (PlimsollSourceGate *gate,
                const PlimsollGateQuestion *question,
                PlimsollReport *report,
                GDateTime *now)
{
  g_string_append_printf (TEST_GATE (gate)->seen, "note %s %s; ", question->source,
                          plimsoll_report_get_problem (report) != NULL ? "refusal" : "numbers");
}

static void
test_gate_iface_init (PlimsollSourceGateInterface *iface)
{
  iface->look = test_gate_look;
  iface->note = test_gate_note;
}

static void
test_gate_finalize (GObject *object)
{
  g_clear_pointer (&TEST_GATE (object)->last, plimsoll_report_unref);
  g_string_free (TEST_GATE (object)->seen, TRUE);
  G_OBJECT_CLASS (test_gate_parent_class)->finalize (object);
}

static void
test_gate_class_init (TestGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_gate_finalize;
}

static void
test_gate_init (TestGate *self)
{
  self->seen = g_string_new (NULL);
}
