package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/**
 * The level of an account has fallen to its tenant's liquidation level. Until {@link LiquidationEnded} the account has
 * no orders of its own, borrows nothing and pays nothing out.
 *
 * @param levelMillionths value of the assets in millionths of the debts, rounded down
 */
public record LiquidationStarted(AccountId account, long levelMillionths) implements Event {}
