/**
 * The engine alone: no log, no bytes, no threads.
 *
 * <p>Invariant: every benchmark checks once that its commands did what its name says.
 */
@NullMarked
package com.flowex.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
