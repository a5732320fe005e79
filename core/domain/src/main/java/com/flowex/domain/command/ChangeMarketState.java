package com.flowex.domain.command;

import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.InstrumentId;

/**
 * Opens, halts, restricts or delists a market. Delisting ends the market's orders and is permanent. Giving the same
 * state again changes nothing.
 */
public record ChangeMarketState(int tenant, InstrumentId instrument, MarketState state) implements Command {}
