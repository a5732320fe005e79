package com.flowex.risk.app.portfolio;

/**
 * Tail risk of a portfolio, as shares of its value.
 *
 * @param var value at risk
 * @param cvar conditional value at risk, or expected shortfall
 */
public record TailRisk(double var, double cvar) {}
