/**
 * Tracing of requests in OpenTelemetry's terms, for a collector.
 *
 * <p>Invariant: an unsampled request costs one comparison; a sampled one never waits for its collector. The engine
 * knows nothing of tracing: its spans are made of the times in its answers.
 */
@NullMarked
package com.flowex.platform.tracing;

import org.jspecify.annotations.NullMarked;
