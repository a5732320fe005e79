package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;

/**
 * A debt grew by interest.
 *
 * @param interest growth of the interest owed, rounded up to whole units; it may be 0 where an hour costs a fraction
 * @param hours number of hours charged: 1, or more where the log stood still
 */
public record InterestCharged(AccountId account, Amount interest, long hours) implements Event {}
