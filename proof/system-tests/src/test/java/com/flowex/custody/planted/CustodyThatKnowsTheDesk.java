package com.flowex.custody.planted;

import com.flowex.orderentry.OrderEntryService;

/** Knows who trades. */
public record CustodyThatKnowsTheDesk(OrderEntryService orderEntry) {}
