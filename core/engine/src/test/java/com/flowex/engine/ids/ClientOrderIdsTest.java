package com.flowex.engine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.ClientOrderId;
import org.junit.jupiter.api.Test;

class ClientOrderIdsTest {

    private static final long DAY = ClientOrderIds.ANSWER_NANOS;

    private final ClientOrderIds ids = new ClientOrderIds();

    private static ClientOrderId id(int number) {
        return ClientOrderId.of("id-" + number);
    }

    private void acceptAndClose(int owner, int number, long nanos) {
        ids.close(ids.accept(owner, id(number), number, number, number), owner, nanos);
    }

    @Test
    void anAnswerIsKeptForADayAfterItsOrderEnded() {
        acceptAndClose(7, 1, 100);

        assertEquals(1, ids.answer(ids.find(7, id(1), 100 + DAY - 1)));
        assertEquals(ClientOrderIds.EXPIRED, ids.find(7, id(1), 100 + DAY));
        assertEquals(ClientOrderIds.UNKNOWN, ids.find(8, id(1), 100));
    }

    @Test
    void anOpenOrdersIdNeverExpires() {
        int entry = ids.accept(7, id(1), 1, 1, 1);
        ids.expire(1_000 * DAY);

        assertEquals(entry, ids.find(7, id(1), 1_000 * DAY));
    }

    @Test
    void theOldestAnswersOfABusyAccountBecomeTracesFirst() {
        int many = ClientOrderIds.ANSWERS_MAX + 5;
        for (int i = 1; i <= many; i++) {
            acceptAndClose(7, i, i);
        }
        acceptAndClose(8, 1, many);

        assertEquals(ClientOrderIds.EXPIRED, ids.find(7, id(5), many));
        assertEquals(6, ids.answer(ids.find(7, id(6), many)));
        assertNotEquals(ClientOrderIds.EXPIRED, ids.find(8, id(1), many));
        assertFalse(ids.hasForgotten(7));
    }

    @Test
    void anAccountThatOutlivesItsTracesIsKnownToHaveForgotten() {
        int many = ClientOrderIds.ANSWERS_MAX + ClientOrderIds.TRACES_MAX + 1;
        for (int i = 1; i <= many; i++) {
            acceptAndClose(7, i, i);
        }

        assertTrue(ids.hasForgotten(7));
        assertFalse(ids.hasForgotten(8));
        assertEquals(ClientOrderIds.UNKNOWN, ids.find(7, id(1), many));
        assertEquals(ClientOrderIds.EXPIRED, ids.find(7, id(2), many));
    }

    @Test
    void aTraceIsKeptForThirtyDays() {
        acceptAndClose(7, 1, 100);
        ids.expire(100 + DAY);
        assertEquals(ClientOrderIds.EXPIRED, ids.find(7, id(1), 100 + DAY));

        ids.expire(100 + ClientOrderIds.TRACE_NANOS);

        assertEquals(ClientOrderIds.UNKNOWN, ids.find(7, id(1), 100 + ClientOrderIds.TRACE_NANOS));
        assertTrue(ids.hasForgotten(7));
    }
}
