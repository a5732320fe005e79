/**
 * Meters of the process, in Prometheus text.
 *
 * <p>Invariant: a meter is named once, and its tags have only bounded values.
 */
@NullMarked
package com.flowex.platform.telemetry;

import org.jspecify.annotations.NullMarked;
