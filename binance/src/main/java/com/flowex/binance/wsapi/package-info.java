/**
 * {@code /ws-api/v3}: every operation under its method, and sessions.
 *
 * <p>Invariant: what is asked here is held to what the same question over HTTP is held to: the same signature, permission, limits
 * and answer. Who may not call any more does not stay.
 */
@NullMarked
package com.flowex.binance.wsapi;

import org.jspecify.annotations.NullMarked;
