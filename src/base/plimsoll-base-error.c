/* plimsoll-base-error.c - the error domain of the lowest floor.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files and input checks report through this one domain, so that a caller decides by what to do
 * next and never by which system call failed. */

#include "plimsoll-base-error.h"

G_DEFINE_QUARK (plimsoll - base - error - quark, plimsoll_base_error)
