package com.flowex.edge.planted;

import com.flowex.desk.OrderEntryService;

/** A door that trades by itself. */
public record EdgeThatTrades(OrderEntryService desk) {}
