package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/**
 * The level of an account has fallen below its tenant's call level. The next call comes only after a level at or above
 * it.
 *
 * @param levelMillionths value of the assets in millionths of the debts, rounded down
 */
public record MarginCalled(AccountId account, long levelMillionths) implements Event {}
