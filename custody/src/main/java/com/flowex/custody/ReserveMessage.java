package com.flowex.custody;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an address's key says of what is there: how much at which block, and for which claim of what is owed. It is the only text that keys
 * sign beside transactions; its first line says that it is none.
 *
 * @param tenant whose address it is
 * @param asset code, as in {@code BTC}
 * @param units in the coin's smallest unit
 * @param decimals places of that unit
 * @param height of the block at which that was there
 * @param block its hash
 * @param sequence event of the claim
 * @param root hexadecimal digits: of the claim's tree; nobody knows it before, so that no signature is older than its claim
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

    /** @throws IllegalArgumentException if something is negative, or no word of visible ASCII */
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

    /** The text that is signed: one thing a line, in this order. */
    public String text() {
        List<Object> values = List.of(tenant, asset, network, address, units, decimals, height, block, sequence, root);
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        for (int i = 0; i < NAMES.size(); i++) {
            text.append(NAMES.get(i)).append(' ').append(values.get(i)).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote, and nothing else.
     *
     * @throws IllegalArgumentException if it is none
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
