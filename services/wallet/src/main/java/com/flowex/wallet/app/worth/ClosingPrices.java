package com.flowex.wallet.app.worth;

import com.flowex.domain.value.InstrumentId;
import java.util.Collection;
import java.util.Map;

/** Source of markets' former prices, which market data provides. */
@FunctionalInterface
public interface ClosingPrices {

    /** Age of a close that is never too old. */
    long ANY_AGE = Long.MAX_VALUE / 2;

    /**
     * Returns the close of the last candle that began before each moment, by market; 0 where there is none, and no entry
     * for a market without any.
     *
     * @param candleSeconds length of the candles: 3,600 or 86,400
     * @param maxAgeSeconds largest distance from the begin of a candle to the moment
     * @param moments seconds since 1970
     */
    Map<InstrumentId, long[]> before(
            int tenant, Collection<InstrumentId> markets, int candleSeconds, long maxAgeSeconds, long[] moments);
}
