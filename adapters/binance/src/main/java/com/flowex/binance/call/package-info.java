/**
 * Operations of this dialect, for HTTP and for the WebSocket API.
 *
 * <p>Invariant: an operation does not depend on the transport, so both give the same answer.
 */
@NullMarked
package com.flowex.binance.call;

import org.jspecify.annotations.NullMarked;
