package com.flowex.access.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.projection.status.ExchangeViews;
import com.flowex.platform.projection.status.RebuildableView;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.projection.tenant.SkippedEvents;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.platform.testing.Await;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes finding F1: what an operator sees of a tenant that is shown no further, and the way past it. */
@Timeout(900)
class ViewPagesTest {

    private static final String VIEWS = "/api/v1/views";

    private final TestStand stand = TestStand.fresh();
    private final ViewProgress progress = new ViewProgress();
    private final AtomicInteger rebuilds = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExchangeViews views = new ExchangeViews(
            stand.platform(),
            List.of(new RebuildableView("trading", progress, () -> true, this::rebuild, InstantSource.system())));
    private final TestServer server =
            TestServer.of(stand, ViewPages.routes(views, new SkippedEvents(stand.database())));
    private final String operator = stand.token(1, "super_admin");

    private void rebuild() {
        rebuilds.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        server.close();
        views.close();
        stand.close();
    }

    @Test
    void operatorSeesStoppedTenantsWithReasons() {
        progress.stopped(Map.of(7, new StoppedTenant(7, 120, 121, "event 121 cannot be applied: long overflow")));

        TestAnswer answer = server.get(VIEWS, operator);

        assertEquals(200, answer.status(), answer.text());
        assertTrue(
                answer.text()
                        .contains("\"stopped_tenants\":[{\"tenant\":7,\"shown\":120,\"event\":121,"
                                + "\"why\":\"event 121 cannot be applied: long overflow\"}]"),
                answer.text());
    }

    @Test
    void oneRebuildOfAViewRunsAtATime() {
        assertEquals(202, server.post(VIEWS + "/trading/rebuild", "", operator).status());
        Await.until(() -> rebuilds.get() == 1);
        TestAnswer second = server.post(VIEWS + "/trading/rebuild", "", operator);
        assertEquals("running", second.json().path("rebuild").path("stage").asText());
        gate.countDown();

        Await.until(() -> server.get(VIEWS, operator).text().contains("\"stage\":\"done\""));
        assertEquals(1, rebuilds.get());
    }

    @Test
    void anEventIsSkippedAndTakenInAgain() {
        String event = VIEWS + "/trading/skipped-events/121";

        TestAnswer skipped = server.put(event, "{\"reason\":\"incident 12\"}", operator);

        assertEquals(200, skipped.status(), skipped.text());
        assertEquals(
                "user 1",
                skipped.json().path("skipped_events").path(0).path("by").asText());
        assertEquals(200, server.delete(event, operator).status());
        assertEquals(404, server.delete(event, operator).status());
        assertEquals(400, server.put(event, "{}", operator).status());
    }

    @Test
    void nonOperatorsAndUnknownViewsAreRefused() {
        String admin = stand.token(2, "admin");

        assertEquals(403, server.get(VIEWS, admin).status());
        assertEquals(403, server.post(VIEWS + "/trading/rebuild", "", admin).status());
        assertEquals(404, server.post(VIEWS + "/nothing/rebuild", "", operator).status());
        assertEquals(0, rebuilds.get());
    }
}
