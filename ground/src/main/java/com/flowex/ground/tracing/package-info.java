/**
 * Where a request's time goes, told in OpenTelemetry's words to whoever collects that.
 *
 * <p>Invariant: what is not sampled costs a look at a number; what is sampled never waits for its collector. The engine knows nothing
 * of it: its spans are made of the times in its answers.
 */
@NullMarked
package com.flowex.ground.tracing;

import org.jspecify.annotations.NullMarked;
