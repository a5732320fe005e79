package com.flowex.binance.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenKeysTest {

    private final ListenKeys keys = new ListenKeys(Optional.empty());

    @Test
    void anApiKeyHasOneAtATime() {
        String first = keys.issue("key-a");

        assertEquals(first, keys.issue("key-a"), "asking again keeps it alive");
        assertNotEquals(first, keys.issue("key-b"));
        assertEquals(Optional.of("key-a"), keys.ownerOf(first));
    }

    @Test
    void endedListenKeyHasNoOwnerAndANewOneDiffers() {
        String first = keys.issue("key-a");

        assertTrue(keys.end(first, "key-a"));
        assertEquals(Optional.empty(), keys.ownerOf(first));
        assertFalse(keys.keepAlive(first, "key-a"));
        assertFalse(keys.end(first, "key-a"), "twice");
        assertNotEquals(first, keys.issue("key-a"));
    }

    @Test
    void anotherKeysListenKeyCanNeitherBeExtendedNorEnded() {
        String mine = keys.issue("key-a");

        assertFalse(keys.keepAlive(mine, "key-b"));
        assertFalse(keys.end(mine, "key-b"));
        assertFalse(keys.keepAlive("guessed", "key-a"));
        assertEquals(Optional.of("key-a"), keys.ownerOf(mine));
    }
}
