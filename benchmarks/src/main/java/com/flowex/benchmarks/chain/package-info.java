/**
 * What the chain of policies around every route costs.
 *
 * <p>Invariant: the same client, the same bytes to it, with and without the chain, in turns in one process.
 */
@NullMarked
package com.flowex.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
