package com.flowex.orderentry.planted;

import com.flowex.access.http.route.Endpoint;

/** Order entry that knows one of its interfaces. */
public record OrderEntryThatKnowsAnEndpoint(Endpoint endpoint) {}
