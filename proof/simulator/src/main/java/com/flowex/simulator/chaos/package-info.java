/**
 * Load clients with a memory: {@code ./flowex chaos load} trades on a running exchange, under any fault, and records
 * requests and answers. Beside them are readers of its streams, which record the messages.
 *
 * <p>Invariant: a request is recorded before it is sent, and its answer before the next one; an unanswered request is
 * never repeated with another id.
 */
@NullMarked
package com.flowex.simulator.chaos;

import org.jspecify.annotations.NullMarked;
