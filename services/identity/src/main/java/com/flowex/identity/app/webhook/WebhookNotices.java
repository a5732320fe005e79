package com.flowex.identity.app.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.http.response.Json;
import com.flowex.identity.app.push.OrderNewsSource.Orders;
import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Content of calls to webhooks. Each also gets the {@code id} of its delivery when it is sent. */
public final class WebhookNotices {

    private final NoticeDeliveriesTable table;
    private final InstantSource clock;

    public WebhookNotices(NoticeDeliveriesTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Adds a notice whose mail may contain a code or a link, so that its subject alone is sent. */
    public void put(Transaction changing, int tenant, long userId, NotificationEvent event, String subject) {
        table.put(changing, tenant, userId, event, notice(event, subject, ""));
    }

    /** Adds a notice of another service. Its text is sent if mails carry the event. */
    public void put(int tenant, long userId, NotificationEvent event, String subject, String text) {
        boolean isMailed = event.channels().contains(NotificationChannel.MAIL);
        table.put(tenant, userId, event, notice(event, subject, isMailed ? text : ""));
    }

    private byte[] notice(NotificationEvent event, String subject, String text) {
        Map<String, Object> body = begun("notice");
        body.put("event", event.word());
        body.put("subject", subject);
        body.put("text", text);
        return Json.bytes(body);
    }

    /** Returns the content of a notice of orders. */
    byte[] orders(NotificationEvent event, Orders orders) {
        Map<String, Object> body = begun("orders");
        body.put("event", event.word());
        body.put("orders", orders.count());
        body.put("newest", orders.newest());
        return Json.bytes(body);
    }

    /**
     * Adds a test.
     *
     * @param code code that confirms the address; empty if it is confirmed
     */
    public void putTest(Transaction changing, int tenant, long userId, String code) {
        Map<String, Object> body = begun(code.isEmpty() ? "test" : "confirmation");
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        table.putTest(changing, tenant, userId, Json.bytes(body));
    }

    private Map<String, Object> begun(String kind) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind);
        body.put("created_at", Instant.ofEpochMilli(clock.millis()));
        return body;
    }

    /** Returns content with the number of its delivery. */
    static byte[] numbered(byte[] body, long delivery) {
        return Json.bytes(Json.read(body, ObjectNode.class).put("id", Long.toString(delivery)));
    }
}
