package com.flowex.access.planted;

import com.flowex.orderentry.OrderEntryService;

/** A door that trades by itself. */
public record EdgeThatTrades(OrderEntryService orderEntry) {}
