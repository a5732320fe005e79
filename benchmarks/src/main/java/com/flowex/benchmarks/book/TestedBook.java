package com.flowex.benchmarks.book;

/** A book that plays a workload and folds every trade into one number. */
public interface TestedBook {

    /** Plays the commands {@code from} (inclusive) to {@code to} (exclusive). */
    void run(Workload workload, int from, int to);

    /** Number of trades so far. */
    long trades();

    /** Over resting order, price and size of every trade: equal for books that trade alike. */
    long digest();

    /** Orders in the book. */
    int open();
}
