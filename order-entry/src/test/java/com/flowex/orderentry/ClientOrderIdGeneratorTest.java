package com.flowex.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.ClientOrderId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders that come without an id use none of what is remembered of their account and tenant (finding F12): theirs say their time. */
class ClientOrderIdGeneratorTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_123L));

    private final ClientOrderIdGenerator ids = new ClientOrderIdGenerator(CLOCK);

    @Test
    void anIdSaysItsTimeInTheUsualForm() {
        ClientOrderId id = ids.next();
        UUID uuid = UUID.fromString(id.toString());

        assertEquals(CLOCK.millis(), id.millis());
        assertEquals(7, uuid.version());
        assertEquals(2, uuid.variant());
    }

    /** Also in one millisecond, and in two processes at once. */
    @Test
    void idsAreUnique() {
        ClientOrderIdGenerator others = new ClientOrderIdGenerator(CLOCK);
        Set<ClientOrderId> all = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(all.add(ids.next()));
            assertTrue(all.add(others.next()));
        }
    }
}
