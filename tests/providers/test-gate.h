/* test-gate.h - a gate before the sources that does as it is told.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-source-gate.h"

G_BEGIN_DECLS

/* Open, but for `source`; remembers what it was told. */
#define TEST_TYPE_GATE (test_gate_get_type ())
G_DECLARE_FINAL_TYPE (TestGate, test_gate, TEST, GATE, GObject)

struct _TestGate
{
  GObject parent_instance;

  const char *source; /* that it holds back */
  PlimsollGateState state;
  PlimsollReport *last; /* (owned) (nullable) */
  GString *seen; /* (owned): "look oauth 0, note cli numbers" */
};

G_END_DECLS
