/**
 * The engine's state as bytes, and back.
 *
 * <p>Invariant: what is loaded has the digest of what was written, or is refused.
 */
@NullMarked
package com.flowex.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
