package com.flowex.custody.ethereum;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The two calls and the one event of ERC-20 that are needed. */
final class Erc20 {

    /** {@code Transfer(address,address,uint256)}. */
    static final String TRANSFER_EVENT = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private static final String TRANSFER = "a9059cbb";
    private static final String BALANCE_OF = "70a08231";
    private static final int WORD = 32;
    private static final int CALL_BYTES = 4 + 2 * WORD;

    private Erc20() {}

    /** Effect of a call of {@code transfer(address,uint256)}. */
    record Transfer(String to, BigInteger units) {}

    /** Returns the call data of a transfer in hexadecimal digits. */
    static String transfer(String to, BigInteger units) {
        return TRANSFER + word(EthereumAddress.bytes(to)) + word(units);
    }

    static String balanceOf(String address) {
        return BALANCE_OF + word(EthereumAddress.bytes(address));
    }

    /**
     * Parses the call data of a transfer.
     *
     * @param call hexadecimal digits
     * @return empty if it is anything else
     */
    static Optional<Transfer> transfer(String call) {
        if (!call.startsWith(TRANSFER) || call.length() != 2 * CALL_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(call);
        return address(Arrays.copyOfRange(bytes, 4, 4 + WORD))
                .map(to -> new Transfer(to, new BigInteger(1, Arrays.copyOfRange(bytes, 4 + WORD, CALL_BYTES))));
    }

    /** Returns the address in a word of 32 bytes; empty if the word is not one. */
    static Optional<String> address(byte[] word) {
        int first = WORD - EthereumAddress.BYTES;
        for (int i = 0; i < first; i++) {
            if (word[i] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(EthereumAddress.of(Arrays.copyOfRange(word, first, WORD)));
    }

    private static String word(byte[] bytes) {
        return "00".repeat(WORD - bytes.length) + HexFormat.of().formatHex(bytes);
    }

    private static String word(BigInteger number) {
        String digits = number.toString(16);
        return "0".repeat(2 * WORD - digits.length()) + digits;
    }
}
