/**
 * Fault injection for several machines on this one. {@code ./flowex chaos --minutes M} runs nodes, services and a
 * gateway, each in a network of its own, and injects faults, one after the other or two at once. Meanwhile clients that
 * record a history trade and readers follow streams; the results are judged.
 *
 * <p>Invariant: the faults of a seed and their order depend only on the seed and on this machine's capabilities; a
 * fault is removed before the next; no process, namespace or mount outlives the run.
 */
@NullMarked
package com.flowex.simulator.injection;

import org.jspecify.annotations.NullMarked;
