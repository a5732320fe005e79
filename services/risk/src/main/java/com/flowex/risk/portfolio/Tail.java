package com.flowex.risk.portfolio;

/**
 * What is lost at most with a confidence, and on average where it is more; shares of the value.
 *
 * @param var value at risk
 * @param cvar conditional value at risk, or expected shortfall
 */
public record Tail(double var, double cvar) {}
