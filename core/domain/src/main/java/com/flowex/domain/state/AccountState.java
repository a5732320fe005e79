package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;

/**
 * An open account, in the order of opening.
 *
 * @param hasForgottenIds true if even the traces of some of its client order ids are gone, so that an unknown id may
 *     have been used
 * @param mayOwe true if its balances may be negative
 * @param isKilled true if a kill switch stops it
 * @param preventionGroup group for self-trade prevention; 0 if the account is in none
 * @param deadMansNanos log time at which its orders are canceled, in nanoseconds since 1970; 0 means never
 */
public record AccountState(
        AccountId account,
        boolean hasForgottenIds,
        boolean mayOwe,
        boolean isKilled,
        long preventionGroup,
        long deadMansNanos)
        implements StateRecord {}
