package com.flowex.listings.provider;

/** Coin of the sample: its price and turnover are pure functions of the time. */
interface SampleCoin {

    String id();

    String symbol();

    String name();

    /** Returns the units in circulation. */
    double supply();

    /** Returns the largest number of units there can ever be. */
    double supplyMax();

    /** Returns the price in dollars at a time, in seconds since 1970; above zero. */
    double price(long seconds);

    /** Returns the turnover in dollars of the 24 hours that end at a time. */
    double dayVolume(long seconds);
}
