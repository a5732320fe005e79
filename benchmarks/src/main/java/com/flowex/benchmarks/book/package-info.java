/**
 * The order book alone, beside others', on one recorded workload.
 *
 * <p>Invariant: every book makes the same trades, or the comparison fails.
 */
@NullMarked
package com.flowex.benchmarks.book;

import org.jspecify.annotations.NullMarked;
