/* sim-faults.h - everything that goes wrong, by name, and as the real transport brings it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim.h"

G_BEGIN_DECLS

/* What happens between a vendor's server and us. */
typedef enum
{
  SIM_FAULT_NAME,
  SIM_FAULT_REFUSED,
  SIM_FAULT_TLS,
  SIM_FAULT_PROXY,
  SIM_FAULT_PORTAL,
  SIM_FAULT_401_EXPIRED,
  SIM_FAULT_401_UNKNOWN,
  SIM_FAULT_403_SCOPE,
  SIM_FAULT_403_BLOCKED,
  SIM_FAULT_429_ZERO,
  SIM_FAULT_429_300,
  SIM_FAULT_429_3600,
  SIM_FAULT_429_DATE,
  SIM_FAULT_424,
  SIM_FAULT_500,
  SIM_FAULT_529,
  SIM_FAULT_SLOW,
  SIM_FAULT_CUT,
  SIM_FAULT_GARBAGE,
  SIM_FAULT_EMPTY, /* an answer with no limit in it */
  SIM_FAULT_REDIRECT,
  SIM_N_FAULTS
} SimFault;

/* What an installed program does instead of answering. */
typedef enum
{
  SIM_SILENCE_LATE,
  SIM_SILENCE_GONE,
  SIM_SILENCE_NOISE,
  SIM_N_SILENCES
} SimSilence;

/* Each was met once, by the real transport and the real agent, on this machine. */
typedef struct
{
  SimOutcome server[SIM_N_FAULTS];
  GError *silence[SIM_N_SILENCES]; /* (owned) */
} SimFaults;

SimFaults *sim_faults_record (void);
void sim_faults_free (SimFaults *self);

G_END_DECLS
