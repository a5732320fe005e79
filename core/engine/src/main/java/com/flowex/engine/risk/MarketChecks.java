package com.flowex.engine.risk;

/**
 * Checks of an order against the state of its account and market.
 *
 * @param risk kill switches, restrictions, states of markets and values of orders
 * @param band price band of a market
 * @param positions limits of what customers own
 */
public record MarketChecks(RiskChecks risk, PriceBand band, PositionLimits positions) {}
