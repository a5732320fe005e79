/**
 * Health monitoring: probes of disk, memory, processor, clock and all registered components, with a history.
 *
 * <p>Invariant: a reader of the health pages never waits for a probe.
 */
@NullMarked
package com.flowex.platform.monitor;

import org.jspecify.annotations.NullMarked;
