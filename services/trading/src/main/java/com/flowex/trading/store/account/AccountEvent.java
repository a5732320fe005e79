package com.flowex.trading.store.account;

/**
 * An event that concerns an account.
 *
 * @param sequence sequence of the event in the log; a command's events are consecutive
 * @param timeNanos log time, nanoseconds since 1970
 */
public record AccountEvent(long sequence, long timeNanos, AccountUpdate news) {}
