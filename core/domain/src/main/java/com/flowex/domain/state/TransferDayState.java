package com.flowex.domain.state;

/**
 * Day on which the transfer steps that follow were requested, or on which their reservations were last checked; days
 * ascend.
 *
 * @param day day of log time in UTC, counted since 1970
 */
public record TransferDayState(long day) implements StateRecord {}
