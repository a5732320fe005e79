/**
 * What happens to an account in the words of clients of Binance: user data events, and the listen keys by which they are had.
 *
 * <p>Invariant: an event is an entry of the account's own log (ADR 0125) in other words; nothing is made up, counted or kept here.
 */
@NullMarked
package com.flowex.binance.user;

import org.jspecify.annotations.NullMarked;
