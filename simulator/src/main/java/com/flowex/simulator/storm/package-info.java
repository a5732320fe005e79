/**
 * Everything that may happen to several machines, on this one: {@code ./flowex chaos --minutes M} runs nodes, services and a gateway, each in a network
 * of its own, breaks one thing after the other, or two at once, while clients that remember trade and readers follow streams, and judges what is left.
 *
 * <p>Invariant: what a seed breaks, and in which order, depends on the seed and on what this machine can do alone; what was broken is mended before
 * the next; no process, namespace or mount outlives the run.
 */
@NullMarked
package com.flowex.simulator.storm;

import org.jspecify.annotations.NullMarked;
