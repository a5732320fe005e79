package com.flowex.domain.state;

/**
 * A tenant whose trading a kill switch stops; a tenant without a record trades.
 *
 * @param isEnding true if orders of it are still to be ended
 */
public record TenantState(int tenant, boolean isEnding) implements StateRecord {}
