package com.flowex.trading.planted;

import com.flowex.engine.ledger.Ledger;

/** A service that comes to the engine by a window. */
public record TradingThatKnowsTheLedger(Ledger ledger) {}
