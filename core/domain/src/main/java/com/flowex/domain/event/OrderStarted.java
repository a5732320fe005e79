package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;

/**
 * A pending order begins because the order that it waited for is filled. From here on it is like any order just
 * accepted; a conditional one waits for its trigger.
 */
public record OrderStarted(OrderId order, AccountId account, InstrumentId instrument) implements Event {}
