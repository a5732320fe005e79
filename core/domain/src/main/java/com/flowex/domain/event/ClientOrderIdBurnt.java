package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;

/**
 * A query used up an id that had never been seen: an order that arrives with it is refused.
 */
public record ClientOrderIdBurnt(AccountId account, ClientOrderId clientOrderId) implements Event {}
