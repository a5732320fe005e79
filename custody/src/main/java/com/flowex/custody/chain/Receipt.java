package com.flowex.custody.chain;

import java.math.BigInteger;

/**
 * Payment of a mined transaction to one address. Transaction and index identify it, also after a reorganization.
 *
 * @param index index of the output or of the log entry; -1 for the plain value of an account-based transaction
 * @param from sender, if the network names it; else empty
 * @param token token that was paid; it need not be known to FlowEx
 */
public record Receipt(
        String transaction, int index, String from, String to, String token, BigInteger units, String memo) {}
