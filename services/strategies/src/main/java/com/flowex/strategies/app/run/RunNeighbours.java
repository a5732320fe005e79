package com.flowex.strategies.app.run;

import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.strategies.app.CandleHistory;

/**
 * Parts of the exchange that runs need.
 *
 * @param desk the way of orders into the log
 * @param directory listed markets
 * @param candles stored candles of these markets
 * @param clock time up to which the candles are complete
 * @param events events of the owners' accounts
 * @param notices notices to owners
 */
public record RunNeighbours(
        OrderEntryService desk,
        InstrumentDirectory directory,
        CandleHistory candles,
        MarketClock clock,
        OwnerEvents events,
        RunNotices notices) {}
