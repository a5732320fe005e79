/**
 * Orders and accounts of whoever signs: placed, changed and canceled at the desk, read from the views of trading and the wallet.
 *
 * <p>Invariant: nothing of an order is read twice: its parameters become the body of the exchange's own route, which is read there.
 */
@NullMarked
package com.flowex.binance.trade;

import org.jspecify.annotations.NullMarked;
