/**
 * User data events in the format of clients of Binance, and listen keys for following them.
 *
 * <p>Invariant: an event is a translated entry of the account's own log (ADR 0125); this package adds, counts and keeps
 * nothing.
 */
@NullMarked
package com.flowex.binance.user;

import org.jspecify.annotations.NullMarked;
