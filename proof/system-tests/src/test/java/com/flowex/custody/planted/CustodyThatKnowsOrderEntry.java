package com.flowex.custody.planted;

import com.flowex.orderentry.OrderEntryService;

/** Custody that knows order entry. */
public record CustodyThatKnowsOrderEntry(OrderEntryService orderEntry) {}
