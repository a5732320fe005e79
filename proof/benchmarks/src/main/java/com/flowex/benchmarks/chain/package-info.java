/**
 * Cost of the chain of policies around every route.
 *
 * <p>Invariant: the client and its bytes are the same with and without the chain, and both run alternately in one
 * process.
 */
@NullMarked
package com.flowex.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
