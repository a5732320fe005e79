package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;

/**
 * Trace of a client order id past retention, enough to know that it was seen; oldest first.
 *
 * @param hash 64-bit hash of the id
 * @param closedNanos log time at which its order left the book
 */
public record ExpiredIdState(AccountId account, long hash, long closedNanos) implements StateRecord {}
