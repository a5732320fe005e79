package com.flowex.custody;

/**
 * A coin that a network carries: its own one, or the token of a contract.
 *
 * @param network code of the network
 * @param asset code of the asset that it represents, as in {@code USDT}
 * @param token canonical address of the contract; empty for the network's own coin
 * @param decimals decimal places of its smallest unit: 8 for bitcoin, 18 for ether
 */
public record Coin(String network, String asset, String token, int decimals) {

    /** Token of the network's own coin. */
    public static final String NATIVE = "";

    private static final int DECIMALS_MAX = 36;

    public Coin {
        if (decimals < 0 || decimals > DECIMALS_MAX) {
            throw new IllegalArgumentException("a coin has 0.." + DECIMALS_MAX + " decimals, was " + decimals);
        }
    }

    public boolean isNative() {
        return token.equals(NATIVE);
    }

    @Override
    public String toString() {
        return asset + " on " + network;
    }
}
