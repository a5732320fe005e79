package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;

/** Cancels an open order of this account. */
public record CancelOrder(AccountId account, OrderId order) implements CancelOne {}
