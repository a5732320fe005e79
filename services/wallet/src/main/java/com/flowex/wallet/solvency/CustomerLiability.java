package com.flowex.wallet.solvency;

/**
 * Amount that a customer is owed.
 *
 * @param tag sort key of its leaf
 */
record CustomerLiability(long tag, long account, long balance) {}
