package com.flowex.benchmarks.book;

/** Book that plays a workload and computes one digest of all trades. */
public interface TestedBook {

    /** Plays the commands {@code from} (inclusive) to {@code to} (exclusive). */
    void run(Workload workload, int from, int to);

    /** Returns the number of trades so far. */
    long trades();

    /** Returns a digest of the resting order, price and size of every trade; it is equal for books that trade alike. */
    long digest();

    /** Returns the number of orders in the book. */
    int open();
}
