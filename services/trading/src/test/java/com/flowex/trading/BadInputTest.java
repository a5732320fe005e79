package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of clients: each a problem document with a stable code, and nothing happens. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String GOOD = "\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\"";

    private final TradingWorld world = new TradingWorld();

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            price 1.234 at scale 2      | "price":"1.234","quantity":"1"                      | 400 | invalid_field      | price
            price of NaN                | "price":"NaN","quantity":"1"                        | 400 | invalid_field      | price
            price with exponent         | "price":"1e400","quantity":"1"                      | 400 | invalid_field      | price
            price beyond a long         | "price":"99999999999999999999","quantity":"1"       | 400 | invalid_field      | price
            negative price              | "price":"-1","quantity":"1"                         | 400 | invalid_field      | price
            zero price                  | "price":"0","quantity":"1"                          | 400 | invalid_field      | price
            no price                    | "quantity":"1"                                      | 400 | invalid_field      | price
            price as a number           | "price":650.5,"quantity":"1"                        | 400 | invalid_field      | price
            too many decimals           | "price":"650","quantity":"0.000000001"              | 400 | invalid_field      | quantity
            negative quantity           | "price":"650","quantity":"-0.1"                     | 400 | invalid_field      | quantity
            zero quantity               | "price":"650","quantity":"0.00"                     | 400 | invalid_field      | quantity
            infinite quantity           | "price":"650","quantity":"Infinity"                 | 400 | invalid_field      | quantity
            empty quantity              | "price":"650","quantity":""                         | 400 | invalid_field      | quantity
            no quantity                 | "price":"650"                                       | 400 | invalid_field      | quantity
            unknown field               | "price":"650","quantity":"1","leverage":"9"         | 400 | unknown_field      | leverage
            doubled field               | "price":"650","quantity":"1","quantity":"2"         | 400 | malformed_json     |
            bad client order id         | "price":"650","quantity":"1","client_order_id":"é"  | 400 | invalid_field      | client_order_id
            long client order id        | "price":"650","quantity":"1","client_order_id":"1234567890123456789012345678901234567" | 400 | invalid_field | client_order_id
            unknown time in force       | "price":"650","quantity":"1","time_in_force":"day"  | 400 | invalid_field      | time_in_force
            post-only that may not rest | "price":"650","quantity":"1","time_in_force":"ioc","post_only":true | 400 | invalid_field | post_only
            post-only as text           | "price":"650","quantity":"1","post_only":"yes"      | 400 | invalid_field      | post_only
            good till date              | "price":"650","quantity":"1","time_in_force":"gtd"  | 400 | invalid_field      | expires_at
            stop price                  | "price":"650","quantity":"1","stop_price":"640"     | 400 | invalid_field      | stop_price
            off the lot                 | "price":"650","quantity":"0.000001"                 | 422 | quantity_off_lot   |
            above the largest price     | "price":"10000000.01","quantity":"1"                | 422 | price_too_high     |
            above the largest quantity  | "price":"650","quantity":"1000.00001"               | 422 | quantity_too_large |
            below the least notional    | "price":"1","quantity":"0.5"                        | 422 | notional_too_small |
            more than there is          | "price":"1200","quantity":"1000"                    | 422 | insufficient_funds |
            """)
    void anOrderThatBreaksARuleIsRefusedByName(String subject, String rest, int status, String code, String field) {
        TestAnswer answer = world.server.post(ORDERS, "{" + GOOD + "," + rest + "}", world.ada);

        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), subject);
        if (field != null) {
            assertEquals(
                    field, answer.json().path("errors").path(0).path("field").asText(), answer.text());
        }
        assertEquals("application/problem+json", answer.header("Content-Type").split(";", 2)[0]);
        assertEquals(
                answer.header("X-Request-Id"), answer.json().path("request_id").asText());
    }

    @Test
    void aPairOfOrdersIsNoSingleOrder() {
        TestAnswer answer = world.server.post(
                ORDERS, "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"oco\",\"quantity\":\"1\"}", world.ada);

        assertEquals(400, answer.status());
        assertEquals("type", answer.json().path("errors").path(0).path("field").asText());
        assertTrue(answer.json().path("detail").asText().contains("route"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"order\"", "", "{\"symbol\":}", "{} {}", "\u0000"})
    void bodyThatIsNoJsonObjectIsMalformed(String body) {
        TestAnswer answer = world.server.post(ORDERS, body, world.ada);

        assertEquals(400, answer.status());
        assertEquals("malformed_json", answer.code());
    }

    @Test
    void allInvalidFieldsAreReportedAtOnce() {
        TestAnswer answer = world.server.post(
                ORDERS,
                "{\"symbol\":\"BTC-USDT\",\"side\":\"up\",\"type\":\"limit\",\"price\":\"-1\",\"quantity\":\"x\"}",
                world.ada);

        assertEquals(3, answer.json().path("errors").size(), answer.text());
    }

    @Test
    void aMarketOrderHasNoPriceAndNeverRests() {
        String market = "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"market\",\"quantity\":\"1\",%s}";

        assertEquals("price", firstField(market.formatted("\"price\":\"1\"")));
        assertEquals("time_in_force", firstField(market.formatted("\"time_in_force\":\"gtc\"")));
        assertEquals("post_only", firstField(market.formatted("\"post_only\":true")));
        assertEquals(
                "no_liquidity",
                world.server
                        .post(ORDERS, market.formatted("\"time_in_force\":\"ioc\""), world.ada)
                        .code());
    }

    private String firstField(String body) {
        return world.server
                .post(ORDERS, body, world.ada)
                .json()
                .path("errors")
                .path(0)
                .path("field")
                .asText();
    }

    @Test
    void anUnknownMarketAndAnAccountWithoutMoneyAreRefused() {
        assertEquals(
                "unknown_instrument",
                world.server
                        .post(
                                ORDERS,
                                "{\"symbol\":\"DOGE-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"650\",\"quantity\":\"1\"}",
                                world.ada)
                        .code());
        assertEquals("invalid_field", world.server.post(ORDERS, "{}", world.ada).code());
        assertEquals(
                "insufficient_funds", world.limit(world.dee, "buy", "650", "1").code());
        assertEquals(
                "unknown_account", world.limit(world.admin, "buy", "650", "1").code());
    }

    @Test
    void anotherUsersOrderIsUnknown() {
        String id = world.placed(world.ada, "buy", "10", "1");

        for (String path :
                new String[] {ORDERS + "/" + id, ORDERS + "/999999", ORDERS + "/x", ORDERS + "/-1", ORDERS + "/0"}) {
            assertEquals("unknown_order", world.server.get(path, world.bob).code(), path);
            assertEquals("unknown_order", world.server.delete(path, world.bob).code(), path);
            TestAnswer patched = world.server.patch(path, "{\"quantity\":\"0.5\"}", world.bob);
            assertEquals("unknown_order", patched.code(), path);
            assertEquals(404, patched.status());
        }
        assertEquals(
                "open",
                world.server
                        .get(ORDERS + "/" + id, world.ada)
                        .json()
                        .path("status")
                        .asText());
    }

    @Test
    void aTokenThatIsMissingForgedOrForAnotherRoleIsRefused() {
        String forged = world.ada.substring(0, world.ada.length() - 4) + "AAAA";

        assertEquals(401, world.limit("", "buy", "650", "1").status());
        assertEquals("unauthorized", world.limit(forged, "buy", "650", "1").code());
        assertEquals("unauthorized", world.server.get(ORDERS, "nonsense").code());
        assertEquals(
                "forbidden",
                world.server
                        .post("/api/trading/pairs/BTC-USDT/halt", "", world.ada)
                        .code());
    }

    @Test
    void anExpiredTokenIsRefusedAsSuch() {
        String token = world.stand.expiredToken(1, "trader");

        assertEquals("token_expired", world.server.get(ORDERS, token).code());
        assertEquals(401, world.limit(token, "buy", "650", "1").status());
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        TestAnswer answer = world.server.post(ORDERS, "{\"symbol\":\"" + "x".repeat(200_000) + "\"}", world.ada);

        assertEquals(413, answer.status());
        assertEquals("payload_too_large", answer.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?limit=0", "?limit=501", "?limit=x", "?cursor=%21", "?status=asleep", "?client_order_id=%20x"})
    void aQueryThatMakesNoSenseIsRefused(String query) {
        TestAnswer answer = world.server.get(ORDERS + query, world.ada);

        assertEquals(400, answer.status(), answer.text());
        assertEquals("invalid_field", answer.code());
    }

    @Test
    void aReductionNeedsAPositiveQuantity() {
        String path = ORDERS + "/" + world.placed(world.ada, "buy", "11", "1");

        assertEquals(
                "invalid_field",
                world.server.patch(path, "{\"quantity\":\"0\"}", world.ada).code());
        assertEquals("invalid_field", world.server.patch(path, "{}", world.ada).code());
        assertEquals(
                "quantity_off_lot",
                world.server
                        .patch(path, "{\"quantity\":\"0.000001\"}", world.ada)
                        .code());
    }
}
