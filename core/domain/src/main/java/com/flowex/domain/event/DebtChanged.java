package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;

/**
 * An account owes its tenant's lending pool another amount, because it borrowed or repaid.
 *
 * @param principalUnits borrowed units that are not repaid
 * @param interestUnits interest that is not paid, rounded up to whole units
 */
public record DebtChanged(AccountId account, AssetId asset, long principalUnits, long interestUnits) implements Event {}
