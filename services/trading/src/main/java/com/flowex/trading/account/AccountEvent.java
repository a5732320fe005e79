package com.flowex.trading.account;

/**
 * Something that happened to an account.
 *
 * @param sequence of the event in the log; a command's events follow each other
 * @param timeNanos log time, nanoseconds since 1970
 */
public record AccountEvent(long sequence, long timeNanos, AccountNews news) {}
