/**
 * Benchmark of converting events to rows, without HTTP and without the log.
 *
 * <p>Invariant: the projections and database settings are those of a running exchange.
 */
@NullMarked
package com.flowex.benchmarks.views;

import org.jspecify.annotations.NullMarked;
