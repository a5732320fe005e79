package com.flowex.domain.state;

import com.flowex.domain.AccountId;

/**
 * An open account, in the order of opening.
 *
 * @param hasForgottenIds whether even the traces of some of its client order ids are gone, so that an unknown id can no
 *     longer be called never seen
 * @param mayOwe whether its balances may be negative
 * @param isKilled whether a kill switch stops it
 * @param preventionGroup 0: it stands alone
 * @param deadMansNanos log time at which its orders are canceled, 0: never
 */
public record AccountState(
        AccountId account,
        boolean hasForgottenIds,
        boolean mayOwe,
        boolean isKilled,
        long preventionGroup,
        long deadMansNanos)
        implements StateRecord {}
