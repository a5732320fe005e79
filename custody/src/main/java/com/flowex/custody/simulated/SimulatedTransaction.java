package com.flowex.custody.simulated;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A transaction of the simulated chain, and its bytes: one field on each line, the memo in hexadecimal digits.
 *
 * @param nonce number of transactions that its sender made before
 * @param fee fee in smallest units of the chain's own coin
 */
record SimulatedTransaction(
        String from, long nonce, String to, String token, BigInteger units, String memo, BigInteger fee) {

    private static final int FIELDS = 7;

    String hex() {
        String memoHex = HexFormat.of().formatHex(memo.getBytes(StandardCharsets.UTF_8));
        String text =
                String.join("\n", from, Long.toString(nonce), to, token, units.toString(), memoHex, fee.toString());
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses the hexadecimal form.
     *
     * @throws IllegalArgumentException if it is not one, or is written in another form than {@link #hex} gives
     */
    static SimulatedTransaction of(String hex) {
        String text = new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
        List<String> fields = List.of(text.split("\n", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("a transaction has " + FIELDS + " fields");
        }
        SimulatedTransaction read = new SimulatedTransaction(
                fields.get(0),
                Long.parseLong(fields.get(1)),
                fields.get(2),
                fields.get(3),
                new BigInteger(fields.get(4)),
                new String(HexFormat.of().parseHex(fields.get(5)), StandardCharsets.UTF_8),
                new BigInteger(fields.get(6)));
        if (!read.hex().equals(hex)) {
            throw new IllegalArgumentException("a transaction has one form");
        }
        return read;
    }
}
