/**
 * Comparison of the order book alone with another one, on one recorded workload.
 *
 * <p>Invariant: every book makes the same trades, or the comparison fails.
 */
@NullMarked
package com.flowex.benchmarks.book;

import org.jspecify.annotations.NullMarked;
