package com.flowex.wallet.convert;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import java.util.Optional;

/** What orders traded; whoever shows orders knows. */
@FunctionalInterface
public interface Executions {

    /**
     * What an order traded at once.
     *
     * @param quantityUnits of the base asset
     * @param quoteUnits for it
     * @param feeUnits of what was received
     */
    record Execution(long quantityUnits, long quoteUnits, long feeUnits) {}

    /**
     * An order's trades.
     *
     * @param sequence of the event that accepted it
     * @return empty while that is not shown yet
     */
    Optional<Execution> of(AccountId account, OrderId order, long sequence);
}
