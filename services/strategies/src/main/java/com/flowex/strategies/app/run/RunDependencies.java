package com.flowex.strategies.app.run;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.strategies.app.CandleHistory;

/**
 * Parts of the exchange that runs need.
 *
 * @param orderEntry the way of orders into the log
 * @param directory listed markets
 * @param candles stored candles of these markets
 * @param clock time up to which the candles are complete
 * @param events events of the owners' accounts
 * @param notices notices to owners
 */
public record RunDependencies(
        OrderEntryService orderEntry,
        InstrumentDirectory directory,
        CandleHistory candles,
        MarketClock clock,
        OwnerEvents events,
        RunNotices notices) {

    /** Time up to which the stored candles of the exchange hold every trade. */
    @FunctionalInterface
    public interface MarketClock {

        /**
         * Returns the time, in nanoseconds since 1970, before which no further trade will be stored; 0 if it is not
         * known yet.
         *
         * @param asker account that asks the log
         * @throws ViewStoppedException if a view of the account's tenant has stopped
         */
        long completeNanos(AccountId asker);

        /** Returns true unless the view of the account's events has stopped for its tenant. */
        default boolean seesEvents(AccountId asker) {
            try {
                var _ = completeNanos(asker);
                return true;
            } catch (ViewStoppedException e) {
                return !e.areEvents();
            }
        }
    }

    /** Notices to owners of runs. */
    @FunctionalInterface
    public interface RunNotices {

        /** Sends a notice by the channels that the owner has chosen. */
        void send(AccountId owner, String subject, String text);
    }
}
