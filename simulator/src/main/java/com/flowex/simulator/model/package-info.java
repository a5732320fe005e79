/**
 * A model of the log: what Aeron Cluster promises to the engine, and no more than that, in one thread and without a clock or a disk.
 *
 * <p>Invariant: what happens next is decided by who calls; the same calls lead to the same logs, byte for byte.
 */
@NullMarked
package com.flowex.simulator.model;

import org.jspecify.annotations.NullMarked;
