package com.flowex.trading.planted;

import com.flowex.domain.command.PlaceOrder;

/** Sends orders past the desk. */
public record TradesByItself(PlaceOrder order) {}
