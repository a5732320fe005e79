package com.flowex.strategy.order;

/** Own order that has not ended. */
public record OpenOrder(String clientOrderId, OrderIntent intent, double filled, double remaining) {}
