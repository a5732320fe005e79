package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPushService;
import com.flowex.platform.testing.TestPushService.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An order trades while its owner has no page open: their browser is notified once. */
@Timeout(900)
class PushedFillTest {

    private static final String ALERTS = "/api/v1/risk/alerts";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void fillIsPushedToAClosedBrowserOnce() throws IOException {
        try (TestPushService service = new TestPushService();
                StartedComponents parts = new StartedComponents()) {
            HttpApi api = new HttpApi(ExchangeHere.url(ExchangeHere.start(folder.resolve("data"), parts, by(service))));
            Browser browser = service.browser();
            rest(api.newUser("closes@example.com"), browser);
            HttpApi buyer = api.newUser("buys@example.com");
            buyer.deposit("USDT", "1000");
            buyer.order("buy", "500", "0.3", "first").expect(201);

            requireOneMessage(browser);
        }
    }

    @Test
    void riskAlertIsPushedToAClosedBrowserOnce() throws IOException {
        try (TestPushService service = new TestPushService();
                StartedComponents parts = new StartedComponents()) {
            HttpApi api = new HttpApi(ExchangeHere.url(ExchangeHere.start(folder.resolve("data"), parts, by(service))));
            Browser browser = service.browser();
            HttpApi seller = api.newUser("closes@example.com");
            rest(seller, browser);
            HttpApi buyer = api.newUser("buys@example.com");
            buyer.deposit("USDT", "1000");
            buyer.order("buy", "500", "0.3", "first").expect(201);
            Await.until(() -> !messages(browser).isEmpty()); // the message of the fill
            seller.post(
                            ALERTS,
                            Map.of(
                                    "subject",
                                    "price",
                                    "asset",
                                    "BTC",
                                    "side",
                                    "above",
                                    "threshold",
                                    "400",
                                    "push",
                                    true))
                    .expect(201);

            Await.until(() -> check(api.admin(), seller) && messages(browser).size() == 2);
            check(api.admin(), seller);
            assertEquals(2, messages(browser).size(), messages(browser).toString());
            JsonNode answer = JSON.readTree(messages(browser).getLast());
            assertEquals("risk_alert", answer.path("kind").asText());
            assertEquals("BTC", answer.path("asset").asText());
            assertEquals("500", answer.path("value").asText());
            assertEquals("en", answer.path("language").asText());
            JsonNode firing =
                    seller.get(ALERTS + "/history").body().path("items").path(0);
            assertEquals("sent", firing.path("push").asText());
        }
    }

    /** A look at all alerts that has ended. */
    private static boolean check(HttpApi admin, HttpApi seller) {
        String task = admin.send("POST", "/api/tasks", "{\"kind\":\"risk_alerts\"}")
                .expect(202)
                .text("id");
        Await.until(() -> admin.get("/api/tasks/" + task).text("state").equals("done"));
        return !seller.get(ALERTS).body().path("items").path(0).path("fired_at").isNull();
    }

    /** Two trades of an order are one message, and the process that was to bring it is killed before it could. */
    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void fillIsPushedOnceAlthoughTheExchangeIsKilledBefore() throws IOException {
        try (TestPushService service = new TestPushService();
                ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"), by(service))) {
            Browser browser = service.browser();
            HttpApi seller = exchange.api().newUser("closes@example.com");
            rest(seller, browser);
            HttpApi buyer = exchange.api().newUser("buys@example.com");
            buyer.deposit("USDT", "1000");
            service.answers(503);
            buyer.order("buy", "500", "0.1", "first").expect(201);
            buyer.order("buy", "500", "0.2", "second").expect(201);
            Await.until(
                    () -> seller.get("/api/trading/trades").body().path("items").size() == 2);
            exchange.kill();
            assertEquals(List.of(), messages(browser));

            service.answers(201);
            exchange.startAgain();

            requireOneMessage(browser);
        }
    }

    private static Map<String, String> by(TestPushService service) {
        return Map.of("FLOWEX_PUSH_CONTACT", "mailto:ops@example.com", "FLOWEX_PUSH_HOSTS", service.url());
    }

    private static void requireOneMessage(Browser browser) throws IOException {
        Await.until(() -> !messages(browser).isEmpty());
        Await.pause(Duration.ofSeconds(2));
        assertEquals(1, messages(browser).size(), messages(browser).toString());
        JsonNode answer = JSON.readTree(messages(browser).getFirst());
        assertEquals(1, answer.path("orders").asInt());
        JsonNode order = answer.path("newest").path(0);
        assertEquals("BTC-USDT", order.path("symbol").asText());
        assertEquals("sell", order.path("side").asText());
        assertEquals("0.3", order.path("quantity").asText());
        assertEquals("500", order.path("price").asText());
    }

    /** Returns the notes that the browser got, but for those of its owner's own deposits. */
    private static List<String> messages(Browser browser) {
        return browser.messages().stream()
                .filter(each -> !each.contains("\"kind\":\"notice\""))
                .toList();
    }

    private static void rest(HttpApi seller, Browser browser) {
        seller.deposit("BTC", "1");
        seller.post(
                        "/api/auth/push",
                        Map.of(
                                "endpoint", browser.endpoint(),
                                "p256dh", browser.p256dh(),
                                "auth", browser.auth(),
                                "language", "en"))
                .expect(201);
        seller.order("sell", "500", "0.4", "rests").expect(201);
    }
}
