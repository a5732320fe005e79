package com.flowex.binance.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.SecretSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenTokensTest {

    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final ListenTokens.ListenToken CONTENT =
            new ListenTokens.ListenToken("key-a", Optional.empty(), 2_000);

    private static ListenTokens at(long millis, String keys) {
        return new ListenTokens(
                new Sealing(KeyRing.of(new SecretSource.Supplied(keys))), () -> Instant.ofEpochMilli(millis));
    }

    @Test
    void everyProcessReadsATokenUntilItExpires() {
        String token = at(1_000, "k1:" + KEY).seal(CONTENT);

        assertEquals(Optional.of(CONTENT), at(1_999, "k1:" + KEY).open(token));
        assertEquals(Optional.empty(), at(2_000, "k1:" + KEY).open(token));
        assertEquals(Optional.of(CONTENT), at(1_999, "k2:" + KEY + ",k1:" + KEY).open(token), "behind a newer key");
        assertEquals(Optional.empty(), at(1_999, "k2:" + KEY).open(token), "its key is gone");

        ListenTokens.ListenToken isolated =
                new ListenTokens.ListenToken("key-a", Optional.of(new InstrumentId(7)), 2_000);
        assertEquals(
                Optional.of(isolated),
                at(1_999, "k1:" + KEY).open(at(1_000, "k1:" + KEY).seal(isolated)));
    }

    @Test
    void aTokenShowsNoKeyAndCannotBeForged() {
        ListenTokens tokens = at(1_000, "k1:" + KEY);
        String token = tokens.seal(CONTENT);

        assertFalse(token.contains("key-a"));
        String changed = (token.charAt(token.length() - 8) == 'A' ? 'B' : 'A') + token.substring(token.length() - 7);
        for (String forged :
                List.of("", " ", "key-a", "AAAA", token + token, token.substring(0, token.length() - 8) + changed)) {
            assertEquals(Optional.empty(), tokens.open(forged), forged);
        }
    }
}
