package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.testing.Await;
import com.flowex.strategies.app.run.RunDependencies.ViewStoppedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a run trades what its strategy decides, once: through crashes, lost answers and changes of the process; never
 * above its limits, and never after its stop.
 */
@Timeout(900)
class RunsTest extends RunsWorld {

    private static final String ON_BOOKS = ",\"balances\":{\"USDT\":\"1000000\"},\"fill_model\":\"books\"";

    @Test
    void aLiveRunPlacesEachOrderOnceThroughLostAnswersAndAnotherProcess() {
        String id = live("");
        minutes(2);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open")));
        // The third order arrives and its answer is lost, together with the process.
        line.losesAnswers = true;
        minutes(1);
        Await.until(() -> events.accepted().size() == 3 && orders(id, "id").size() == 3);
        first.close();
        line.works();
        service().start();
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open")));
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open", "open")));
        assertEquals(orders(id, "id"), events.accepted());
        stopped(id);
        assertEquals(List.of("canceled", "canceled", "canceled", "canceled"), orders(id, "status"));
        assertEquals(4, events.accepted().size());
    }

    @Test
    void anOrderThatNeverArrivedIsNotSentLater() {
        String id = live("");
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open")));
        line.losesCommands = true;
        minutes(1);
        Await.until(() -> orders(id, "id").size() == 2);
        first.close();
        line.works();
        service().start();
        Await.until(() -> orders(id, "status").equals(List.of("open", "not_sent")));
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open", "not_sent", "open")));
        List<String> sent = new ArrayList<>(orders(id, "id"));
        sent.remove(1);
        assertEquals(sent, events.accepted());
        // The strategy has learned of it, before and after the change of process.
        assertTrue(server.get(ROOT + "/" + id + "/log", ada).text().contains("REJECTED not_sent"));
        stopped(id);
    }

    @Test
    void fillsAndFiguresOfALiveRunAreThoseOfTheExchange() {
        request(50_000_00, 1_000_000, "ask-1");
        String id = live("\"quantity\":\"0.01\",\"below\":\"0\"");
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("filled")));
        JsonNode fill =
                server.get(ROOT + "/" + id + "/fills", ada).json().path("items").path(0);
        assertEquals("50000", fill.path("price").asText(), fill.toString());
        assertEquals("500", fill.path("total").asText());
        assertEquals("0.00001", fill.path("fee").asText());
        assertEquals("BTC", fill.path("fee_asset").asText());
        Await.until(() -> one(id).path("figures").path("fills").asInt() == 1);
        assertEquals(
                "0.00999",
                one(id).path("figures")
                        .path("positions")
                        .path(0)
                        .path("quantity")
                        .asText());
        stopped(id);
        assertEquals(404, server.get(ROOT + "/" + id + "/orders", bob).status());
        assertEquals(404, server.post(ROOT + "/" + id + "/stop", "", bob).status());
        assertEquals(
                "not_cancelable",
                server.post(ROOT + "/" + id + "/stop", "", ada).code());
        assertEquals(204, server.delete(ROOT + "/" + id, ada).status());
    }

    @Test
    void noOrderLeavesAboveALimitAndALossStopsTheRun() {
        String id = live("\"quantity\":\"1\"");
        minutes(1);
        Await.until(() -> server.get(ROOT + "/" + id + "/log", ada).text().contains("above the limit of an order"));
        assertEquals(List.of(), events.accepted());
        stopped(id);

        request(90_000_00, 10_000_000, "ask-2");
        String loses = live("\"quantity\":\"0.1\",\"below\":\"0\"");
        minutes(3);
        Await.until(() -> state(loses).equals("stopped"));
        assertEquals("daily_loss", one(loses).path("reason").asText());
        assertTrue(notices.toString().contains("has stopped: it has lost"), notices::toString);
        assertEquals(1, events.accepted().size());
    }

    @Test
    void aFailedStrategyEndsItsRunWithItsReasonAndCancelsItsOrders() {
        String id = live("\"fails\":\"true\"");
        minutes(2);
        Await.until(() -> state(id).equals("failed"));
        assertEquals("strategy_failed", one(id).path("reason").asText());
        assertTrue(one(id).path("detail").asText().contains("it fails"), one(id).toString());
        assertEquals(List.of("canceled"), orders(id, "status"));
        assertEquals(1, notices.size());
    }

    @Test
    void theRunsOfASuspendedOwnerStopAndTheirOrdersAreCanceled() {
        String id = live("");
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open")));
        isOwnerActive = false;
        Await.until(() -> state(id).equals("stopped"));
        assertEquals("operator", one(id).path("reason").asText());
        assertTrue(one(id).path("detail").asText().contains("suspended"), one(id)::toString);
        assertEquals(List.of("canceled"), orders(id, "status"));
        assertEquals(1, notices.size(), notices::toString);
    }

    @Test
    void aPaperRunIsTheBacktestOfItsMinutesAndAnotherProcessGoesOnWithIt() {
        String id = start(body("paper", "\"below\":\"0\"", ",\"balances\":{\"USDT\":\"10000\"},\"warm_up\":3"));
        Await.until(() -> state(id).equals("running"));
        minutes(3);
        // The last of the three past bars closes as the run begins; the two before it are refused an order.
        Await.until(() -> orders(id, "id").size() == 4);
        String log = server.get(ROOT + "/" + id + "/log", ada).text();
        assertEquals(3, log.split("REJECTED warm_up", -1).length, log);
        first.close();
        service().start();
        minutes(3);
        Await.until(() -> orders(id, "id").size() == 7);
        JsonNode compared = server.get(ROOT + "/" + id + "/divergence", ada).json();
        assertEquals(7, compared.path("orders_equal").asInt(), compared.toString());
        assertEquals(
                one(id).path("figures").path("profit").asText(),
                compared.path("profit_of_backtest").asText());
        assertTrue(one(id).path("figures").path("fills").asInt() >= 5, one(id).toString());
        assertEquals(0, events.accepted().size());
        assertEquals(
                403, server.post(ROOT + "/stop-all", "{\"reason\":\"x\"}", ada).status());
        JsonNode listed = server.get(ROOT + "/all?open=true", admin).json().path("items");
        assertEquals(1, listed.size(), listed::toString);
        assertEquals(
                Long.toString(account.number()), listed.path(0).path("account").asText());
        assertFalse(listed.path(0).has("request"));
        assertEquals(403, server.get(ROOT + "/all", ada).status());
        TestAnswer all = server.post(ROOT + "/stop-all", "{\"reason\":\"repair\"}", admin);
        assertEquals(1, all.json().path("stopped").asInt(), all.text());
        Await.until(() -> state(id).equals("stopped"));
        assertTrue(one(id).path("detail").asText().contains("repair"));
    }

    @Test
    void aRunWhoseStrategyHasChangedStopsAndKeepsWhatItHasDone() {
        String live = live("");
        String paper = start(body("paper", "", ",\"balances\":{\"USDT\":\"10000\"}"));
        Await.until(() -> state(paper).equals("running"));
        minutes(2);
        // A minute may end between the two starts; then the live run has one bar more.
        int bars = completeBars(live);
        Await.until(() -> orders(live, "status").equals(Collections.nCopies(bars, "open")));
        Await.until(() -> orders(paper, "id").size() == completeBars(paper));
        List<String> prices = orders(live, "price");
        first.close();
        further = 1;
        service().start();
        for (String id : List.of(live, paper)) {
            Await.until(() -> state(id).equals("failed"));
            assertEquals("interrupted", one(id).path("reason").asText());
            assertTrue(one(id).path("detail").asText().contains("order 1 has the price"), one(id)::toString);
        }
        assertEquals(Collections.nCopies(bars, "canceled"), orders(live, "status"));
        assertEquals(prices, orders(live, "price"));
        assertEquals(bars, events.accepted().size());
        assertEquals(completeBars(paper), orders(paper, "id").size());
    }

    @Test
    void aLiveRunTakesBooksAndEachTradeOnceThroughAnotherProcess() {
        shows(2, 50_000);
        String id = live("\"levels\":\"2\"");
        Await.until(() -> lines(id, "top 50000.0 50001.0") == 1);
        shows(3, 49_000);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open")));
        first.close();
        shows(1, 48_000);
        service().start();
        Await.until(() -> lines(id, "top 48000.0 48001.0") == 1);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open", "open")));
        assertEquals(orders(id, "id"), events.accepted());
        // Trades from before the run are not its own; others come once, and before the book that they led to.
        assertEquals(0, lines(id, "trade at 50000.0"));
        assertEquals(3, lines(id, "trade at 49000.0"));
        assertEquals(1, lines(id, "top 49000.0 49001.0"));
        assertEquals(3, lines(id, "depth 2 1"));
        minutes(1);
        Await.until(() -> one(id).path("last_bar_at").isTextual());
        JsonNode compared = server.get(ROOT + "/" + id + "/divergence", ada).json();
        assertTrue(compared.path("notes").toString().contains("wants the book of BTC-USDT"), compared.toString());
        stopped(id);

        String deep = start(body("live", "\"levels\":\"11\"", ",\"code\":\"123456\"," + LIMITS));
        String paper = start(body("paper", "\"levels\":\"2\"", ",\"balances\":{\"USDT\":\"10000\"}"));
        for (String refused : List.of(deep, paper)) {
            Await.until(() -> state(refused).equals("failed"));
            assertEquals("data_failed", one(refused).path("reason").asText());
        }
        assertTrue(one(deep).path("detail").asText().contains("gives at most 10"), one(deep)::toString);
        assertTrue(one(paper).path("detail").asText().contains("order-by-order"), one(paper)::toString);
    }

    @Test
    void aPaperRunOnBooksMeetsThePublishedBookAndAnotherProcessGoesOnWithIt() {
        shows(2, 50_000);
        String id = start(body("paper", "\"levels\":\"2\"", ON_BOOKS));
        Await.until(() -> lines(id, "top 50000.0 50001.0") == 1);
        shows(3, 49_000);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open")));
        first.close();
        // The market falls through the three bids while no process works on the run.
        shows(1, 48_000);
        service().start();
        Await.until(() -> orders(id, "status").equals(List.of("filled", "filled", "filled", "open")));
        assertEquals(0, lines(id, "trade at 50000.0"));
        assertEquals(3, lines(id, "trade at 49000.0"));
        assertEquals(1, lines(id, "top 49000.0 49001.0"));
        JsonNode fill =
                server.get(ROOT + "/" + id + "/fills", ada).json().path("items").path(0);
        assertEquals("48900", fill.path("price").asText(), fill.toString());
        assertTrue(fill.path("maker").asBoolean(), fill.toString());
        assertEquals(0, events.accepted().size());
        minutes(1);
        Await.until(
                () -> server.get(ROOT + "/" + id + "/divergence", ada).text().contains("wants the book of BTC-USDT"));
        stopped(id);
        assertEquals(List.of("filled", "filled", "filled", "canceled"), orders(id, "status"));
    }

    @Test
    void aPaperRunOnBooksTakesWhatALevelHasOnce() {
        shows(0, 50_000);
        String id = start(body("paper", "\"quantity\":\"2\",\"below\":\"0\"", ON_BOOKS));
        Await.until(() -> one(id).path("last_bar_at").isTextual());
        shows(1, 50_000);
        minutes(1);
        Await.until(() -> orders(id, "filled").equals(List.of("2")));
        // The ask has three, of which one is left; the book stays as it is.
        minutes(1);
        Await.until(() -> orders(id, "filled").equals(List.of("2", "1")));
        // Another book has new orders.
        shows(0, 51_000);
        minutes(1);
        Await.until(() -> orders(id, "filled").equals(List.of("2", "1", "2")));
        JsonNode fills = server.get(ROOT + "/" + id + "/fills", ada).json().path("items");
        assertEquals("51001", fills.path(0).path("price").asText(), fills.toString());
        assertEquals("50001", fills.path(2).path("price").asText(), fills.toString());
        stopped(id);
    }

    private int lines(String id, String text) {
        return server.get(ROOT + "/" + id + "/log?limit=100", ada).text().split(text, -1).length - 1;
    }

    @Test
    void invalidRunIsRefusedWithItsField() {
        String paper = body("paper", "", ",\"balances\":{\"USDT\":\"10000\"}");
        List<String> wrong = List.of(
                paper.replace("paper", "real") + "|mode",
                paper.replace("BTC-USDT", "BTC-EUR") + "|symbols",
                paper.replace("\"1m\"", "\"30s\"") + "|interval",
                paper.replace("\"10000\"", "\"0\"") + "|balances",
                paper.replace("\"parameters\":{", "\"parameters\":{\"quick\":\"1\"") + "|parameters.quick",
                paper.replace("\"seed\"", "").replace("{\"mode\"", "{\"limits\":{\"position\":\"-1\"},\"mode\"")
                        + "|limits.position",
                paper.replace("{\"mode\"", "{\"warm_up\":501,\"mode\"") + "|warm_up",
                paper.replace("{\"mode\"", "{\"warm_up\":31,\"mode\"").replace("\"1m\"", "\"1d\"") + "|warm_up",
                paper.replace("{\"mode\"", "{\"market_data_seconds\":61,\"mode\"") + "|market_data_seconds",
                paper.replace("{\"mode\"", "{\"fill_model\":\"next-open\",\"mode\"") + "|fill_model",
                paper.replace("{\"mode\"", "{\"fill_model\":\"books\",\"warm_up\":1,\"mode\"") + "|warm_up",
                body("live", "", ",\"code\":\"123456\",\"fill_model\":\"books\"," + LIMITS) + "|fill_model",
                body("live", "", ",\"code\":\"123456\"") + "|limits.daily_loss");
        for (String each : wrong) {
            String[] parts = each.split("\\|", -1);
            TestAnswer answer = server.post(ROOT, parts[0], ada);
            assertEquals(400, answer.status(), each + ": " + answer.text());
            assertEquals(
                    parts[1], answer.json().path("errors").path(0).path("field").asText(), answer.text());
        }
        assertEquals(
                "second_factor_required",
                server.post(ROOT, body("live", "", "," + LIMITS), ada).code());
        assertEquals(0, server.get(ROOT, ada).json().path("items").size());
    }

    @Test
    void aRunWhoseViewHasStoppedFailsWithItsReasonAndLeavesNoOrderOpen() {
        String live = live("");
        minutes(1);
        Await.until(() -> orders(live, "status").equals(List.of("open")));
        String paper = start(body("paper", "", ",\"balances\":{\"USDT\":\"10000\"}"));
        Await.until(() -> state(paper).equals("running"));
        // Neither the candles nor the events of the account go on; the log does.
        events.stopped = true;
        stoppedView = new ViewStoppedException(true, 77);
        for (String id : List.of(live, paper)) {
            Await.until(() -> state(id).equals("failed"));
            assertEquals("view_stopped", one(id).path("reason").asText());
            assertTrue(one(id).path("detail").asText().contains("up to event 77 only"), one(id)::toString);
        }
        assertEquals(2, notices.size(), notices::toString);
        assertEquals(events.accepted().size(), events.canceled(), "the log has the cancels that the run does not see");
        TestAnswer refused = server.post(ROOT, body("paper", "", ",\"balances\":{\"USDT\":\"10000\"}"), ada);
        assertEquals("view_behind", refused.code(), refused.text());
        // The view is mended: runs start again.
        events.stopped = false;
        stoppedView = null;
        stopped(live(""));
    }
}
