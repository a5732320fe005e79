/**
 * Histories: clients' requests to an exchange, its answers, and their times. A checker, ours or another's, judges this
 * record.
 *
 * <p>Invariant: lines are in the order in which they happened; a client sends a request only after its last one was
 * answered or given up, and after giving one up it has another process number, as in Jepsen's histories
 * ({@code docs/histories.md}).
 */
@NullMarked
package com.flowex.simulator.history;

import org.jspecify.annotations.NullMarked;
