/**
 * What a node is told, and what it tells Aeron.
 *
 * <p>Invariant: whoever connects to Aeron connects by these.
 */
@NullMarked
package com.flowex.cluster.settings;

import org.jspecify.annotations.NullMarked;
