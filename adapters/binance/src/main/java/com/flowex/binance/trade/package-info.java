/**
 * Orders and accounts of the signed caller: orders go through the order entry module, and reads use the views of
 * trading and the wallet.
 *
 * <p>Invariant: an order is parsed in one place: its parameters become the body of the exchange's own route, which
 * parses it.
 */
@NullMarked
package com.flowex.binance.trade;

import org.jspecify.annotations.NullMarked;
