package com.flowex.domain.state;

/**
 * The day on which the transfer steps that follow were asked for, or their reservations last looked at; days are in order.
 *
 * @param day of log time, in UTC, since 1970
 */
public record TransferDayState(long day) implements StateRecord {}
