package com.flowex.domain.command;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.MarketState;

/**
 * Opens, halts, narrows or delists a market. Delisting ends its orders and is for ever. The same state again changes
 * nothing.
 */
public record ChangeMarketState(int tenant, InstrumentId instrument, MarketState state) implements Command {}
