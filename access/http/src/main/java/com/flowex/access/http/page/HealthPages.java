package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.HealthHistory;
import com.flowex.platform.settings.AddressRange;
import com.flowex.platform.telemetry.Telemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Endpoints {@code /health}, {@code /ready}, {@code /live}, {@code /metrics} and {@code /api/time}. Details that name
 * tenants, machines or figures are only for the addresses in FLOWEX_METRICS_FROM; other clients get only the state of
 * each component.
 */
public final class HealthPages {

    public static final String METRICS = "/metrics";
    public static final String HISTORY = "/health/history";

    private static final int HISTORY_MAX = 1_000;

    /** Server time, which signatures are checked against, as text and in the milliseconds that X-Timestamp takes. */
    record Now(Instant time, long unixMillis) {

        static Now of(InstantSource clock) {
            Instant now = clock.instant();
            return new Now(now, now.toEpochMilli());
        }
    }

    private final Health health;
    private final List<AddressRange> operators;
    private final Map<Integer, String> ports;

    private HealthPages(Health health, List<AddressRange> operators, Map<Integer, String> ports) {
        this.health = health;
        this.operators = List.copyOf(operators);
        this.ports = Map.copyOf(ports);
    }

    /**
     * Returns the endpoints of a process.
     *
     * @param operators addresses that get all details
     * @param ports service of each port that belongs to one
     */
    public static Routes routes(Health health, List<AddressRange> operators, Map<Integer, String> ports) {
        HealthPages pages = new HealthPages(health, operators, ports);
        return new Routes()
                .get("/health", Access.PUBLIC, request -> Answer.ok(pages.page(request, health.snapshot())))
                .get("/ready", Access.PUBLIC, pages::ready)
                .query("service", "group")
                .get("/live", Access.PUBLIC, _ -> Answer.ok(Map.of("status", "ok")))
                .get("/api/time", Access.PUBLIC, _ -> Answer.ok(Now.of(InstantSource.system())));
    }

    /** @param last returns this number of the newest changes */
    public static Routes history(IntFunction<List<HealthHistory.Entry>> last, List<AddressRange> operators) {
        return new Routes()
                .get(HISTORY, Access.PUBLIC, request -> {
                    if (!request.isFrom(operators)) {
                        throw Refusal.forbidden(
                                "the health history is for the addresses that FLOWEX_METRICS_FROM names");
                    }
                    int limit = Math.toIntExact(request.queryNumber("limit", 100, 1, HISTORY_MAX));
                    return Answer.ok(HealthPage.History.of(last.apply(limit)));
                })
                .query("limit");
    }

    public static Routes metrics(Telemetry telemetry, List<AddressRange> readers) {
        return new Routes()
                .get(METRICS, Access.PUBLIC, new MetricsEndpoint(telemetry::scrape, readers, System::nanoTime));
    }

    private HealthPage page(Request request, Health.HealthSnapshot snapshot) {
        return HealthPage.of(snapshot, request.isFrom(operators));
    }

    private static Health.Group group(String word) {
        return Stream.of(Health.Group.values())
                .filter(each -> word(each).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "group",
                        "one of "
                                + Stream.of(Health.Group.values())
                                        .map(HealthPages::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Health.Group group) {
        return group.name().toLowerCase(Locale.ROOT);
    }

    /** Answers for the named service, for the service of the port, or for the process. */
    private Answer ready(Request request) {
        Optional<String> service =
                request.query("service").or(() -> Optional.ofNullable(ports.get(request.localPort())));
        if (service.isPresent() && !health.services().contains(service.get())) {
            throw Refusal.invalid("service", "one of " + String.join(", ", health.services()));
        }
        Health.Group group = request.query("group").map(HealthPages::group).orElse(Health.Group.ALL);
        Health.HealthSnapshot checked = health.snapshot();
        boolean ready = service.map(each -> checked.ready(each, group)).orElseGet(() -> checked.ready(group));
        return Answer.of(ready ? 200 : 503, page(request, checked));
    }
}
