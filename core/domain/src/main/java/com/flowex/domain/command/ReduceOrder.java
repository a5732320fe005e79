package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;

/**
 * Lowers an open order's quantity without losing its place in the queue.
 *
 * @param quantity new whole quantity of the order, the filled part included; an order that has filled as much is
 *     canceled
 */
public record ReduceOrder(AccountId account, OrderId order, Quantity quantity) implements Command {}
