package com.flowex.custody;

import java.math.BigInteger;

/**
 * What a transaction in a block paid to one address. Transaction and index name it, for ever and after a reorganization too.
 *
 * @param index of the output, or of the log entry; -1 for the plain value of an account-based transaction
 * @param from who paid, if the network says; else empty
 * @param token of what was paid; one that FlowEx does not know too
 */
public record Receipt(
        String transaction, int index, String from, String to, String token, BigInteger units, String memo) {}
