/**
 * Benchmarks of the engine alone, without log, codec and threads.
 *
 * <p>Invariant: every benchmark checks once that its commands had the intended effect.
 */
@NullMarked
package com.flowex.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
