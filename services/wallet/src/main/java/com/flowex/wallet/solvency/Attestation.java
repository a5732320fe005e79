package com.flowex.wallet.solvency;

import java.util.HexFormat;

/**
 * What the exchange claims to owe, and signs.
 *
 * @param tenant its number
 * @param asset its code
 * @param sequence the event at which it was
 * @param time when it was made, ISO
 * @param leaves how many are owed something
 * @param sum units, in all
 * @param root hex
 */
record Attestation(
        int tenant, String asset, int scale, long sequence, String time, long leaves, String sum, String root) {

    static final String FORMAT = "flowex-liabilities-1";

    static Attestation of(int tenant, String asset, int scale, long sequence, String time, long leaves, Node root) {
        return new Attestation(
                tenant,
                asset,
                scale,
                sequence,
                time,
                leaves,
                Long.toString(root.sum()),
                HexFormat.of().formatHex(root.hash()));
    }

    /** The text that is signed: one thing a line, in this order. */
    String signed() {
        return String.join(
                "\n",
                FORMAT,
                "tenant " + tenant,
                "asset " + asset,
                "scale " + scale,
                "sequence " + sequence,
                "time " + time,
                "leaves " + leaves,
                "sum " + sum,
                "root " + root,
                "");
    }
}
