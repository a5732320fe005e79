package com.flowex.custody.planted;

import com.flowex.desk.OrderEntryService;

/** Knows who trades. */
public record CustodyThatKnowsTheDesk(OrderEntryService desk) {}
