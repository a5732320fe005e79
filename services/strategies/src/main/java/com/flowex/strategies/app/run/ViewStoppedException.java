package com.flowex.strategies.app.run;

/**
 * Fault of the exchange's own: a view of one tenant has stopped, so its candles or its events of accounts are shown up
 * to an event only, while the log goes on. An operator rebuilds the view.
 */
public final class ViewStoppedException extends RuntimeException {

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
