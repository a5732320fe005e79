/**
 * How fast events become rows, without HTTP and without the log.
 *
 * <p>Invariant: the very projections and the very database settings of a running exchange.
 */
@NullMarked
package com.flowex.benchmarks.views;

import org.jspecify.annotations.NullMarked;
