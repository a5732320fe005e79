package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.audit.AuditReader;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that administrators set for accounts, and their stops. */
@Timeout(900)
class RiskAdministrationTest {

    private static final String ADA = "/api/trading/accounts/1001";
    private static final String TENANT = "/api/trading/kill-switch";
    private static final String MARKET = "/api/trading/pairs/BTC-USDT/kill-switch";

    private static final String USUAL = "\"order_quota\":{\"max_open_orders\":5000,\"max_client_order_ids\":500000},";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void accountLimitsApplyToItsNextOrderOnly() {
        JsonNode risk = world.server
                .put(
                        ADA + "/limits/BTC-USDT",
                        "{\"max_order_value\":\"100\",\"max_position\":\"10.5\",\"max_open_orders\":1}",
                        world.admin)
                .json();

        assertEquals("""
                {"account":"1001","killed":false,"prevention_group":"0","order_quota":{"max_open_orders":5000,\
                "max_client_order_ids":500000},"limits":[{"symbol":"BTC-USDT",\
                "max_order_value":"100","max_position":"10.5","max_open_orders":1}],"version":"%s"}""".formatted(risk.path("version").asText()), risk.toString());
        assertEquals(
                "order_value_too_large",
                world.limit(world.ada, "buy", "650", "0.2").code());
        assertEquals(
                "position_too_large", world.limit(world.ada, "buy", "10", "1").code());
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
        assertEquals(
                "too_many_open_orders",
                world.limit(world.ada, "buy", "650", "0.1").code());
        assertEquals(201, world.limit(world.bob, "buy", "650", "0.2").status());

        JsonNode none =
                world.server.put(ADA + "/limits/BTC-USDT", "{}", world.admin).json();

        assertEquals(0, none.path("limits").size());
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.2").status());
    }

    @Test
    void accountsOfOneGroupDoNotTradeWithEachOtherWhereTheyAskForThat() {
        world.server.put(ADA + "/prevention-group", "{\"group\":\"7\"}", world.admin);
        TestAnswer bob =
                world.server.put("/api/trading/accounts/1002/prevention-group", "{\"group\":\"7\"}", world.admin);
        assertEquals("7", bob.json().path("prevention_group").asText());
        world.placed(world.ada, "sell", "650", "0.1");

        JsonNode taker = world.limit(world.bob, "buy", "650", "0.1", ",\"self_trade_prevention\":\"expire_taker\"")
                .json();

        assertEquals("self_trade_prevented", taker.path("expiry_reason").asText());
        assertEquals("0", taker.path("filled_quantity").asText());
    }

    @Test
    void anAccountThatIsStoppedLosesItsOrdersUntilItMayTradeAgain() {
        String id = world.placed(world.ada, "buy", "650", "0.1");

        JsonNode stopped = world.server
                .put(ADA + "/kill-switch", "{\"on\":true}", world.admin)
                .json();

        assertEquals(true, stopped.path("killed").asBoolean());
        assertEquals(
                "account_killed", world.limit(world.ada, "buy", "650", "0.1").code());
        assertEquals(
                "kill_switch",
                world.server
                        .get(ORDERS + "/" + id, world.ada)
                        .json()
                        .path("expiry_reason")
                        .asText());
        assertEquals(
                "{\"on\":false,\"pairs\":[],\"accounts\":[\"1001\"]}",
                world.server.get(TENANT, world.admin).text());
        assertEquals(201, world.limit(world.bob, "buy", "650", "0.1").status());

        assertEquals(
                false,
                world.server
                        .put(ADA + "/kill-switch", "{\"on\":false}", world.admin)
                        .json()
                        .path("killed")
                        .asBoolean());
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
    }

    @Test
    void aMarketOrAWholeTenantIsStoppedAndAllowedAgain() {
        world.placed(world.ada, "buy", "650", "0.1");

        assertEquals(
                "{\"on\":false,\"pairs\":[\"BTC-USDT\"],\"accounts\":[]}",
                world.server.put(MARKET, "{\"on\":true}", world.admin).text());
        assertEquals(
                "market_killed", world.limit(world.ada, "buy", "650", "0.1").code());
        assertEquals(
                0,
                world.server
                        .get(ORDERS + "?status=open", world.ada)
                        .json()
                        .path("items")
                        .size());

        assertEquals(
                "{\"on\":true,\"pairs\":[\"BTC-USDT\"],\"accounts\":[]}",
                world.server.put(TENANT, "{\"on\":true}", world.admin).text());
        assertEquals(
                "tenant_killed", world.limit(world.ada, "buy", "650", "0.1").code());

        world.reader.tables().rebuild();
        assertEquals(
                "{\"on\":true,\"pairs\":[\"BTC-USDT\"],\"accounts\":[]}",
                world.server.put(TENANT, "{\"on\":true}", world.admin).text());
        world.server.put(MARKET, "{\"on\":false}", world.admin);
        assertEquals(
                "{\"on\":false,\"pairs\":[],\"accounts\":[]}",
                world.server.put(TENANT, "{\"on\":false}", world.admin).text());
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
    }

    /** Another administrator's next change is no part of the answer. */
    @Test
    void eachChangeIsAnsweredByItsOwnEffect() {
        InstrumentId market = new InstrumentId(1);
        AccountId ada = TradingWorld.account(1);
        KillScope ofMarket = new KillScope.OfMarket(1, market);

        assertEquals(
                "halted",
                answered(
                                new ChangeMarketState(1, market, MarketState.OPEN),
                                () -> world.server.post("/api/trading/pairs/BTC-USDT/halt", "", world.admin))
                        .path("status")
                        .asText());
        assertEquals(
                "open",
                answered(
                                new ChangeMarketState(1, market, MarketState.HALTED),
                                () -> world.server.post("/api/trading/pairs/BTC-USDT/resume", "", world.admin))
                        .path("status")
                        .asText());
        assertEquals(
                "[\"BTC-USDT\"]",
                answered(
                                new SetKillSwitch(ofMarket, false),
                                () -> world.server.put(MARKET, "{\"on\":true}", world.admin))
                        .path("pairs")
                        .toString());
        assertEquals(
                "[]",
                answered(
                                new SetKillSwitch(ofMarket, true),
                                () -> world.server.put(MARKET, "{\"on\":false}", world.admin))
                        .path("pairs")
                        .toString());
        assertEquals(
                "true",
                answered(
                                new SetKillSwitch(new KillScope.OfTenant(1), false),
                                () -> world.server.put(TENANT, "{\"on\":true}", world.admin))
                        .path("on")
                        .asText());
        assertEquals(
                "true",
                answered(
                                new SetKillSwitch(new KillScope.OfAccount(ada), false),
                                () -> world.server.put(ADA + "/kill-switch", "{\"on\":true}", world.admin))
                        .path("killed")
                        .asText());
        assertEquals(
                "7",
                answered(
                                new SetPreventionGroup(ada, 8),
                                () -> world.server.put(ADA + "/prevention-group", "{\"group\":\"7\"}", world.admin))
                        .path("prevention_group")
                        .asText());
        assertEquals(
                "3",
                answered(
                                new SetAccountLimits(ada, market, AccountLimits.NONE),
                                () -> world.server.put(
                                        ADA + "/limits/BTC-USDT", "{\"max_open_orders\":3}", world.admin))
                        .path("limits")
                        .path(0)
                        .path("max_open_orders")
                        .asText());
        assertEquals(
                0,
                answered(
                                new SetAccountLimits(ada, market, new AccountLimits(0, 0, 5)),
                                () -> world.server.put(ADA + "/limits/BTC-USDT", "{}", world.admin))
                        .path("limits")
                        .size());
    }

    /** The answer to a request whose command another one follows before the answer is made. */
    private JsonNode answered(Command later, Supplier<TestAnswer> request) {
        world.exchange.followBy(later);
        TestAnswer answer = request.get();
        world.shown();
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /accounts/1001/limits/BTC-USDT  | {"max_order_value":"-1"}   | 400 | invalid_field      | max_order_value
            /accounts/1001/limits/BTC-USDT  | {"max_order_value":"1.0000001"} | 400 | invalid_field | max_order_value
            /accounts/1001/limits/BTC-USDT  | {"max_position":"x"}       | 400 | invalid_field      | max_position
            /accounts/1001/limits/BTC-USDT  | {"max_open_orders":-1}     | 400 | invalid_field      | max_open_orders
            /accounts/1001/limits/BTC-USDT  | {"max_open_orders":"1"}    | 400 | invalid_field      | max_open_orders
            /accounts/1001/limits/BTC-USDT  | {"leverage":"1"}           | 400 | unknown_field      | leverage
            /accounts/1001/limits/BTC-EUR   | {}                         | 404 | unknown_instrument |
            /accounts/1999/limits/BTC-USDT  | {"max_open_orders":1}      | 404 | unknown_account    |
            /accounts/1/limits/BTC-USDT     | {"max_open_orders":1}      | 404 | unknown_account    |
            /accounts/x/limits/BTC-USDT     | {"max_open_orders":1}      | 404 | unknown_account    |
            /accounts/1001/prevention-group | {}                         | 400 | invalid_field      | group
            /accounts/1001/prevention-group | {"group":"-1"}             | 400 | invalid_field      | group
            /accounts/1001/prevention-group | {"group":"1.5"}            | 400 | invalid_field      | group
            /accounts/1999/prevention-group | {"group":"1"}              | 404 | unknown_account    |
            /accounts/1001/kill-switch      | {}                         | 400 | invalid_field      | on
            /accounts/1001/kill-switch      | {"on":"yes"}               | 400 | invalid_field      | on
            /accounts/1999/kill-switch      | {"on":true}                | 404 | unknown_account    |
            /pairs/BTC-EUR/kill-switch      | {"on":true}                | 404 | unknown_instrument |
            /kill-switch                    | {"on":null}                | 400 | invalid_field      | on
            """)
    void invalidRiskSettingIsRefusedByName(String path, String body, int status, String code, String field) {
        TestAnswer answer = world.server.put("/api/trading" + path, body, world.admin);

        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code());
        if (field != null) {
            assertEquals(
                    field, answer.json().path("errors").path(0).path("field").asText());
        }
    }

    /** The action, its object, the former state and the new one; refused attempts are there too. */
    @Test
    void everyRiskChangeIsAuditedWithItsEffect() {
        world.server.put(ADA + "/prevention-group", "{\"group\":\"7\"}", world.admin);
        world.server.put(MARKET, "{\"on\":true}", world.admin);
        world.server.post("/api/trading/pairs/BTC-USDT/halt", "", world.admin);
        world.server.put(TENANT, "{\"on\":true}", world.ada);

        List<String> entries = new AuditReader(world.stand.database())
                .page(1, new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE), 10).stream()
                        .map(AuditReader.Recorded::entry)
                        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.outcome() + " "
                                + entry.change().subject() + ": "
                                + entry.change().before() + " -> "
                                + entry.change().after())
                        .toList();

        assertEquals(
                List.of(
                        "user 1 PUT /api/trading/kill-switch 403 forbidden /api/trading/kill-switch:  -> ",
                        "user 9 POST /api/trading/pairs/{symbol}/halt 200 market BTC-USDT: \"open\" -> \"halted\"",
                        "user 9 POST /api/trading/pairs/{symbol}/halt begun market BTC-USDT: \"open\" -> \"halted\"",
                        "user 9 PUT /api/trading/pairs/{symbol}/kill-switch 200 kill switches: "
                                + "{\"on\":false,\"pairs\":[],\"accounts\":[]} -> "
                                + "{\"on\":false,\"pairs\":[\"BTC-USDT\"],\"accounts\":[]}",
                        "user 9 PUT /api/trading/pairs/{symbol}/kill-switch begun kill switches: "
                                + "{\"on\":false,\"pairs\":[],\"accounts\":[]} -> "
                                + "{\"of\":\"OfMarket[tenant=1, instrument=1]\",\"on\":true}",
                        "user 9 PUT /api/trading/accounts/{number}/prevention-group 200 account 1001: "
                                + "{\"account\":\"1001\",\"killed\":false,\"prevention_group\":\"0\"," + USUAL
                                + "\"limits\":[]} -> "
                                + "{\"account\":\"1001\",\"killed\":false,\"prevention_group\":\"7\"," + USUAL
                                + "\"limits\":[]}",
                        "user 9 PUT /api/trading/accounts/{number}/prevention-group begun account 1001: "
                                + "{\"account\":\"1001\",\"killed\":false,\"prevention_group\":\"0\"," + USUAL
                                + "\"limits\":[]} -> "
                                + "{\"command\":\"SetPreventionGroup[account=1/1001, group=7]\"}"),
                entries);
    }

    @Test
    void anAdministratorSeesTheOrdersThatTheirOwnerSeesAndEveryLookIsWrittenDown() {
        String id = world.placed(world.ada, "buy", "650", "0.1");
        world.placed(world.bob, "buy", "640", "0.1");

        TestAnswer answer = world.server.get(ADA + "/orders?status=open&symbol=BTC-USDT&limit=1", world.admin);

        assertEquals(world.server.get(ORDERS, world.ada).text(), answer.text());
        assertEquals(id, answer.json().path("items").path(0).path("id").asText());
        assertEquals(
                0,
                world.server
                        .get(ADA + "/orders?status=filled", world.admin)
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                "unknown_account",
                world.server.get("/api/trading/accounts/x/orders", world.admin).code());
        assertEquals(403, world.server.get(ADA + "/orders", world.ada).status());
        assertEquals(
                "{\"items\":[],\"next_cursor\":null}",
                world.server.get(ADA + "/orders", world.stranger).text());
        assertEquals(
                4,
                new AuditReader(world.stand.database())
                        .page(1, new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE), 10).stream()
                                .filter(each ->
                                        each.entry().action().equals("GET /api/trading/accounts/{number}/orders"))
                                .count());
    }

    @Test
    void aNumberWithoutAnAccountIsUnknownToEveryReaderOfAccounts() {
        for (String page : List.of("/risk", "/orders", "/orders?status=filled", "/orders?client_order_id=x")) {
            TestAnswer answer = world.server.get("/api/trading/accounts/1999" + page, world.admin);
            assertEquals(404, answer.status(), page + ": " + answer.text());
            assertEquals("unknown_account", answer.code());
            assertEquals(
                    200, world.server.get(ADA + page, world.admin).status(), "an account to which nothing happened");
        }
    }

    @Test
    void onlyAdministratorsOfTheTenantReachItsRiskSettings() {
        world.placed(world.ada, "buy", "650", "0.1");

        assertEquals(403, world.server.put(TENANT, "{\"on\":true}", world.ada).status());
        assertEquals(403, world.server.get(TENANT, world.ada).status());
        assertEquals(403, world.server.get(ADA + "/risk", world.ada).status());
        assertEquals(
                403,
                world.server
                        .put(ADA + "/kill-switch", "{\"on\":true}", world.ada)
                        .status());
        assertEquals(
                401, world.server.put(ADA + "/kill-switch", "{\"on\":true}", "").status());

        assertEquals(
                404,
                world.server
                        .put(ADA + "/kill-switch", "{\"on\":true}", world.stranger)
                        .status());
        assertEquals(
                404,
                world.server
                        .put(ADA + "/prevention-group", "{\"group\":\"1\"}", world.stranger)
                        .status());
        assertEquals(
                404,
                world.server.put(ADA + "/limits/BTC-USDT", "{}", world.stranger).status());
        assertEquals(
                404, world.server.put(MARKET, "{\"on\":true}", world.stranger).status());
        assertEquals(
                200, world.server.put(TENANT, "{\"on\":true}", world.stranger).status());
        assertEquals(
                "{\"on\":false,\"pairs\":[],\"accounts\":[]}",
                world.server.get(TENANT, world.admin).text());
        assertEquals(
                1,
                world.server
                        .get(ORDERS + "?status=open", world.ada)
                        .json()
                        .path("items")
                        .size());
    }
}
