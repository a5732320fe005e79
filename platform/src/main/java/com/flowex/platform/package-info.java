/**
 * Platform of one process: settings, database, Redis, health.
 *
 * <p>Invariant: it knows neither requests nor trading; its opener closes it.
 */
@NullMarked
package com.flowex.platform;

import org.jspecify.annotations.NullMarked;
