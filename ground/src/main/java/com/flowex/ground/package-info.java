/**
 * What every part of one process stands on: settings, database, Redis, what is said about its health.
 *
 * <p>Invariant: it knows neither requests nor trading; whoever opens it closes it.
 */
@NullMarked
package com.flowex.ground;

import org.jspecify.annotations.NullMarked;
