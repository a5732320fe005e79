/**
 * The process's meters, in Prometheus text.
 *
 * <p>Invariant: meters are named once and tagged with bounded values only.
 */
@NullMarked
package com.flowex.ground.telemetry;

import org.jspecify.annotations.NullMarked;
