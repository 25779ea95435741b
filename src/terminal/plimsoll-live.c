/* plimsoll-live.c - numbers that keep coming, for commands that stay.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds what is known and tells when that changes, and of nothing else, so that a command that
 * redraws at every `changed` redraws no oftener than there is something to see. Obtaining the
 * numbers is left to those that derive from it. */
#include "plimsoll-live.h"

#include "plimsoll-codec.h"

typedef struct
{
  GPtrArray *reports; /* (owned) (element-type PlimsollReport) */
  gboolean is_asking;
  gboolean is_complete;
} PlimsollLivePrivate;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (PlimsollLive, plimsoll_live, G_TYPE_OBJECT)

static void
plimsoll_live_finalize (GObject *object)
{
  PlimsollLivePrivate *priv = plimsoll_live_get_instance_private (PLIMSOLL_LIVE (object));

  g_ptr_array_unref (priv->reports);
  G_OBJECT_CLASS (plimsoll_live_parent_class)->finalize (object);
}

static void
plimsoll_live_class_init (PlimsollLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_live_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PLIMSOLL_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
plimsoll_live_init (PlimsollLive *self)
{
  PlimsollLivePrivate *priv = plimsoll_live_get_instance_private (self);

  priv->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
}

GPtrArray *
plimsoll_live_get_reports (PlimsollLive *self)
{
  PlimsollLivePrivate *priv = plimsoll_live_get_instance_private (self);

  return priv->reports;
}

gboolean
plimsoll_live_is_asking (PlimsollLive *self)
{
  PlimsollLivePrivate *priv = plimsoll_live_get_instance_private (self);

  return priv->is_asking;
}

gboolean
plimsoll_live_is_complete (PlimsollLive *self)
{
  PlimsollLivePrivate *priv = plimsoll_live_get_instance_private (self);

  return priv->is_complete;
}

void
plimsoll_live_refresh (PlimsollLive *self)
{
  PlimsollLiveClass *klass = PLIMSOLL_LIVE_GET_CLASS (self);

  if (klass->refresh != NULL)
    klass->refresh (self);
}

/* The codec writes equal reports as equal bytes. */
static gboolean
are_equal (GPtrArray *some, GPtrArray *others)
{
  if (some->len != others->len)
    return FALSE;
  for (guint i = 0; i < some->len; i++)
    {
      g_autoptr (GVariant) one = NULL;
      g_autoptr (GVariant) other = NULL;

      if (g_ptr_array_index (some, i) == g_ptr_array_index (others, i))
        continue;
      one = g_variant_ref_sink (plimsoll_codec_pack_report (g_ptr_array_index (some, i)));
      other = g_variant_ref_sink (plimsoll_codec_pack_report (g_ptr_array_index (others, i)));
      if (!g_variant_equal (one, other))
        return FALSE;
    }
  return TRUE;
}

void
plimsoll_live_take (PlimsollLive *self,
                    GPtrArray *reports,
                    gboolean is_asking,
                    gboolean is_complete)
{
  PlimsollLivePrivate *priv = plimsoll_live_get_instance_private (self);
  g_autoptr (GPtrArray) before = priv->reports;
  gboolean is_same = are_equal (before, reports) && priv->is_asking == is_asking
                     && priv->is_complete == is_complete;

  priv->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  for (guint i = 0; i < reports->len; i++)
    g_ptr_array_add (priv->reports, plimsoll_report_ref (g_ptr_array_index (reports, i)));
  priv->is_asking = is_asking;
  priv->is_complete = is_complete;
  if (!is_same)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
