package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;

/**
 * One order's part in a trade.
 *
 * @param fee fee, taken out of what this side receives (base for the buyer, quote for the seller), rounded down.
 *     Negative for a maker's rebate, which the taker's fee pays in the asset that the taker receives
 * @param remaining open quantity of the order after the trade
 */
public record Fill(OrderId order, AccountId account, Amount fee, Quantity remaining) {}
