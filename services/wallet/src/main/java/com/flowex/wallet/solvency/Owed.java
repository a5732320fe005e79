package com.flowex.wallet.solvency;

/**
 * What a customer is owed.
 *
 * @param tag the place of its leaf
 */
record Owed(long tag, long account, long balance) {}
