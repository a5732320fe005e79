package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;

/**
 * A conditional order's trigger was met; the order acts as soon as its turn comes.
 *
 * @param price the watched price that met it
 */
public record OrderTriggered(OrderId order, AccountId account, InstrumentId instrument, Price price) implements Event {}
