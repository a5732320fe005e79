package com.flowex.wallet.store.solvency;

/**
 * Amount that a customer is owed.
 *
 * @param tag sort key of its leaf
 */
public record CustomerLiability(long tag, long account, long balance) {}
