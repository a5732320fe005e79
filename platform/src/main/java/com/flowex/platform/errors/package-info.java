/**
 * Refusals, independent of the protocol: a code, a sentence, the fields in error, and the time until a repetition is
 * useful.
 *
 * <p>Invariant: this package does not know the protocol of a request or its answer. The HTTP form of a refusal belongs
 * to {@code edge.http} (ADR 0078).
 */
@NullMarked
package com.flowex.platform.errors;

import org.jspecify.annotations.NullMarked;
