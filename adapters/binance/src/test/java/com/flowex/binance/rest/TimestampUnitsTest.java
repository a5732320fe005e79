package com.flowex.binance.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.route.Access;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.market.EmptyVenues;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units of the times in HTTP answers, and of the times that clients send. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimestampUnitsTest {

    private static final String HEADER = "X-MBX-TIME-UNIT";
    private static final String TIME = "/api/v3/time";
    private static final String SAPI_TIME = "/sapi/v1/time";
    private static final Timestamp NOW = new Timestamp(1_700_000_000_123_456_789L);

    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.of(
            stand,
            new OperationRoutes()
                    .addAll(operations())
                    .addAll(new EmptyVenues(InstantSource.system()).operations())
                    .routes());

    private static Operations operations() {
        return new Operations()
                .at("GET", TIME, Operation.of(1, Access.PUBLIC, _ -> Map.of("serverTime", NOW)))
                .at("GET", SAPI_TIME, Operation.of(1, Access.PUBLIC, _ -> Map.of("serverTime", NOW)))
                .at("GET", "/api/v3/half", Operation.of(1, Access.PUBLIC, _ -> {
                    throw BinanceErrorCode.CANCEL_REPLACE_FAILED.refusal("Half done.", Map.of("time", NOW));
                }))
                .at(
                        "GET",
                        "/api/v3/range",
                        Operation.of(1, Access.PUBLIC, TimestampUnitsTest::range, "startTime", "endTime"));
    }

    private static Object range(OperationCall call) {
        return Map.of(
                "length",
                call.params().untilNanos("endTime").orElse(0)
                        - call.params().fromNanos("startTime").orElse(0));
    }

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    private TestAnswer get(String path, String... units) {
        HttpRequest.Builder request = server.request(path, "").GET();
        for (String unit : units) {
            request.header(HEADER, unit);
        }
        return server.send(request);
    }

    @Test
    void timesAreMillisecondsWithoutTheHeader() {
        assertEquals("{\"serverTime\":1700000000123}", get(TIME).text());
    }

    @ParameterizedTest
    @CsvSource({
        "MILLISECOND, 1700000000123",
        "millisecond, 1700000000123",
        "MICROSECOND, 1700000000123456",
        "microsecond, 1700000000123456"
    })
    void headerChoosesTheUnit(String unit, long expected) {
        assertEquals(expected, get(TIME, unit).json().path("serverTime").asLong());
        assertEquals(expected, get(TIME, unit, unit).json().path("serverTime").asLong());
        TestAnswer refused = get("/api/v3/half", unit);
        assertEquals(expected, refused.json().path("data").path("time").asLong(), refused.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NANOSECOND", "Microsecond", "MICROSECOND,MILLISECOND", "1"})
    void headerWithAnotherValueIsRefusedByItsName(String unit) {
        assertRefused(get(TIME, unit));
    }

    @Test
    void headerWithTwoValuesIsRefusedByItsName() {
        assertRefused(get(TIME, "MICROSECOND", "MILLISECOND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SAPI_TIME, "/fapi/v1/exchangeInfo"})
    void pathsThatHaveMillisecondsAloneRefuseMicroseconds(String path) {
        assertRefused(get(path, "MICROSECOND"));
        assertEquals(200, get(path, "MILLISECOND").status());
        assertEquals(200, get(path).status());
    }

    private static void assertRefused(TestAnswer answer) {
        assertEquals(400, answer.status(), answer.text());
        assertEquals(-1130, answer.json().path("code").asInt(), answer.text());
        assertTrue(answer.json().path("msg").asText().contains(HEADER), answer.text());
    }

    /** A time is as long as its unit, so that an end names the last one that is included. */
    @ParameterizedTest
    @CsvSource({
        "1700000000000, 1700000000000, 1000000",
        "1700000000000000, 1700000000000, 1000000",
        "1700000000000, 1700000000000000, 1000",
        "1700000000000000, 1700000000000001, 2000",
        "0, 253402300799999, 9223372036854775807"
    })
    void rangeIsInMillisecondsOrMicroseconds(String start, String end, long nanos) {
        TestAnswer answer = get("/api/v3/range?startTime=" + start + "&endTime=" + end);

        assertEquals(nanos, answer.json().path("length").asLong(), answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"253402300800000000", "-1", "1.5", "now"})
    void timeThatIsNoneIsRefusedByItsName(String time) {
        TestAnswer answer = get("/api/v3/range?startTime=" + time);

        assertEquals(-1100, answer.json().path("code").asInt(), answer.text());
        assertTrue(answer.json().path("msg").asText().contains("startTime"), answer.text());
    }
}
