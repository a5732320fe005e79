package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;

/**
 * A client order id that a query used up, oldest first among the remembered ids.
 *
 * @param closedNanos log time of the query
 */
public record BurntIdState(AccountId account, ClientOrderId clientOrderId, long closedNanos) implements StateRecord {}
