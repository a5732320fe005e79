package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;

/**
 * A liquidated account had nothing left, and the insurance account could not pay all of a debt. The lending pool has
 * lost the rest, and the tenant owes it to the pool.
 *
 * @param account account whose debt ends
 * @param amount units that stay unpaid, interest included
 * @param totalUnits all shortfalls of the asset that are not booked, this one included
 */
public record ShortfallRecorded(AccountId account, Amount amount, long totalUnits) implements Event {}
