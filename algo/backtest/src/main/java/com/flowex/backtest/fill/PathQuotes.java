package com.flowex.backtest.fill;

/** Counterparty quotes along the price path of a bar. */
interface PathQuotes {

    /** Begins a bar with its whole volume. */
    void beginBar(double volume);

    /**
     * Quotes at a price of the path; own orders that the quotes cross trade.
     *
     * @param isFalling true if the path came from above, so that sellers come first
     * @param prints true if a trade at the price must be seen, because an order waits for one
     */
    void visit(long price, boolean isFalling, boolean prints);

    /** Prepares for a request that arrives at a price of the path. */
    void beforeArrival(long price, Arrival arrival);

    /** Tidies up after a request. */
    void afterArrival(long price);

    /** Takes all quotes out of the book. */
    void withdraw();

    /** Returns true if requests arrive at opens only. */
    boolean areArrivalsAtOpenOnly();
}
