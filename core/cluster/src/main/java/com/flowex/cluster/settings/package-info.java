/**
 * Settings of a node, and its settings of Aeron.
 *
 * <p>Invariant: every connection to Aeron uses these settings.
 */
@NullMarked
package com.flowex.cluster.settings;

import org.jspecify.annotations.NullMarked;
