/**
 * The engine as the log uses it: one command, its events, its answer.
 *
 * <p>Invariant: a command is applied in the same way, wherever it comes from.
 */
@NullMarked
package com.flowex.cluster.reducer;

import org.jspecify.annotations.NullMarked;
