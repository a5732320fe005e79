/**
 * Why something is not done, in words that any way of asking can tell: a code, a sentence, the fields in error, when to ask again.
 *
 * <p>Invariant: nothing here knows how a request came or how its answer goes. What HTTP says of a refusal is said in
 * {@code edge.http} (ADR 0078).
 */
@NullMarked
package com.flowex.ground.refusal;

import org.jspecify.annotations.NullMarked;
