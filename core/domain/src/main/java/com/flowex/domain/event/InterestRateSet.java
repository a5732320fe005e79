package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;

/**
 * Rate that was computed for the next hour of a debt, where an asset has rates of its own beside its terms. It comes
 * directly before the {@link InterestCharged} of a loan's first hour, which it is for, or of hours that were due, after
 * which it holds.
 *
 * @param poolBillionths rate of the pool, in billionths of the debt
 * @param hourlyRateBillionths rate of the account: that of the pool, less its discount
 */
public record InterestRateSet(AccountId account, AssetId asset, int poolBillionths, int hourlyRateBillionths)
        implements Event {}
