/* plimsoll-show-json.h - reports as JSON, the form that data/plimsoll-show.schema.json describes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-show-words.h"

G_BEGIN_DECLS

/* `reports` holds PlimsollReport. `with_identity` adds the member of that name to each account. */
void plimsoll_show_json_append (GString *out,
                                GPtrArray *reports,
                                const PlimsollShowMoment *moment,
                                gboolean with_identity);

G_END_DECLS
