package com.flowex.custody;

/**
 * What a network carries of one kind: its own coin, or a token of a contract.
 *
 * @param network by which code
 * @param asset code of the asset that it stands for, as in {@code USDT}
 * @param token the contract in its canonical form; empty for the network's own coin
 * @param decimals places of its smallest unit: 8 for bitcoin, 18 for ether
 */
public record Coin(String network, String asset, String token, int decimals) {

    /** The network's own. */
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
