package com.flowex.domain;

/**
 * A sum of one asset, in that asset's smallest unit.
 *
 * @param asset amounts of different assets never meet
 * @param units signed; a difference may be negative
 */
public record Amount(AssetId asset, long units) {

    /**
     * Adds two sums of the same asset.
     *
     * @throws IllegalArgumentException if the assets differ: a caller's bug, not a refusal
     * @throws ArithmeticException if the result does not fit; listing rules make that impossible for balances
     */
    public Amount plus(Amount other) {
        if (!asset.equals(other.asset)) {
            throw new IllegalArgumentException("cannot add asset " + other.asset + " to asset " + asset);
        }
        return new Amount(asset, Math.addExact(units, other.units));
    }
}
