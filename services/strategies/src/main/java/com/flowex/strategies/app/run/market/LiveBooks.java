package com.flowex.strategies.app.run.market;

import com.flowex.domain.value.AccountId;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.MarketTrade;
import java.util.List;
import java.util.Optional;

/** Books and trades of the markets as they are now. Safe for many threads. */
@FunctionalInterface
public interface LiveBooks {

    /** Highest number of levels a side. */
    int LEVELS_MAX = 10;

    /** Highest number of trades of an answer. */
    int TRADES_MAX = 100;

    /** Asks for no trades, only for the number of the last one. */
    long NO_TRADES = -1;

    /**
     * Market at one moment.
     *
     * @param timeNanos log time up to which the market is known, nanoseconds since 1970; with more trades behind the
     *     answer it is the time of the last of its own
     * @param trades trades behind the number that was asked for, oldest first, at most {@link #TRADES_MAX}
     * @param lastTrade number of the last of them; if there is none, of the market's last trade, 0 before its first
     * @param hasMore true if there are further trades, so that the book is of a later moment than the trades
     */
    record MarketState(long timeNanos, BookDepth book, List<MarketTrade> trades, long lastTrade, boolean hasMore) {

        public MarketState {
            trades = List.copyOf(trades);
        }
    }

    /**
     * Returns a market as it is now; empty if the exchange does not show it up to the present.
     *
     * @param asker account that asks
     * @param afterTrade number of the last trade that is known, or {@link #NO_TRADES}
     */
    Optional<MarketState> state(AccountId asker, String symbol, long afterTrade);
}
