package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;

/** Cancels an open order of this account. */
public record CancelOrder(AccountId account, OrderId order) implements CancelOne {}
