package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;

/**
 * Takes an open order of this account out of the book.
 */
public record CancelOrder(AccountId account, OrderId order) implements CancelOne {}
