package com.flowex.strategies.app.run;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.run.market.LiveBooks;

/**
 * Parts of the exchange that runs need.
 *
 * @param orderEntry the way of orders into the log
 * @param directory listed markets
 * @param market data of these markets
 * @param events events of the owners' accounts
 * @param notices notices to owners
 * @param owners owners as identity knows them
 */
public record RunDependencies(
        OrderEntryService orderEntry,
        InstrumentDirectory directory,
        MarketData market,
        OwnerEvents events,
        RunNotices notices,
        OwnerStatus owners) {

    /**
     * Data of markets.
     *
     * @param candles stored candles
     * @param clock time up to which the candles are complete
     * @param books books and trades as they are now
     */
    public record MarketData(CandleHistory candles, MarketClock clock, LiveBooks books) {}

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

    /** Owners of runs as identity knows them. */
    @FunctionalInterface
    public interface OwnerStatus {

        /** Returns true if the owner of an account is active: neither suspended, nor closed, nor erased. */
        boolean isActive(AccountId owner);
    }

    /**
     * Fault of the exchange's own: a view of one tenant has stopped, so its candles or its events of accounts are shown up
     * to an event only, while the log goes on. An operator rebuilds the view.
     */
    public static final class ViewStoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final boolean areEvents;
        private final long shown;

        /**
         * @param areEvents true if events of accounts are not shown; false if only candles are not
         * @param shown number of the last event that is shown
         */
        public ViewStoppedException(boolean areEvents, long shown) {
            super((areEvents ? "the orders and balances" : "the market data")
                    + " of this exchange are shown up to event " + shown
                    + " only, by a fault of its own; start a new run once it is mended");
            this.areEvents = areEvents;
            this.shown = shown;
        }

        /** Returns true if events of accounts are not shown, so that a run does not learn how its orders end. */
        boolean areEvents() {
            return areEvents;
        }

        long shown() {
            return shown;
        }
    }
}
