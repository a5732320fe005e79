package com.flowex.strategies.app.run;

import com.flowex.domain.value.AccountId;

/** Time up to which the stored candles of the exchange hold every trade. */
@FunctionalInterface
public interface MarketClock {

    /**
     * Returns the time, in nanoseconds since 1970, before which no further trade will be stored; 0 if it is not known
     * yet.
     *
     * @param asker account that asks the log
     */
    long completeNanos(AccountId asker);
}
