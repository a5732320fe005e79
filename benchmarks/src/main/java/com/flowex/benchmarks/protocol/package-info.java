/**
 * The bytes alone: what a node spends on decoding a command and on encoding its events.
 *
 * <p>Invariant: every benchmark checks once that what it decodes is what was encoded.
 */
@NullMarked
package com.flowex.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
