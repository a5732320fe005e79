package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;

/**
 * A client order id that a query used up, oldest first among the remembered ids.
 *
 * @param closedNanos log time of the query
 */
public record BurntIdState(AccountId account, ClientOrderId clientOrderId, long closedNanos) implements StateRecord {}
