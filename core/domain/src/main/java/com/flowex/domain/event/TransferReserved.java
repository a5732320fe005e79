package com.flowex.domain.event;

import com.flowex.domain.account.Transfer;

/**
 * Money was set aside at the paying account.
 *
 * @param expiresNanos log time at which it is available again, nanoseconds since 1970; 0 if never by itself
 */
public record TransferReserved(Transfer transfer, long expiresNanos) implements Event {}
