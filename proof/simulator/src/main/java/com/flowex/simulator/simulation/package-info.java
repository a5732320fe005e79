/**
 * {@code ./flowex sim}: the engine, a model of the log, clients and readers of events in one thread under one seed.
 *
 * <p>Invariant: a run depends only on its setup and its moves. Nothing here reads a clock, starts a thread or touches a
 * file, except the code that writes and reads bundles.
 */
@NullMarked
package com.flowex.simulator.simulation;

import org.jspecify.annotations.NullMarked;
