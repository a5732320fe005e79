/**
 * {@code ./flowex sim}: the engine, a model of the log, clients and readers of events in one thread under one seed.
 *
 * <p>Invariant: a run depends on its setup and its moves alone. Nothing here reads a clock, starts a thread or touches a file but what
 * writes and reads bundles.
 */
@NullMarked
package com.flowex.simulator.fate;

import org.jspecify.annotations.NullMarked;
