package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/**
 * Ends a liquidation at once, although a market or a price stops it: the insurance account takes the assets over at
 * their index prices and pays the debts, and what it cannot pay is a recorded shortfall. It changes nothing if the
 * account is not being liquidated.
 */
public record CloseLiquidation(AccountId account) implements Command {}
