/**
 * Benchmarks of the codecs alone: the time of a node for decoding a command and for encoding its events.
 *
 * <p>Invariant: every benchmark checks once that decoding returns the encoded value.
 */
@NullMarked
package com.flowex.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
