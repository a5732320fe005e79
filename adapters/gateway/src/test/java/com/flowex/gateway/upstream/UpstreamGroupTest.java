package com.flowex.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.gateway.route.LoadBalancingPolicy;
import com.flowex.gateway.route.UpstreamAddress;
import com.flowex.gateway.upstream.UpstreamException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Selection of upstreams, and how long one is left alone; by a clock of the test's own. */
class UpstreamGroupTest {

    private static final Duration EJECTION = Duration.ofSeconds(5);
    private static final Duration SLOW_START = Duration.ofSeconds(10);

    private static UpstreamException fault() {
        return new UpstreamException(Kind.NOT_CONNECTED, "nobody listens", new IOException("refused"));
    }

    private final AtomicLong now = new AtomicLong();

    private static UpstreamPolicy rules(boolean breaker) {
        return new UpstreamPolicy(
                Duration.ofSeconds(1), "/ready", Duration.ofSeconds(2), 3, EJECTION, SLOW_START, breaker);
    }

    private UpstreamGroup group(int... weights) {
        List<UpstreamAddress> addresses = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            addresses.add(new UpstreamAddress("h" + i, 80, weights[i], false));
        }
        return group(addresses, false, name -> {
            throw new UnknownHostException(name);
        });
    }

    private UpstreamGroup group(List<UpstreamAddress> addresses, boolean breaker, UpstreamGroup.Names names) {
        return new UpstreamGroup("test", addresses, rules(breaker), names, now::get);
    }

    private static Map<String, Integer> picks(UpstreamGroup group, LoadBalancingPolicy balance, int times) {
        LoadBalancer picker = new LoadBalancer(balance);
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            picks.merge(group.pick(picker, Set.of()).orElseThrow().name(), 1, Integer::sum);
        }
        return picks;
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void fail(Upstream upstream, int times) {
        for (int i = 0; i < times; i++) {
            upstream.failed(fault());
        }
    }

    @Test
    void callsAreSharedOutByTheRoutesRule() {
        assertEquals(
                Map.of("h0:80", 10, "h1:80", 10, "h2:80", 10),
                picks(group(1, 5, 9), LoadBalancingPolicy.ROUND_ROBIN, 30));
        assertEquals(
                Map.of("h0:80", 2, "h1:80", 10, "h2:80", 18), picks(group(1, 5, 9), LoadBalancingPolicy.WEIGHTED, 30));
        assertEquals(3, picks(group(1, 5, 9), LoadBalancingPolicy.RANDOM, 300).size());

        UpstreamGroup busy = group(1, 1, 1);
        busy.members().get(0).entered();
        busy.members().get(2).entered();
        assertEquals(Map.of("h1:80", 20), picks(busy, LoadBalancingPolicy.LEAST_CONNECTIONS, 20));
        busy.members().get(0).left();
        busy.members().get(2).left();
        assertEquals(3, picks(busy, LoadBalancingPolicy.LEAST_CONNECTIONS, 20).size());
    }

    @Test
    void anOutageIsLoggedOnceAtItsBeginningAndOnceAtItsEnd() {
        Upstream restarting = group(1).members().getFirst();
        assertEquals(
                List.of(
                        "upstream h0:80 of group test gets no requests: nobody listens",
                        "upstream h0:80 of group test answers and gets requests again; it was ejected 3 times"),
                logged(() -> {
                    for (int i = 0; i < 3; i++) {
                        fail(restarting, 3);
                        passes(EJECTION.multipliedBy(10));
                    }
                    restarting.answered();
                    restarting.answered();
                }));

        Upstream halved = group(List.of(new UpstreamAddress("h", 80, 1, false)), true, InetAddress::getAllByName)
                .members()
                .getFirst();
        assertEquals(
                List.of(
                        "upstream h:80 of group test fails half of its requests: its circuit breaker is open and passes one in ten seconds until one succeeds",
                        "upstream h:80 of group test gets all of its requests again: its circuit breaker is closed"),
                logged(() -> {
                    for (int i = 0; i < 20; i++) {
                        halved.answered();
                        halved.failed(fault());
                    }
                    passes(Duration.ofSeconds(10));
                    assertTrue(halved.permits());
                    halved.failed(fault());
                    passes(Duration.ofSeconds(10));
                    assertTrue(halved.permits());
                    halved.answered();
                }));
    }

    /** Returns the lines, none of which may have a stack trace, that upstreams log meanwhile. */
    private static List<String> logged(Runnable work) {
        Logger log = (Logger) LoggerFactory.getLogger(Upstream.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            work.run();
        } finally {
            log.detachAppender(lines);
        }
        assertTrue(lines.list.stream().allMatch(line -> line.getThrowableProxy() == null));
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void repeatedFailuresEjectAnUpstreamForIncreasingTimes() {
        UpstreamGroup group = group(1, 1);
        Upstream bad = group.members().getFirst();
        fail(bad, 2);
        bad.answered();
        fail(bad, 2);
        assertTrue(bad.isIn());

        fail(bad, 1);
        assertFalse(bad.isIn());
        assertEquals("nobody listens", bad.why());
        assertEquals(Map.of("h1:80", 20), picks(group, LoadBalancingPolicy.ROUND_ROBIN, 20));
        passes(EJECTION);
        assertTrue(bad.isIn());

        fail(bad, 3);
        passes(EJECTION);
        assertFalse(bad.isIn());
        passes(EJECTION);
        assertTrue(bad.isIn());
        assertEquals(2, bad.ejections());

        // Well for longer than it was left alone: forgiven.
        passes(EJECTION.multipliedBy(5));
        bad.answered();
        assertEquals(0, bad.ejections());
    }

    /** Found by ./flowex chaos: a process that was killed under fifty calls was left alone for five minutes, though it was back after one. */
    @Test
    void aCrashUnderManyCallsIsOneFailure() {
        Upstream crashed = group(1).members().getFirst();
        fail(crashed, 50);
        assertFalse(crashed.isIn());
        assertEquals(1, crashed.ejections());
        passes(EJECTION);
        assertTrue(crashed.isIn());
    }

    @Test
    void recoveredUpstreamGetsItsShareGradually() {
        UpstreamGroup group = group(1, 1);
        Upstream back = group.members().getFirst();
        fail(back, 3);
        passes(EJECTION);
        int early = picks(group, LoadBalancingPolicy.ROUND_ROBIN, 1_000).getOrDefault("h0:80", 0);
        assertTrue(early < 150, () -> early + " of 1000");

        passes(SLOW_START.dividedBy(2));
        int later = picks(group, LoadBalancingPolicy.WEIGHTED, 1_000).getOrDefault("h0:80", 0);
        assertTrue(later > 250 && later < 420, () -> later + " of 1000");

        passes(SLOW_START);
        assertEquals(500, picks(group, LoadBalancingPolicy.ROUND_ROBIN, 1_000).getOrDefault("h0:80", 0));
    }

    @Test
    void upstreamNotReadyTwiceInARowIsOutUntilReady() {
        Upstream upstream = group(1).members().getFirst();
        upstream.probed(ProbeOutcome.NOT_READY, "/ready answers 503");
        assertTrue(upstream.isIn());
        upstream.probed(ProbeOutcome.NOT_READY, "/ready answers 503");
        assertFalse(upstream.isIn());
        passes(Duration.ofDays(1));
        assertFalse(upstream.isIn());
        upstream.probed(ProbeOutcome.READY, "/ready answers 200");
        assertTrue(upstream.isIn());
        assertEquals(Upstream.LEAST_SHARE, upstream.share());
    }

    /** A reason that all share, such as a database that is away, must not keep from clients what is served without it. */
    @Test
    void withoutAReadyUpstreamAnsweringOnesAreUsed() {
        UpstreamGroup group = group(1, 1, 1);
        Upstream first = group.members().get(0);
        Upstream second = group.members().get(1);
        Upstream third = group.members().get(2);
        for (int i = 0; i < 2; i++) {
            first.probed(ProbeOutcome.NOT_READY, "/ready answers 503");
            second.probed(ProbeOutcome.NO_ANSWER, "refused");
            third.probed(ProbeOutcome.NOT_READY, "/ready answers 503");
        }
        assertTrue(group.isLimited());
        assertEquals(Map.of("h0:80", 10, "h2:80", 10), picks(group, LoadBalancingPolicy.ROUND_ROBIN, 20));

        fail(third, 3);
        third.probed(ProbeOutcome.NO_ANSWER, "refused");
        assertEquals(Map.of("h0:80", 20), picks(group, LoadBalancingPolicy.ROUND_ROBIN, 20));

        second.probed(ProbeOutcome.READY, "/ready answers 200");
        assertFalse(group.isLimited());
        assertEquals(Map.of("h1:80", 20), picks(group, LoadBalancingPolicy.ROUND_ROBIN, 20));

        second.probed(ProbeOutcome.NO_ANSWER, "refused");
        second.probed(ProbeOutcome.NO_ANSWER, "refused");
        first.probed(ProbeOutcome.NO_ANSWER, "refused");
        assertTrue(group.pick(new LoadBalancer(LoadBalancingPolicy.RANDOM), Set.of())
                .isEmpty());
    }

    @Test
    void aDisabledBreakerIsNeverReportedOpen() {
        UpstreamGroup group = group(1);
        Upstream upstream = group.members().getFirst();
        for (int i = 0; i < 20; i++) {
            upstream.answered();
            upstream.failed(fault());
        }
        assertFalse(upstream.isBreakerOpen());
        assertEquals(Map.of("h0:80", 20), picks(group, LoadBalancingPolicy.ROUND_ROBIN, 20));
    }

    @Test
    void readyProbeDoesNotEndAnEjectionEarly() {
        Upstream upstream = group(1).members().getFirst();
        fail(upstream, 3);
        upstream.probed(ProbeOutcome.READY, "/ready answers 200");
        assertFalse(upstream.isIn());
    }

    @Test
    void halfOfAllCallsFailingOpensTheBreakerUntilOneGoesWell() {
        UpstreamGroup group = group(List.of(new UpstreamAddress("h", 80, 1, false)), true, InetAddress::getAllByName);
        Upstream upstream = group.members().getFirst();
        LoadBalancer picker = new LoadBalancer(LoadBalancingPolicy.RANDOM);
        for (int i = 0; i < 10; i++) {
            upstream.answered();
            upstream.failed(fault());
        }
        assertTrue(upstream.isIn());
        assertTrue(upstream.isBreakerOpen());
        assertTrue(group.pick(picker, Set.of()).isEmpty());

        passes(Duration.ofSeconds(10));
        assertTrue(group.pick(picker, Set.of()).isPresent());
        assertTrue(group.pick(picker, Set.of()).isEmpty(), "only one tries");
        upstream.failed(fault());
        assertTrue(group.pick(picker, Set.of()).isEmpty());

        passes(Duration.ofSeconds(10));
        assertTrue(group.pick(picker, Set.of()).isPresent());
        upstream.answered();
        assertFalse(upstream.isBreakerOpen());
        assertTrue(group.pick(picker, Set.of()).isPresent());
    }

    @Test
    void aNamesAddressesAreFollowedAndOneThatIsNotAnsweredStands() {
        List<String> known = new CopyOnWriteArrayList<>(List.of("10.0.0.1", "10.0.0.2"));
        UpstreamGroup group = group(List.of(new UpstreamAddress("pods.flowex", 8000, 1, true)), false, name -> {
            if (known.isEmpty()) {
                throw new UnknownHostException(name);
            }
            return known.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        });
        Upstream second = group.members().get(1);
        assertEquals("10.0.0.2:8000", second.name());

        known.remove("10.0.0.1");
        known.add("10.0.0.3");
        group.discover();
        assertEquals(
                List.of("10.0.0.2:8000", "10.0.0.3:8000"),
                group.members().stream().map(Upstream::name).toList());
        assertEquals(second, group.members().getFirst(), "what is known of it stays known");

        known.clear();
        group.discover();
        assertEquals(2, group.members().size());
    }

    @Test
    void retriesAreAShareOfAllCalls() {
        RetryBudget budget = new RetryBudget(10);
        int saved = 0;
        while (budget.spend()) {
            saved++;
        }
        assertEquals(20, saved);
        for (int i = 0; i < 100; i++) {
            budget.earn();
        }
        int earned = 0;
        while (budget.spend()) {
            earned++;
        }
        assertEquals(10, earned);
        assertFalse(new RetryBudget(0).spend());
    }
}
