package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;

/**
 * Debt of an account to its tenant's lending pool.
 *
 * @param principalUnits borrowed units that are not repaid, 1 or more
 * @param interestUnits whole units of interest that are not paid
 * @param interestBillionths fraction of a unit of interest, in billionths
 * @param hourlyRateBillionths rate of the next hour
 * @param nextHourNanos log time at which the next hour is charged, nanoseconds since 1970
 */
public record DebtState(
        AccountId account,
        AssetId asset,
        long principalUnits,
        long interestUnits,
        int interestBillionths,
        int hourlyRateBillionths,
        long nextHourNanos)
        implements StateRecord {}
