package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;

/** Cancels the open order to which this account gave this client order id. */
public record CancelOrderByClientId(AccountId account, ClientOrderId clientOrderId) implements CancelOne {}
