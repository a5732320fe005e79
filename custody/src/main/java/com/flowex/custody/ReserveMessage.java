package com.flowex.custody;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signed statement of an address's balance at a block, for one claim of liabilities. It is the only text that keys sign
 * besides transactions; its first line shows that it is not a transaction.
 *
 * @param tenant owner of the address
 * @param asset code of the asset, as in {@code BTC}
 * @param units balance in the coin's smallest unit
 * @param decimals decimal places of that unit
 * @param height height of the block of the balance
 * @param block hash of that block
 * @param sequence event of the claim
 * @param root root of the claim's tree in hexadecimal digits; it is not known before, so no signature is older than its
 *     claim
 */
public record ReserveMessage(
        int tenant,
        String asset,
        String network,
        String address,
        BigInteger units,
        int decimals,
        long height,
        String block,
        long sequence,
        String root) {

    public static final String FORMAT = "flowex-reserves-1";

    private static final int WORD_LENGTH_MAX = 200;
    private static final List<String> NAMES = List.of(
            "tenant", "asset", "network", "address", "units", "decimals", "height", "block", "sequence", "root");

    /** @throws IllegalArgumentException if a number is negative, or a word is not visible ASCII */
    public ReserveMessage {
        if (tenant < 1 || units.signum() < 0 || decimals < 0 || height < 0 || sequence < 0) {
            throw new IllegalArgumentException("a message about reserves has no negative numbers");
        }
        for (String word : List.of(asset, network, address, block, root)) {
            if (word.isEmpty()
                    || word.length() > WORD_LENGTH_MAX
                    || !word.chars().allMatch(each -> each > ' ' && each <= '~')) {
                throw new IllegalArgumentException("no word of a message about reserves: " + word);
            }
        }
    }

    /** Returns the signed text: one field on each line, in this order. */
    public String text() {
        List<Object> values = List.of(tenant, asset, network, address, units, decimals, height, block, sequence, root);
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        for (int i = 0; i < NAMES.size(); i++) {
            text.append(NAMES.get(i)).append(' ').append(values.get(i)).append('\n');
        }
        return text.toString();
    }

    /**
     * Parses the output of {@link #text}, and nothing else.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static ReserveMessage parse(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        if (lines.size() != NAMES.size() + 2 || !lines.getFirst().equals(FORMAT)) {
            throw notOne();
        }
        List<String> values = lines.subList(1, NAMES.size() + 1).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.toList());
        ReserveMessage read = new ReserveMessage(
                Integer.parseInt(values.get(0)),
                values.get(1),
                values.get(2),
                values.get(3),
                new BigInteger(values.get(4)),
                Integer.parseInt(values.get(5)),
                Long.parseLong(values.get(6)),
                values.get(7),
                Long.parseLong(values.get(8)),
                values.get(9));
        if (!read.text().equals(text)) {
            throw notOne();
        }
        return read;
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException("not a message about reserves");
    }
}
