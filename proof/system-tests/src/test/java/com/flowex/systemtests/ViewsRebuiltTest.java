package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every view can be thrown away: the log is the only truth. */
@Timeout(900)
class ViewsRebuiltTest {

    @TempDir
    private Path folder;

    @Test
    void viewsRebuiltFromTheLogEqualTheViewsBefore() {
        try (StartedComponents parts = new StartedComponents()) {
            FlowEx flowEx = ExchangeHere.start(folder.resolve("data"), parts);
            HttpApi api = new HttpApi(ExchangeHere.url(flowEx));
            HttpApi user = Views.trade(api, "rebuilt@example.com");
            Map<String, JsonNode> before = Views.of(user);

            CompletableFuture<Void> rebuilding = CompletableFuture.runAsync(flowEx::rebuildViews);
            do {
                assertEquals(before, Views.of(user), "while they are rebuilt");
            } while (!rebuilding.isDone());
            rebuilding.join();

            assertEquals(before, Views.of(user));
            user.order("buy", "96", "0.1", "goes-on").expect(201);
            assertEquals(
                    "open",
                    user.get("/api/trading/orders")
                            .body()
                            .path("items")
                            .path(0)
                            .path("status")
                            .asText());
        }
    }
}
