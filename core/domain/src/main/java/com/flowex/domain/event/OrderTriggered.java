package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;

/**
 * A conditional order's trigger was met; the order acts as soon as its turn comes.
 *
 * @param price the watched price that met it
 */
public record OrderTriggered(OrderId order, AccountId account, InstrumentId instrument, Price price) implements Event {}
