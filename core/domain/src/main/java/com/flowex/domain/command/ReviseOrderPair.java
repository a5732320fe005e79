package com.flowex.domain.command;

import com.flowex.domain.order.PairChange;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;

/**
 * Changes both orders of a pair in one step, or neither. Fields that the change does not name stay as they are when the
 * command is applied. Both orders keep their ids and client order ids, and they stay a pair throughout.
 *
 * @param order id of either order of the pair
 */
public record ReviseOrderPair(AccountId account, OrderId order, PairChange change) implements Command {}
