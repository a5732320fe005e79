package com.flowex.engine.planted;

import com.flowex.engine.Exchange;

/** A package of the engine that knows the class that combines the packages. */
public record PackageThatKnowsTheExchange(Exchange exchange) {}
