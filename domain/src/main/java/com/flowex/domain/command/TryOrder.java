package com.flowex.domain.command;

import com.flowex.domain.OrderRequest;

/** Asks what placing this order would do now. Nothing changes: no order, no event, and its client order id stays unused. */
public record TryOrder(OrderRequest request) implements Command {}
