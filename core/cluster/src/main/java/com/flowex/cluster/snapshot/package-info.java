/**
 * Conversion of the engine's state to bytes and back.
 *
 * <p>Invariant: a loaded state has the digest of the written one, or is refused.
 */
@NullMarked
package com.flowex.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
