package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;

/**
 * A pending order begins: the one that it waited for is filled. From here on it is as any order that has just been accepted; a
 * conditional one waits for its trigger.
 */
public record OrderStarted(OrderId order, AccountId account, InstrumentId instrument) implements Event {}
