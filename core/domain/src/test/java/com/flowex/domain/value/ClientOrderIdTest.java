package com.flowex.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOrderIdTest {

    private static final String PERMITTED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/-";

    @Test
    void everyPermittedTextIsKeptVerbatim() {
        Random random = new Random(36);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(36); length > 0; length--) {
                text.append(PERMITTED.charAt(random.nextInt(PERMITTED.length())));
            }
            ClientOrderId id = ClientOrderId.of(text.toString());

            assertEquals(text.toString(), id.toString());
            assertTrue(ClientOrderId.isValid(id.w0(), id.w1(), id.w2(), id.w3()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "ü", "a\u0000", "1234567890123456789012345678901234567"})
    void anythingElseIsRefused(String text) {
        assertFalse(ClientOrderId.isValid(text));
        assertThrows(IllegalArgumentException.class, () -> ClientOrderId.of(text));
    }

    @Test
    void wordsThatNoTextMakesAreInvalid() {
        assertFalse(ClientOrderId.isValid(0, 0, 0, 0));
        assertFalse(ClientOrderId.isValid(-1, 0, 0, 0));
        assertFalse(ClientOrderId.isValid('a', 'b', 0, 0));
        assertFalse(ClientOrderId.isValid('a' | (long) 'b' << 14, 0, 0, 0));
        assertTrue(ClientOrderId.isValid('a', 0, 0, 0));
    }

    @Test
    void aWordIsValidExactlyIfEachOfItsCharactersIs() {
        long full = ClientOrderId.of("aaaaaaaaa").w0();
        for (int place = 0; place < 9; place++) {
            for (int c = 0; c < 128; c++) {
                long word = full & ~(0x7FL << 7 * place) | (long) c << 7 * place;
                boolean isEnd = c == 0 && place == 8;

                assertEquals(PERMITTED.indexOf(c) >= 0 || isEnd, ClientOrderId.isValid(word, 0, 0, 0));
                assertEquals(PERMITTED.indexOf(c) >= 0 || isEnd, ClientOrderId.isValid(full, word, 0, 0));
            }
        }
    }

    @Test
    void differentTextsAreDifferentIds() {
        assertNotEquals(ClientOrderId.of("aaaaaaaaa"), ClientOrderId.of("aaaaaaaaaa"));
        assertEquals(ClientOrderId.of("x:1/2"), ClientOrderId.of("x:1/2"));
    }

    @Test
    void aUuidOfVersion7SaysItsTime() {
        assertEquals(
                1_645_557_742_000L,
                ClientOrderId.of("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").millis());
        assertEquals(
                1_645_557_742_000L,
                ClientOrderId.of("017f22e2-79b0-7cc3-98c4-dc0c0c07398f").millis());
    }

    /** Also of 300 random ones, in either case. */
    @Test
    void aTimeIsReadAsItIsWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            long millis = random.nextLong() >>> 16 + random.nextInt(20);
            UUID id =
                    new UUID(millis << 16 | 0x7000 | random.nextInt(0x1000), Long.MIN_VALUE | random.nextLong() >>> 2);
            assertEquals(millis, ClientOrderId.of(id.toString()).millis());
            assertEquals(
                    millis,
                    ClientOrderId.of(id.toString().toUpperCase(Locale.ROOT)).millis());
        }
    }

    /** By another's writing of it; bits that have no place are left out. */
    @Test
    void anIdThatSaysItsTimeIsWrittenAsAUuid() {
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            long millis = random.nextLong() >>> 16;
            long upper = random.nextLong();
            long lower = random.nextLong();
            UUID uuid = new UUID(millis << 16 | 0x7000 | upper & 0xFFF, Long.MIN_VALUE | lower << 2 >>> 2);

            ClientOrderId id = ClientOrderId.dated(millis, upper, lower);

            assertEquals(uuid.toString(), id.toString());
            assertEquals(millis, id.millis());
        }
    }

    @Test
    void aUuidWithAnythingElseInAnyPlaceSaysNoTime() {
        StringBuilder text = new StringBuilder("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        for (int i = 0; i < text.length(); i++) {
            char before = text.charAt(i);
            text.setCharAt(i, 'g');
            assertEquals(
                    ClientOrderId.UNDATED, ClientOrderId.of(text.toString()).millis(), "at " + i);
            text.setCharAt(i, before);
        }
    }

    @Test
    void idsOtherThanUuidVersion7AreUndated() {
        for (String text : List.of(
                "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                "017f22e2.79b0-7cc3-98c4-dc0c0c07398f",
                "order-1",
                "7")) {
            assertEquals(ClientOrderId.UNDATED, ClientOrderId.of(text).millis(), text);
        }
    }
}
