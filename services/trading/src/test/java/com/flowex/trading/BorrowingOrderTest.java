package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders with {@code auto_borrow} and {@code auto_repay}. Dee has 100 USDT, and the exchange lends USDT. */
@Timeout(900)
class BorrowingOrderTest {

    private static final AssetId USDT = new AssetId(3);
    private static final String REPAYS = ",\"auto_repay\":true";
    private static final String BORROWS = ",\"auto_borrow\":true,\"client_order_id\":\"borrows\"";

    private static final String BORROWS_ALONE = ",\"auto_borrow\":true";

    private TradingWorld world;

    @BeforeEach
    void open() {
        world = new TradingWorld();
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        MarginTerms terms =
                new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 50_000, 40_000)), 1_000_000_000_000L, 0);
        world.exchange.accepted(new SetMarginTerms(1, USDT, terms));
        pay(1, AccountId.lendingOf(1), 100_000_000_000L);
        pay(2, TradingWorld.account(4), 100_000_000);
        for (int source = 1; source <= 3; source++) {
            world.exchange.accepted(new QuoteIndexPrice(1, USDT, new IndexQuote(source, 100, 1, Long.MAX_VALUE)));
        }
        world.shown();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void pay(long id, AccountId to, long units) {
        world.exchange.accepted(transfer(id, AccountId.outsideOf(1), to, USDT, units));
    }

    private static PostTransfer transfer(long id, AccountId from, AccountId to, AssetId asset, long units) {
        return new PostTransfer(
                new Transfer(new TransferId(2, id), from, to, new Amount(asset, units), TransferKind.GENESIS));
    }

    private void lend() {
        Tenant tenant = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TenantConfiguration as = tenant.configuration();
        Map<String, Boolean> features = new TreeMap<>(as.features());
        features.put("margin", true);
        TestTenants.change(
                world.stand,
                tenant,
                each -> each.like(new TenantConfiguration(
                        as.branding(), as.locales(), features, as.rates(), as.markets(), as.selfTradePrevention())));
    }

    private static void refused(int status, String code, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }

    private static void names(String field, TestAnswer answer) {
        refused(400, "invalid_field", answer);
        assertTrue(
                answer.json().path("errors").findValuesAsText("field").contains(field),
                () -> field + ": " + answer.text());
    }

    @Test
    void noOrderBorrowsWhileTheExchangeDoesNotLend() {
        refused(403, "feature_off", world.limit(world.dee, "buy", "650", "1", BORROWS));
        refused(422, "insufficient_funds", world.limit(world.dee, "buy", "650", "1", BORROWS.replace("true", "false")));
    }

    /** Dee has 100 of 650 USDT and borrows 550; of 2,200 she could borrow 2,000. */
    @Test
    void anOrderBorrowsWhatItsAccountLacks() {
        lend();
        String body =
                "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"650\",\"quantity\":\"1\""
                        + BORROWS + "}";
        TestAnswer tried = world.server.post(ORDERS + "/test", body, world.dee);
        assertEquals(200, tried.status(), tried.text());
        TestAnswer placed = world.server.post(ORDERS, body, world.dee);
        assertEquals(201, placed.status(), placed.text());
        assertEquals("open", placed.json().path("status").asText());
        assertEquals(200, world.server.post(ORDERS, body, world.dee).status());
        refused(
                409,
                "client_order_id_reused",
                world.server.post(ORDERS, body.replace("\"auto_borrow\":true,", ""), world.dee));
        refused(
                422,
                "margin_level_too_low",
                world.limit(world.dee, "buy", "650", "3", BORROWS.replace("borrows", "too-much")));
    }

    /**
     * Dee owes 1,000 USDT and has a bitcoin. Half of it brings 325 less a fee of 0.325 at once, the other half the same
     * later, so 350.65 are left to repay. Nothing new need be lent.
     */
    @Test
    void eachFillOfAnOrderRepays() {
        AccountId dee = TradingWorld.account(4);
        AccountId pool = AccountId.lendingOf(1);
        world.exchange.accepted(transfer(3, pool, dee, USDT, 1_000_000_000));
        world.exchange.accepted(transfer(4, AccountId.outsideOf(1), dee, new AssetId(1), 100_000_000));
        world.shown();
        world.placed(world.bob, "buy", "650", "0.5");
        refused(422, "lending_pool_missing", world.limit(world.dee, "buy", "10", "1", REPAYS));
        String body =
                "{\"symbol\":\"BTC-USDT\",\"side\":\"sell\",\"type\":\"limit\",\"price\":\"650\",\"quantity\":\"1\""
                        + REPAYS + "}";
        assertEquals(200, world.server.post(ORDERS + "/test", body, world.dee).status());

        assertEquals(201, world.server.post(ORDERS, body, world.dee).status());
        world.placed(world.bob, "buy", "650", "0.5");

        Outcome more =
                world.exchange.submit(transfer(5, dee, pool, USDT, 350_650_001)).join();
        assertTrue(more.toString().contains("REPAYS_MORE_THAN_OWED"), more::toString);
        world.exchange.accepted(transfer(6, dee, pool, USDT, 350_650_000));
    }

    @Test
    void aTimeWeightedOrderNeitherBorrowsNorRepays() {
        lend();
        String sliced =
                "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"twap\",\"price\":\"700\",\"quantity\":\"1\","
                        + "\"slices\":2,\"interval_seconds\":10";
        names("auto_repay", world.server.post(ORDERS, sliced + REPAYS + "}", world.dee));
        names("auto_borrow", world.server.post(ORDERS, sliced + BORROWS + "}", world.dee));
        names(
                "auto_repay_at_cancel",
                world.server.post(ORDERS + "/oco", pair(",\"auto_repay_at_cancel\":true"), world.dee));
    }

    /** Dee has 100 of 700 USDT: the loan of a stop, of a pair and of what replaces another is 600. */
    @Test
    void ordersThatWaitPairsAndReplacementsBorrow() {
        lend();
        String stop = "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"stop_loss\",\"quantity\":\"1\","
                + "\"stop_price\":\"700\",\"auto_repay_at_cancel\":true" + BORROWS + "}";
        assertEquals(200, world.server.post(ORDERS + "/test", stop, world.dee).status());
        TestAnswer placed = world.server.post(ORDERS, stop, world.dee);
        assertEquals(201, placed.status(), placed.text());
        String replace = ORDERS + "/" + placed.json().path("id").asText() + "/replace";
        TestAnswer replaced = world.server.post(
                replace,
                "{\"order\":{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"800\","
                        + "\"quantity\":\"1\",\"auto_repay_at_cancel\":true,\"auto_borrow\":true}}",
                world.dee);
        assertEquals(201, replaced.status(), replaced.text());
        assertEquals(200, world.server.delete(ORDERS, world.dee).status());
        assertEquals(
                200,
                world.server
                        .post(ORDERS + "/oco/test", pair(BORROWS_ALONE), world.dee)
                        .status());
        TestAnswer both = world.server.post(ORDERS + "/oco", pair(BORROWS_ALONE), world.dee);
        assertEquals(201, both.status(), both.text());
    }

    @Test
    void theOrdersOfAListHaveEffectsOfTheirOwn() {
        String list = "{\"symbol\":\"BTC-USDT\",\"working\":{\"side\":\"buy\",\"type\":\"limit\",\"price\":\"650\","
                + "\"quantity\":\"1\"" + BORROWS_ALONE + "},\"pending\":{\"side\":\"sell\",\"type\":\"limit\","
                + "\"price\":\"700\",\"quantity\":\"1\"" + REPAYS + "}}";
        refused(403, "feature_off", world.server.post(ORDERS + "/oto", list, world.dee));
        lend();
        assertEquals(
                200, world.server.post(ORDERS + "/oto/test", list, world.dee).status());
        TestAnswer placed = world.server.post(ORDERS + "/oto", list, world.dee);
        assertEquals(201, placed.status(), placed.text());
        String three = list.replace("\"type\":\"limit\",\"price\":\"700\",", "")
                .replace(
                        "\"quantity\":\"1\"" + REPAYS,
                        "\"limit\":{\"price\":\"700\"},\"stop\":{\"type\":\"stop_loss\"," + "\"stop_price\":\"600\"}"
                                + REPAYS);
        TestAnswer paying = world.server.post(ORDERS + "/otoco/test", three, world.dee);
        assertEquals(200, paying.status(), paying.text());
        names(
                "pending.auto_borrow",
                world.server.post(ORDERS + "/otoco", three.replace(REPAYS, BORROWS_ALONE), world.dee));
        names(
                "working.auto_repay",
                world.server.post(ORDERS + "/otoco", three.replace(BORROWS_ALONE, REPAYS), world.dee));
    }

    private static String pair(String effects) {
        return "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"quantity\":\"1\",\"limit\":{\"price\":\"600\"},"
                + "\"stop\":{\"type\":\"stop_loss\",\"stop_price\":\"700\"}" + effects + "}";
    }
}
