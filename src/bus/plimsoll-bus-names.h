/* plimsoll-bus-names.h - the names under which Plimsoll is found on the session bus.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#define PLIMSOLL_BUS_NAME "io.github.plimsoll.Plimsoll.Service"
#define PLIMSOLL_BUS_PATH "/io/github/plimsoll/Plimsoll/Service"
#define PLIMSOLL_BUS_INTERFACE "io.github.plimsoll.Plimsoll.Service"
