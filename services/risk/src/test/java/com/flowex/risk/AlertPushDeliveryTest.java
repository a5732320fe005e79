package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: each browser of the alert's owner is notified once of a firing, or the reason why not is stored. */
@Timeout(900)
class AlertPushDeliveryTest extends AlertsWorld {

    private static final String PUSHED = PRICE.replace("\"side", "\"push\":true,\"side");

    private JsonNode newest() {
        return items(ROOT + "/history", user).path(0);
    }

    @Test
    void browsersReceiveEachFiringOnce() throws InterruptedException {
        price = 101;
        String id = made(ROOT, PUSHED, user);
        assertEquals(true, items(ROOT, user).path(0).path("push").asBoolean());
        look();
        look();
        pauseIsOver();
        look();
        String number = newest().path("id").asText();
        String note = "{kind=risk_alert, number=" + number
                + ", subject=price, asset=CALM, side=above, threshold=100, value=101}";
        assertEquals(List.of("1 1002 desk " + note, "1 1002 phone " + note), pushed);
        assertEquals("sent", newest().path("push").asText());
        assertEquals("", newest().path("push_why").asText());
        assertEquals(200, server.put(ROOT + "/" + id, PRICE, user).status());
        assertEquals(false, items(ROOT, user).path(0).path("push").asBoolean());
        look();
        assertEquals("none", newest().path("push").asText());
        assertEquals(2, pushed.size(), "nobody wants it any more");
    }

    @Test
    void onlyBrowsersThatMissedAPushReceiveItAgain() throws InterruptedException {
        price = 101;
        deaf = Set.of("phone");
        made(ROOT, PUSHED, user);
        look();
        assertEquals(1, pushed.size());
        assertEquals("waiting", newest().path("push").asText());
        assertEquals(
                "1 of 2 browsers: phone: status 503", newest().path("push_why").asText());
        deaf = Set.of();
        look();
        assertEquals(1, pushed.size(), "after a minute");
        pauseIsOver();
        look();
        assertEquals(2, pushed.size());
        assertTrue(pushed.getLast().startsWith("1 1002 phone "), pushed::toString);
        assertEquals("sent", newest().path("push").asText());
        assertEquals("", newest().path("push_why").asText());
    }

    @Test
    void pushThatNoBrowserAcceptsIsGivenUpWithAReason() throws InterruptedException {
        price = 101;
        browsers = Set.of();
        made(ROOT, PUSHED, user);
        look();
        assertEquals("dead", newest().path("push").asText());
        assertTrue(newest().path("push_why").asText().startsWith("no browser"));
        browsers = Set.of("phone");
        deaf = browsers;
        made(ROOT, PUSHED, user);
        look();
        for (int i = 0; i < 7; i++) {
            assertEquals("waiting", newest().path("push").asText());
            pauseIsOver();
            look();
        }
        assertEquals("dead", newest().path("push").asText());
        assertEquals(
                "1 of 1 browsers: phone: status 503", newest().path("push_why").asText());
        assertEquals(List.of(), pushed);
    }

    @Test
    void concurrentPushersDeliverOnce() throws InterruptedException {
        price = 101;
        made(ROOT, PUSHED, user);
        computations.alerts().run(1, (_, _) -> {});
        Thread other = Thread.ofVirtual().start(this::pushes);
        pushes();
        other.join();
        assertEquals(2, pushed.size());
    }

    private void pushes() {
        try {
            computations.pushes().run(1, (_, _) -> {});
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
