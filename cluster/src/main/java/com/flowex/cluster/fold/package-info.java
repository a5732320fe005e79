/**
 * The engine as the log sees it: one command, its events, its answer.
 *
 * <p>Invariant: a command is applied in one way, wherever it comes from.
 */
@NullMarked
package com.flowex.cluster.fold;

import org.jspecify.annotations.NullMarked;
