package com.flowex.wallet.store.solvency;

import java.util.HexFormat;

/**
 * Signed claim of what the exchange owes.
 *
 * @param tenant number of the tenant
 * @param asset code of the asset
 * @param sequence event as of which it is owed
 * @param time time at which the claim was made, ISO
 * @param leaves number of customers to whom something is owed
 * @param sum total in units
 * @param root root hash in hexadecimal
 */
public record Attestation(
        int tenant, String asset, int scale, long sequence, String time, long leaves, String sum, String root) {

    public static final String FORMAT = "flowex-liabilities-1";

    /** Asset of a tenant for which something is claimed, and its scale. */
    public record Subject(int tenant, String asset, int scale) {}

    public static Attestation of(Subject subject, long sequence, String time, long leaves, MerkleSumNode root) {
        return new Attestation(
                subject.tenant,
                subject.asset,
                subject.scale,
                sequence,
                time,
                leaves,
                Long.toString(root.sum()),
                HexFormat.of().formatHex(root.hash()));
    }

    /** Returns the signed text: one field on each line, in this order. */
    public String signed() {
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
