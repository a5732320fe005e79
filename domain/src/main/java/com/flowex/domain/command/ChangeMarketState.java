package com.flowex.domain.command;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.MarketState;

/**
 * Opens, halts, restricts or delists a market. Delisting ends the market's orders and is permanent. Giving the same
 * state again changes nothing.
 */
public record ChangeMarketState(int tenant, InstrumentId instrument, MarketState state) implements Command {}
