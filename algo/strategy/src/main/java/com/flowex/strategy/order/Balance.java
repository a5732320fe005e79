package com.flowex.strategy.order;

/**
 * Balance of the run's account in one asset.
 *
 * @param total everything that the account owns
 * @param available the part that no open order holds
 */
public record Balance(double total, double available) {

    public static final Balance ZERO = new Balance(0, 0);
}
