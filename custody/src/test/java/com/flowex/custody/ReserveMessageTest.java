package com.flowex.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one text that keys of addresses sign. */
class ReserveMessageTest {

    private static final ReserveMessage MESSAGE = new ReserveMessage(
            1, "BTC", "bitcoin", "bc1qown", BigInteger.valueOf(12_345), 8, 812_000, "00ff", 42, "ab12");

    private static final String TEXT = """
            flowex-reserves-1
            tenant 1
            asset BTC
            network bitcoin
            address bc1qown
            units 12345
            decimals 8
            height 812000
            block 00ff
            sequence 42
            root ab12
            """;

    @Test
    void writtenMessageIsReadBack() {
        assertEquals(TEXT, MESSAGE.text());
        assertEquals(MESSAGE, ReserveMessage.parse(TEXT));
    }

    /** Any text that is not exactly one: so that nothing can be hidden in it, and one thing is said in one way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reserves",
                "TEXT more\n",
                "TEXT:tenant 1:tenant 01",
                "TEXT:tenant 1:tenant 0",
                "TEXT:units 12345:units -1",
                "TEXT:units 12345:units 0x1",
                "TEXT:units 12345:amount 12345",
                "TEXT:bc1qown:bc1q own",
                "TEXT:bc1qown:bc1q\u00fcown",
                "TEXT:flowex-reserves-1:flowex-reserves-2",
                "TEXT:\nroot ab12: root ab12"
            })
    void nothingElseIsOne(String change) {
        String[] parts = change.split(":", -1);
        String text = parts.length == 3 ? TEXT.replace(parts[1], parts[2]) : change.replace("TEXT", TEXT);
        assertThrows(IllegalArgumentException.class, () -> ReserveMessage.parse(text));
    }

    @Test
    void messageWithInjectedLinesIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReserveMessage(1, "BTC", "bitcoin", "a\nunits 9", BigInteger.ONE, 8, 1, "00", 1, "ab"));
    }
}
