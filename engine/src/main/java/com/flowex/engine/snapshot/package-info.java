/**
 * The state as records, and back: its digest, and the audit of it all.
 *
 * <p>Invariant: what is restored has the digest of what was written.
 */
@NullMarked
package com.flowex.engine.snapshot;

import org.jspecify.annotations.NullMarked;
