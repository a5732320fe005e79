/**
 * Clients with a memory: {@code ./flowex chaos load} trades on a running exchange, whatever happens to it, and writes down what it asked and was
 * told; beside them readers of its streams, who write down what they see.
 *
 * <p>Invariant: a question is written down before it is sent, its answer before the next; nothing that has got no answer is asked again by
 * another id.
 */
@NullMarked
package com.flowex.simulator.chaos;

import org.jspecify.annotations.NullMarked;
