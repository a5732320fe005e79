/**
 * Timers: everything that happens at a log time without a command of its own.
 *
 * <p>Invariant: the order of timers depends on their content alone, never on when they were started.
 */
@NullMarked
package com.flowex.engine.timers;

import org.jspecify.annotations.NullMarked;
