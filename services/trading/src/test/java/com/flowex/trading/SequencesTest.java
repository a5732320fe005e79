package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes finding T5: every answer to a write names the event that whoever reads elsewhere has to wait for. */
@Timeout(900)
class SequencesTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** The number in the answer and in its header is the log's last: there is no other writer here. */
    private void assertSays(TestAnswer answer, int status) {
        assertEquals(status, answer.status(), answer.text());
        long last = world.exchange.sequence();
        assertEquals(last, answer.json().path("sequence").asLong(), answer.text());
        assertEquals(Long.toString(last), answer.header("X-Sequence"));
    }

    /** An order's own number is of the last event that changed the order; a balance may have changed after it. */
    private void assertHeaderSays(TestAnswer answer, int status) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(Long.toString(world.exchange.sequence()), answer.header("X-Sequence"));
    }

    @Test
    void cancelAllReplacePairAndTimerSayTheirSequence() {
        String pair = """
                {"symbol":"BTC-USDT","side":"sell","quantity":"0.1","limit":{"price":"2000"},\
                "stop":{"type":"stop_loss","stop_price":"50"}}""";
        assertSays(world.server.post(ORDERS + "/oco", pair, world.ada), 201);
        assertSays(world.server.put(ORDERS + "/timer", "{\"timeout_seconds\":60}", world.ada), 200);
        assertSays(world.server.put(ORDERS + "/timer", "{\"timeout_seconds\":0}", world.ada), 200);
        String old = world.placed(world.ada, "buy", "600", "0.1");
        String other = "{\"order\":{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"601\","
                + "\"quantity\":\"0.1\"}}";
        assertSays(world.server.post(ORDERS + "/" + old + "/replace", other, world.ada), 201);
        assertSays(world.server.delete(ORDERS, world.ada), 200);
    }

    @Test
    void theOtherWritesSayItInTheHeaderTooAlsoWhereTheyAreRefused() {
        assertHeaderSays(world.limit(world.ada, "buy", "600", "0.1"), 201);
        String id = world.placed(world.ada, "buy", "600", "0.1");
        assertHeaderSays(world.server.patch(ORDERS + "/" + id, "{\"quantity\":\"0.05\"}", world.ada), 200);
        assertHeaderSays(world.server.delete(ORDERS + "/" + id, world.ada), 200);
        assertHeaderSays(world.limit(world.dee, "buy", "600", "0.1"), 422);
    }
}
