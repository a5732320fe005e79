package com.flowex.domain.command;

import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;

/**
 * Changes two linked orders in one step, or neither: the working one and the one that it triggers. Fields that the
 * change does not name stay as they are when the command is applied. Both orders keep their ids and client order ids.
 *
 * @param order id of either of the two
 */
public record ReviseLinkedOrders(AccountId account, OrderId order, LinkedChange change) implements Command {}
