package com.flowex.benchmarks.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.ClientOrderId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load may use more ids than are remembered of an account: its ids say their time, and are the same when they are sent again. */
class LoadPlanTest {

    private static final long START = 1_800_000_000_000L;

    private final LoadPlan plan = new LoadPlan("load1", START, 3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 999_999, 999_999_999})
    void anIdSaysItsTime(int index) {
        assertEquals(
                START + index / 16, ClientOrderId.of(plan.clientOrderId(index)).millis());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 16, 123_456_789, 999_999_999})
    void sentOrderCarriesTheIdOfThePlan(int index) {
        OrderTemplate template = new OrderTemplate(
                new OrderTemplate.RequestHead("localhost", "token", ""), "BTC-USDT", "buy", "650", plan);
        ByteBuffer out = ByteBuffer.allocate(1_024);

        template.write(out, 42, index);

        String request = StandardCharsets.US_ASCII.decode(out).toString();
        assertTrue(request.contains("\"client_order_id\":\"" + plan.clientOrderId(index) + "\"}"), request);
        assertTrue(request.contains("\"price\":\"650.42\""), request);
    }
}
