/* plimsoll-codec.h - snapshots and reports as GVariant, and back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* A vardict in a version: what a newer Plimsoll adds, an older one skips. The types of the entries
 * are documented in the .c file. */
#define PLIMSOLL_CODEC_TYPE G_VARIANT_TYPE ("(ua{sv})")
/* A report with 64 limits is under 20 KiB; a pipe that brings more is lying. */
#define PLIMSOLL_CODEC_MAX_BYTES (256u * 1024)

#define PLIMSOLL_CODEC_ERROR (plimsoll_codec_error_quark ())
GQuark plimsoll_codec_error_quark (void);

typedef enum
{
  PLIMSOLL_CODEC_ERROR_MALFORMED, /* do not use it, keep what you have */
} PlimsollCodecError;

/* (transfer floating) */
GVariant *plimsoll_codec_pack_report (PlimsollReport *report);
/* (transfer full) (nullable): NULL with error for anything that plimsoll_codec_pack_report() could
 * not have made, but for unknown entries. Moments come back in whole seconds. */
PlimsollReport *plimsoll_codec_unpack_report (GVariant *packed, GError **error);

/* (transfer floating) */
GVariant *plimsoll_codec_pack_snapshot (PlimsollSnapshot *snapshot);
PlimsollSnapshot *plimsoll_codec_unpack_snapshot (GVariant *packed, GError **error);

/* The same as bytes in little-endian serialised form, for pipes and files. */
GBytes *plimsoll_codec_report_to_bytes (PlimsollReport *report);
PlimsollReport *plimsoll_codec_report_from_bytes (GBytes *bytes, GError **error);

G_END_DECLS
