package com.flowex.domain.event;

import com.flowex.domain.Transfer;

/**
 * Money was set aside at its giver.
 *
 * @param expiresNanos log time at which it is free again, nanoseconds since 1970; 0: never by itself
 */
public record TransferReserved(Transfer transfer, long expiresNanos) implements Event {}
