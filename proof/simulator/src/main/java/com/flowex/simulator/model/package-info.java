/**
 * Model of the log: exactly what Aeron Cluster guarantees to the engine, in one thread and without a clock or a disk.
 *
 * <p>Invariant: the caller decides the next event, and the same calls lead to the same logs, byte for byte.
 */
@NullMarked
package com.flowex.simulator.model;

import org.jspecify.annotations.NullMarked;
