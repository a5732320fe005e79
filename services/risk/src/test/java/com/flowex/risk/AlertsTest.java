package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.risk.store.alert.AlertsTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a crossing is reported once, to the alert's owner alone. */
@Timeout(900)
class AlertsTest extends AlertsWorld {

    @Test
    void priceAlertFiresOnceAndAgainAfterItReturned() throws InterruptedException {
        String id = made(ROOT, PRICE, user);
        assertEquals("1 alerts, 0 fired", look());
        price = 101;
        assertEquals("1 alerts, 1 fired", look());
        assertEquals("1 alerts, 0 fired", look());
        assertEquals(List.of("1 1002 Alert: price of CALM is above 100: 101"), letters);
        JsonNode alert = items(ROOT, user).path(0);
        assertEquals("not_back", alert.path("note").asText());
        assertEquals("101", alert.path("value").asText());
        assertEquals(false, alert.path("armed").asBoolean());
        price = 100;
        look();
        price = 102;
        look();
        JsonNode history = items(ROOT + "/history", user);
        assertEquals(2, history.size());
        assertEquals("102", history.path(0).path("value").asText());
        assertEquals(2, history.path(0).path("fired").asInt());
        assertEquals("sent", history.path(0).path("mail").asText());
        assertEquals(0, items(ROOT + "/history", admin).size());
        assertEquals(204, server.delete(ROOT + "/" + id, user).status());
        assertEquals(2, items(ROOT + "/history", user).size());
    }

    @Test
    void aTradeFiresAnAlertOnceAlsoIfThePriceIsBackAtTheNextLook() throws InterruptedException {
        prices.trade("90");
        made(ROOT, PRICE, user);
        assertEquals(0, follower.follow(1));
        prices.trade("95", "101", "96");
        assertEquals(1, follower.follow(1));
        assertEquals(0, follower.follow(1), "no trade is met twice");
        JsonNode alert = items(ROOT, user).path(0);
        assertEquals("96", alert.path("value").asText());
        assertEquals(true, alert.path("armed").asBoolean(), "its price came back");

        prices.trade("102");
        assertEquals(0, computations().prices(prices).follow(2), "another tenant has none");
        assertEquals(
                1, computations().prices(prices).follow(1), "a process that starts goes on where the last one was");
        assertEquals(0, computations().prices(prices).follow(1));
        assertEquals("1 alerts, 0 fired", look(), "the task finds it fired");
        JsonNode history = items(ROOT + "/history", user);
        assertEquals(2, history.size());
        assertEquals("102", history.path(0).path("value").asText());
        assertEquals("101", history.path(1).path("value").asText());
        assertEquals(2, letters.size());
    }

    @Test
    void anAlertRestsWhileItsCoolDownLastsAndIsMetByItsOwnSideAlone() {
        made(ROOT, PRICE.replace(":0}", ":3600}"), user);
        made(ROOT, PRICE.replace("above", "below").replace("100", "50"), user);
        prices.trade("120");
        assertEquals(1, follower.follow(1), "the last trade counts from the start");
        prices.trade("90", "130");
        assertEquals(0, follower.follow(1));
        prices.trade("40");
        assertEquals(1, follower.follow(1));
        assertEquals("40", items(ROOT + "/history", user).path(0).path("value").asText());
    }

    @Test
    void concurrentEvaluationsFireOnce() throws InterruptedException {
        price = 101;
        made(ROOT, PRICE, user);
        meanwhile =
                () -> assertEquals("1 alerts, 1 fired", computations.alerts().run(1, (_, _) -> {}));
        assertEquals("1 alerts, 0 fired", look());
        assertEquals(1, items(ROOT + "/history", user).size());
        assertEquals(1, letters.size());
    }

    @Test
    void alertChangedDuringItsEvaluationDoesNotFire() throws InterruptedException {
        price = 101;
        String id = made(ROOT, PRICE, user);
        String higher = PRICE.replace("\"100\"", "\"200\"");
        meanwhile = () ->
                assertEquals(200, server.put(ROOT + "/" + id, higher, user).status());
        assertEquals("1 alerts, 0 fired", look());
        assertEquals(0, items(ROOT + "/history", user).size());
        assertEquals(true, items(ROOT, user).path(0).path("armed").asBoolean());
    }

    @Test
    void anAlertOfTheDeskThatWasChangedMeanwhileIsNotChangedUnseen() throws InterruptedException {
        String id = made(ROOT + "/desk", PRICE, admin);
        String path = ROOT + "/desk/" + id;
        String seen = items(ROOT + "/desk", admin).path(0).path("version").asText();
        String higher = PRICE.replace("\"100\"", "\"200\"");
        assertEquals(200, server.change("PUT", path, higher, admin, seen).status());
        look();
        assertEquals(
                "version_changed",
                server.change("PUT", path, PRICE, admin, seen).code());
        String now = items(ROOT + "/desk", admin).path(0).path("version").asText();
        assertEquals(200, server.change("PUT", path, PRICE, admin, now).status());
    }

    private static String hooked(String address) {
        return PRICE.replace("\"side", "\"webhook\":\"" + address + "\",\"side");
    }

    @Test
    void webhookIsCalledOnceAndSignedWithASecretShownOnce() throws Exception {
        price = 101;
        String body = hooked("https://example.com/hook?a=1");
        JsonNode made = server.post(ROOT, body, user).json();
        String secret = made.path("webhook_secret").asText();
        assertEquals(43, secret.length(), made.toString());
        assertTrue(items(ROOT, user).path(0).path("webhook_secret").isNull());
        look();
        look();
        assertEquals(1, called.size());
        Call call = called.getFirst();
        assertEquals("https://example.com/hook?a=1", call.to().toString());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String signed = call.headers().get("FlowEx-Timestamp") + "." + call.body();
        assertEquals(
                "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
                call.headers().get("FlowEx-Signature"));
        assertTrue(call.body().contains("\"value\":\"101\""), call.body());
        assertEquals(
                "sent", items(ROOT + "/history", user).path(0).path("webhook").asText());

        String path = ROOT + "/" + made.path("id").asText();
        assertTrue(server.put(path, body, user).json().path("webhook_secret").isNull(), "it is as it was");
        JsonNode other =
                server.put(path, hooked("https://example.com/other"), user).json();
        assertTrue(!other.path("webhook_secret").isNull()
                && !secret.equals(other.path("webhook_secret").asText()));
        assertTrue(server.put(path, PRICE, user).json().path("webhook").isNull());
    }

    @Test
    void userWithAlertsOffGetsNeitherMailNorWebhook() throws InterruptedException {
        price = 101;
        wantsAlerts = false;
        made(ROOT, hooked("https://example.com/hook"), user);
        look();
        look();
        assertEquals(List.of(), letters);
        assertEquals(List.of(), called);
        JsonNode firing = items(ROOT + "/history", user).path(0);
        assertEquals("none", firing.path("mail").asText());
        assertEquals("none", firing.path("webhook").asText());
    }

    @Test
    void aWebhookThatDoesNotTakeItIsTriedLaterAndSaysWhy() throws InterruptedException {
        price = 101;
        made(ROOT, hooked("https://example.com/hook"), user);
        made(ROOT, hooked("https://example.com/hook"), user);
        status = 0;
        look();
        assertEquals(1, called.size(), "who did not take one is not called again in the same turn");
        JsonNode firing = items(ROOT + "/history", user).path(1);
        assertEquals("waiting", firing.path("webhook").asText());
        assertEquals(
                "java.io.IOException: nobody answers",
                firing.path("webhook_why").asText());
        status = 204;
        look();
        assertEquals(1, called.size(), "after a minute");
    }

    @Test
    void addressesInsideAndOtherProtocolsAreNoWebhooks() {
        for (String wrong : List.of(
                "http://example.com/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://localhost/",
                "https://example.com:8443/",
                "https://user@example.com/",
                "https://example.com/ x",
                "https://example.com/#part",
                "https://example.com\\r\\nX: y/",
                "https://example.com/" + "a".repeat(500))) {
            refused("webhook", hooked(wrong));
        }
    }

    @Test
    void unknownValuesAreReportedAndOtherSubjectsAreEvaluated() throws InterruptedException {
        made(ROOT, PRICE.replace("CALM", "LOST"), user);
        made(ROOT, "{\"subject\":\"score\",\"asset\":\"CALM\",\"side\":\"above\",\"threshold\":\"0\"}", user);
        made(ROOT, "{\"subject\":\"volatility\",\"asset\":\"CALM\",\"side\":\"above\",\"threshold\":\"0.01\"}", user);
        made(ROOT, "{\"subject\":\"portfolio_var\",\"side\":\"above\",\"threshold\":\"0.001\"}", user);
        made(ROOT, "{\"subject\":\"portfolio_drawdown\",\"side\":\"above\",\"threshold\":\"1\"}", user);
        assertEquals("5 alerts, 1 fired", look());
        for (int i : new int[] {2, 3, 4}) {
            assertEquals("no_value", items(ROOT, user).path(i).path("note").asText());
        }
        assertTrue(items(ROOT, user).path(0).path("value").asDouble() > 0);
        computations.daily().run(1, Instant.now(), (_, _) -> {});
        assertEquals("3 alerts, 2 fired", look(), "portfolios rest for an hour");
    }

    @Test
    void desksShareTheirsAndUsersSeeTheirOwnOnly() throws InterruptedException {
        String shared =
                made(ROOT + "/desk", "{\"subject\":\"portfolio_var\",\"side\":\"above\",\"threshold\":\"0\"}", admin);
        String some = "{\"subject\":\"portfolio_var\",\"accounts\":[1001,1002],\"side\":\"above\",\"threshold\":\"1\"}";
        made(ROOT + "/desk", some, admin);
        String own = made(ROOT, PRICE, user);
        assertEquals(2, items(ROOT + "/desk", admin).size());
        assertEquals(0, items(ROOT, admin).size());
        assertEquals(403, server.get(ROOT + "/desk", user).status());
        assertEquals(403, server.post(ROOT + "/desk", some, user).status());
        assertEquals(404, server.put(ROOT + "/" + own, PRICE, admin).status());
        assertEquals(404, server.delete(ROOT + "/" + own, admin).status());
        assertEquals(404, server.delete(ROOT + "/" + shared, admin).status());
        assertEquals("3 alerts, 1 fired", look());
        assertEquals(1, items(ROOT + "/desk/history", admin).size());
        assertEquals(200, server.put(ROOT + "/desk/" + shared, some, admin).status());
        assertEquals(204, server.delete(ROOT + "/desk/" + shared, admin).status());
    }

    @Test
    void invalidAlertsAreRefusedByFieldAndTheirNumberIsBounded() {
        refused("subject", PRICE.replace("price", "luck"));
        refused("asset", PRICE.replace("CALM", "MOON"));
        refused("asset", "{\"subject\":\"score\",\"side\":\"above\",\"threshold\":\"1\"}");
        refused("asset", PRICE.replace("price", "portfolio_var").replace("\"100\"", "\"1\""));
        refused("side", PRICE.replace("above", "beside"));
        refused("threshold", PRICE.replace("\"100\"", "\"-1\""));
        refused("threshold", PRICE.replace("\"100\"", "\"NaN\""));
        refused("threshold", PRICE.replace("price", "score").replace("\"100\"", "\"100.5\""));
        refused("hysteresis", PRICE.replace("\"cool", "\"hysteresis\":\"101\",\"cool"));
        refused("cool_down_seconds", PRICE.replace(":0", ":2592001"));
        refused("accounts", "/desk", PRICE.replace("\"side", "\"accounts\":[1],\"side"), admin);
        refused("accounts", "/desk", PRICE.replace("\"side", "\"accounts\":[1001],\"side"), admin);
        for (int i = 0; i < AlertsTable.OWN_MAX; i++) {
            made(ROOT, PRICE, user);
        }
        refused("subject", PRICE);
        made(ROOT, PRICE, admin);
    }

    private void refused(String field, String body) {
        refused(field, "", body, user);
    }

    private void refused(String field, String path, String body, String token) {
        var answer = server.post(ROOT + path, body, token);
        assertEquals(400, answer.status(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer.text());
    }

    @Test
    void anAlertThatIsOffIsNotLookedAtAndAMailThatIsNotTakenWaits() throws InterruptedException {
        price = 200;
        String id = made(ROOT, PRICE, user);
        String off = PRICE.replace("\"side", "\"enabled\":false,\"side");
        assertEquals(200, server.put(ROOT + "/" + id, off, user).status());
        assertEquals("0 alerts, 0 fired", look());
        assertEquals(200, server.put(ROOT + "/" + id, PRICE, user).status());
        takesMail = false;
        look();
        takesMail = true;
        look();
        assertEquals(List.of(), letters, "it is tried again after a minute");
        assertEquals(
                "waiting", items(ROOT + "/history", user).path(0).path("mail").asText());
        String silent = PRICE.replace("\"side", "\"mail\":false,\"side");
        made(ROOT, silent, user);
        look();
        assertEquals("none", items(ROOT + "/history", user).path(0).path("mail").asText());
    }
}
