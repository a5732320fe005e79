/**
 * Order entry: the path of a command from a service into the log, and of its outcome back to the caller.
 *
 * <p>Invariant: a caller never reads a state older than its own last acknowledged write.
 */
@NullMarked
package com.flowex.orderentry;

import org.jspecify.annotations.NullMarked;
