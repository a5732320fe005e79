package com.flowex.domain.command;

import com.flowex.domain.AccountId;

/**
 * Takes every open order of this account out of all books, oldest first; none open is no error.
 */
public record CancelAllOrders(AccountId account) implements Command {}
