package com.flowex.wallet;

import static com.flowex.wallet.MarginWorld.done;
import static com.flowex.wallet.MarginWorld.names;
import static com.flowex.wallet.MarginWorld.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.store.margin.LoanHistory;
import com.flowex.wallet.store.margin.LoanHistory.PastInterest;
import com.flowex.wallet.store.margin.LoanHistory.PastLoan;
import com.flowex.wallet.store.margin.LoanHistory.PastRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Records of the loans of the first user in {@link MarginTest}, as clients of other protocols read them. */
record MarginRecords(MarginWorld margin) {

    private static final long BITCOIN = 100_000_000;

    private LoanHistory history() {
        return margin.world
                .reader
                .margin(margin.world.orderEntry, margin::logTime)
                .history();
    }

    private List<PastLoan> loans(boolean isRepaid) {
        return history().loans(margin.history(1), isRepaid, OptionalLong.empty());
    }

    /** Two loans, a repayment, and hours since. */
    void hoursAreRecorded() {
        List<PastInterest> interest = history().interest(margin.history(1));
        PastInterest hour = interest.getFirst();
        assertFalse(hour.isOfLoan(), interest.toString());
        assertEquals(100_001_000L, hour.principalUnits(), "0.90001 and 0.1 BTC");
        assertEquals(10_000L, hour.rateBillionths(), interest.toString());
        PastInterest first = interest.getLast();
        assertTrue(first.isOfLoan(), interest.toString());
        assertEquals(BITCOIN, first.principalUnits(), interest.toString());
        assertEquals(1_000, first.units(), interest.toString());
        assertEquals(interest.size(), history().countInterest(margin.history(1)));
        List<PastLoan> repaid = loans(true);
        assertEquals(1, repaid.size(), repaid.toString());
        assertEquals(9_999_000, repaid.getFirst().principalUnits(), "0.1 BTC less the interest");
        assertEquals(1_000, repaid.getFirst().interestUnits(), repaid.toString());
        List<PastLoan> borrowed = loans(false);
        assertEquals(
                List.of(10_000_000L, BITCOIN),
                borrowed.stream().map(PastLoan::principalUnits).toList());
        OptionalLong one = OptionalLong.of(borrowed.getLast().sequence());
        assertEquals(List.of(borrowed.getLast()), history().loans(margin.history(1), false, one));
        assertEquals(2, history().countLoans(margin.history(1), false, OptionalLong.empty()));
        assertEquals(
                List.of(10_000L),
                history().rates(1, hour.asset(), LogTime.Span.ALL, 10).stream()
                        .map(PastRate::rateBillionths)
                        .toList(),
                "other terms have changed, and the rate has not");
    }

    void liquidationIsRecorded() {
        List<PastLoan> repaid = loans(true);
        assertTrue(repaid.getFirst().isAutomatic(), repaid.toString());
        assertFalse(repaid.getLast().isAutomatic(), repaid.toString());
    }

    /** A debt of a whole bitcoin was written off. */
    void lossIsNotRecorded() {
        PastLoan last = loans(true).getFirst();
        assertTrue(last.principalUnits() + last.interestUnits() < BITCOIN, "what is written off is not repaid");
    }

    /** Operators see the isolated accounts of a customer, none of another tenant's. */
    void isolatedAccountsAreListed(String stranger) {
        String list = "/accounts/1002/isolated";
        refused(404, "unknown_account", margin.get(list, stranger));
        refused(403, "forbidden", margin.get(list, margin.world.bob));
        assertEquals(
                0, done(200, margin.get(list, margin.world.admin)).path("items").size());
        String money = "{\"currency\":\"USDT\",\"amount\":\"5\",\"id\":\"isolated\"}";
        done(201, margin.post("/isolated/BTC-USDT/transfers-in", money, margin.world.bob));
        JsonNode opened = done(200, margin.get(list, margin.world.admin)).path("items");
        assertEquals("BTC-USDT", opened.path(0).path("symbol").asText(), opened.toString());
        String number = opened.path(0).path("account").asText();
        JsonNode account = done(200, margin.get("/accounts/" + number, margin.world.admin));
        assertEquals("5", account.path("assets").asText(), account.toString());
        refused(404, "unknown_account", margin.get("/accounts/" + number, stranger));
        assertEquals(
                0,
                done(200, margin.get("/accounts/" + number + "/isolated", margin.world.admin))
                        .path("items")
                        .size());
    }

    /** A bitcoin costs 1,000 dollars, and ada owes some. */
    void assumptionsShowTheAccountAsItWouldBe(JsonNode now) {
        JsonNode richer = assumed("{'currency':'USDT','balance_change':'100'}");
        assertEquals(
                number(now, "assets").add(new BigDecimal("100")).stripTrailingZeros(),
                number(richer, "assets"),
                richer.toString());
        assertTrue(number(richer, "level").compareTo(number(now, "level")) > 0, richer.toString());
        JsonNode repaid = assumed("{'currency':'BTC','balance_change':'-0.1','debt_change':'-0.1'}");
        assertEquals(
                number(now, "debts").subtract(new BigDecimal("100")).stripTrailingZeros(),
                number(repaid, "debts"),
                repaid.toString());
        JsonNode dearer = assumed("{'currency':'BTC','index_price':'2000'},{'currency':'USDT','debt_change':'1'}");
        assertEquals(
                number(now, "debts")
                        .multiply(new BigDecimal("2"))
                        .add(BigDecimal.ONE)
                        .stripTrailingZeros(),
                number(dearer, "debts"),
                dearer.toString());
        assertEquals(now.path("debts"), margin.account(margin.world.ada).path("debts"), "nothing has changed");

        Map.of(
                        "assets", "",
                        "assets[0].currency", "{'currency':'NONE','debt_change':'1'}",
                        "assets[1].currency",
                                "{'currency':'BTC','debt_change':'1'},{'currency':'BTC','debt_change':'2'}",
                        "assets[0].index_price", "{'currency':'BTC'}",
                        "assets[0].debt_change", "{'currency':'BTC','debt_change':'-99'}",
                        "assets[0].balance_change", "{'currency':'BTC','balance_change':'92233720368'}")
                .forEach((field, rows) -> names(field, whatIf(rows)));
    }

    private JsonNode assumed(String rows) {
        return done(200, whatIf(rows));
    }

    private TestAnswer whatIf(String rows) {
        return margin.post("/what-if", "{\"assets\":[" + rows.replace('\'', '"') + "]}", margin.world.ada);
    }

    private static BigDecimal number(JsonNode account, String name) {
        return new BigDecimal(account.path(name).asText()).stripTrailingZeros();
    }
}
