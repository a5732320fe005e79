package com.flowex.identity.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.platform.outbound.WebhookClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks that answers as a test has it. */
public final class WebhookReceiver implements WebhookClient {

    /** A call as it came. */
    public record Call(URI to, Map<String, String> headers, String body) {

        JsonNode json() {
            return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    void answers(int requested) {
        status = requested;
    }

    /** The calls of an address, oldest first. */
    List<Call> calls(String address) {
        return calls.stream()
                .filter(call -> call.to().toString().equals(address))
                .toList();
    }

    @Override
    public int post(URI to, Map<String, String> headers, byte[] body) {
        calls.add(new Call(to, headers, new String(body, StandardCharsets.UTF_8)));
        return status;
    }
}
