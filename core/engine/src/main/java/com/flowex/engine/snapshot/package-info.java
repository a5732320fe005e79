/**
 * Conversion of the state to records and back, with its digest and its audit.
 *
 * <p>Invariant: a restored state has the digest of the written one.
 */
@NullMarked
package com.flowex.engine.snapshot;

import org.jspecify.annotations.NullMarked;
