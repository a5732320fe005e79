package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;

/**
 * Takes the open order that this account gave this id out of the book.
 */
public record CancelOrderByClientId(AccountId account, ClientOrderId clientOrderId) implements CancelOne {}
