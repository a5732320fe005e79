/** Parameters of Binance's orders, read into those of the exchange. */
@NullMarked
package com.flowex.binance.trade.params;

import org.jspecify.annotations.NullMarked;
