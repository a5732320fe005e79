package com.flowex.access.http.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Every line about a request says whose it is: "2/7" for user 7 of tenant 2. */
@Timeout(900)
class RequestLogTest {

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }

    @Test
    void aRequestsLineAndTheLineOfAFaultOfOursNameTheTenant() {
        Lines lines = new Lines();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger requests = (Logger) LoggerFactory.getLogger("flowex.requests");
        lines.start();
        root.addAppender(lines);
        requests.setLevel(Level.INFO);
        try (TestStand stand = TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_REQUEST_LOG", "all"));
                TestServer server = TestServer.of(
                        stand,
                        new Routes()
                                .get("/mine", Access.CALLER, _ -> Answer.noContent())
                                .get("/broken", Access.PUBLIC, _ -> {
                                    throw new IllegalStateException("on purpose");
                                }))) {
            Tenant acme = TestTenants.add(stand, "acme");
            server.get("/mine", stand.tokenOf(acme.number(), 7, "trader"));
            server.send(server.request("/broken", "").header("X-Tenant", "acme").GET());
            Await.until(() -> lines.lines.size() >= 3);
            List<String> all = lines.lines;
            assertTrue(
                    all.stream().anyMatch(line -> line.contains("/mine") && line.endsWith("by 2/7")), all.toString());
            assertTrue(
                    all.stream().anyMatch(line -> line.contains("/broken") && line.endsWith("by 2/- failed")),
                    all.toString());
        } finally {
            root.detachAppender(lines);
            requests.setLevel(null);
        }
    }

    @Test
    void sampledRequestsAndAllFailedOnesAreLogged() {
        Lines lines = new Lines();
        Logger requests = (Logger) LoggerFactory.getLogger("flowex.requests");
        lines.start();
        requests.addAppender(lines);
        requests.setLevel(Level.INFO);
        Map<String, String> sampled = Map.of("FLOWEX_REQUEST_LOG", "all", "FLOWEX_REQUEST_LOG_SAMPLE", "1000000");
        try (TestStand stand = TestStand.on(TestPostgres.freshDatabase(), sampled);
                TestServer server = TestServer.of(
                        stand,
                        new Routes()
                                .get("/fine", Access.PUBLIC, _ -> Answer.noContent())
                                .get("/broken", Access.PUBLIC, _ -> {
                                    throw new IllegalStateException("on purpose");
                                }))) {
            for (int i = 0; i < 20; i++) {
                server.get("/fine", "");
            }
            server.get("/broken", "");
            Await.until(() -> lines.lines.stream().anyMatch(line -> line.contains("/broken")));
            assertTrue(lines.lines.size() < 10, lines.lines.toString());
        } finally {
            requests.detachAppender(lines);
            requests.setLevel(null);
        }
    }

    @Test
    void slowAndRefusedRequestsAreLoggedSeparatelyWithTheRequestId() {
        Fields lines = new Fields();
        Logger slow = (Logger) LoggerFactory.getLogger("flowex.performance");
        Logger security = (Logger) LoggerFactory.getLogger("flowex.security");
        lines.start();
        List.of(slow, security).forEach(log -> {
            log.addAppender(lines);
            log.setLevel(Level.INFO);
        });
        try (TestStand stand = TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_SLOW_REQUEST_MS", "50"));
                TestServer server = TestServer.of(
                        stand,
                        new Routes()
                                .get("/slow/{id}", Access.PUBLIC, _ -> {
                                    LockSupport.parkNanos(80_000_000);
                                    return Answer.noContent();
                                })
                                .get("/mine", Access.CALLER, _ -> Answer.noContent()))) {
            server.send(server.request("/slow/7", "")
                    .header("X-Request-Id", "r-slow")
                    .GET());
            server.get("/mine", "no token");
            Await.until(() -> lines.lines.size() >= 2);
            String all = lines.lines.toString();
            assertTrue(all.contains("slow-request") && all.contains("GET /slow/{id}") && all.contains("r-slow"), all);
            assertTrue(all.contains("authentication") && all.contains("denied"), all);
        } finally {
            List.of(slow, security).forEach(log -> {
                log.detachAppender(lines);
                log.setLevel(null);
            });
        }
    }

    /** Lines with their fields. */
    private static final class Fields extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getKeyValuePairs() + " " + event.getMDCPropertyMap());
        }
    }
}
