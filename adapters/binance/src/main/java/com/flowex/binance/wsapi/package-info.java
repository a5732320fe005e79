/**
 * WebSocket API at {@code /ws-api/v3}: every operation under its method, and sessions.
 *
 * <p>Invariant: a request here has the same signature, permission, limits and answer as over HTTP. A caller who loses
 * the right to call is disconnected.
 */
@NullMarked
package com.flowex.binance.wsapi;

import org.jspecify.annotations.NullMarked;
