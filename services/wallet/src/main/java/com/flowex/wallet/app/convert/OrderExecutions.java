package com.flowex.wallet.app.convert;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import java.util.Optional;

/** Source of orders' trades, which the trading service provides. */
@FunctionalInterface
public interface OrderExecutions {

    /**
     * Trades that an order made at once.
     *
     * @param quantityUnits traded quantity of the base asset
     * @param quoteUnits traded amount of the quote asset
     * @param feeUnits fee, in the asset that was received
     */
    record Execution(long quantityUnits, long quoteUnits, long feeUnits) {}

    /**
     * Returns an order's trades.
     *
     * @param sequence number of the event that accepted the order
     * @return empty while the view does not show that event yet
     */
    Optional<Execution> of(AccountId account, OrderId order, long sequence);
}
