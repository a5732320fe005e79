package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One person, who uses one version's services, round after round, and looks at what came of it through the other's: logs in, places, cancels, withdraws,
 * reads. Every answer but the one that it should have is a failure; nothing is asked twice.
 */
final class VersionClient implements AutoCloseable {

    static final String PASSWORD = "SecurePass123!";

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration END_MAX = Duration.ofMinutes(5);
    private static final Duration ROUNDS_MAX = Duration.ofMinutes(4);
    private static final int LOGIN_EVERY = 10;
    private static final int WITHDRAW_EVERY = 15;

    /** In USDT, the fee included: the least there may be. */
    private static final int WITHDRAWN = 10;

    private final String email;
    private final VersionApi mine;
    private final VersionApi others;
    private final Thread thread;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<String> orders = new ArrayList<>();
    private final List<String> withdrawals = new ArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean over;
    private String token = "";

    private VersionClient(String email, VersionApi mine, VersionApi others) {
        this.email = email;
        this.mine = mine;
        this.others = others;
        thread = Thread.ofPlatform().name(email).unstarted(this::work);
    }

    /**
     * A client with an account and money.
     *
     * @param others through which this client looks; the same as mine where there is one version
     */
    static VersionClient start(String email, VersionApi mine, VersionApi others) {
        VersionClient client = new VersionClient(email, mine, others);
        client.thread.start();
        return client;
    }

    private void work() {
        for (int round = 0; !over; round++) {
            try {
                round(round);
                rounds.incrementAndGet();
            } catch (AssertionError | RuntimeException e) {
                failures.add(email + " in round " + round + ": " + e.getMessage());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void round(int round) {
        if (round % LOGIN_EVERY == 0) {
            token = mine.login(email, PASSWORD);
            answers.incrementAndGet();
        }
        String id = request(mine, "POST", "/api/trading/orders", order(round)).text("id");
        orders.add(id);
        assertEquals(
                "open", request(others, "GET", "/api/trading/orders/" + id, "").text("status"));
        request(round % 2 == 0 ? mine : others, "DELETE", "/api/trading/orders/" + id, "");
        assertEquals(
                "canceled",
                request(mine, "GET", "/api/trading/orders/" + id, "").text("status"));
        if (round % WITHDRAW_EVERY == 0) {
            withdrawals.add(request(mine, "POST", "/api/wallet/withdraw", withdrawal(round))
                    .text("id"));
            request(others, "GET", "/api/wallet/withdrawals/" + withdrawals.getLast(), "");
        }
        request(mine, "GET", "/api/wallet/balances", "");
        request(others, "GET", "/api/wallet/balances", "");
        assertEquals(email, request(others, "GET", "/api/auth/me", "").text("email"));
    }

    /** Done; whether it is shown at once is for who keeps the view. */
    private HttpApi.Answer request(VersionApi versionApi, String method, String path, String body) {
        HttpApi.Answer answer = versionApi.request(token, method, path, body);
        assertEquals(
                2,
                answer.status() / 100,
                () -> versionApi.version() + " " + method + " " + path + ": " + answer.status() + " " + answer.text());
        answers.incrementAndGet();
        return answer;
    }

    private String order(int round) {
        return """
                {"symbol":"BTC-USDT","side":"buy","type":"limit","price":"10","quantity":"0.1","client_order_id":"%s-%d-%d"}""".formatted(email.replaceAll("@.*", ""), System.nanoTime(), round);
    }

    private static String withdrawal(int round) {
        return """
                {"currency":"USDT","amount":"%d","address":"%s","id":"w-%d-%d"}""".formatted(WITHDRAWN, Victim.ELSEWHERE, System.nanoTime(), round);
    }

    /** Runs that many more rounds, in which nothing failed, nor before. */
    void expectRounds(int more, String when) {
        int before = rounds.get();
        Deadline.await(
                ROUNDS_MAX,
                () -> rounds.get() >= before + more || !failures.isEmpty(),
                () -> email + " does not get on " + when);
        assertEquals(List.of(), failures.stream().limit(10).toList(), () -> failures.size() + " failed: " + when);
    }

    void stop() {
        over = true;
        try {
            thread.join(END_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertTrue(!thread.isAlive(), email + " does not end");
        assertEquals(List.of(), failures.stream().limit(10).toList(), email);
    }

    /** When it has stopped: everything that was acknowledged is there, through these doors, and every withdrawal comes to its end. */
    void expectEverything(VersionApi versionApi) {
        token = versionApi.login(email, PASSWORD);
        for (String order : orders) {
            assertEquals(
                    "canceled",
                    request(versionApi, "GET", "/api/trading/orders/" + order, "")
                            .text("status"));
        }
        for (String withdrawal : withdrawals) {
            Deadline.await(
                    ROUNDS_MAX,
                    () -> withdrawn(versionApi, withdrawal).equals("completed"),
                    () -> "withdrawal " + withdrawal + " is " + withdrawn(versionApi, withdrawal));
        }
        HttpApi.Answer balance = request(versionApi, "GET", "/api/wallet/balance/USDT", "");
        assertEquals("0", balance.text("locked"), balance.text());
        assertEquals(
                Integer.toString(VersionApi.DEPOSIT - WITHDRAWN * withdrawals.size()),
                balance.text("total"),
                balance.text());
    }

    private String withdrawn(VersionApi versionApi, String withdrawal) {
        return request(versionApi, "GET", "/api/wallet/withdrawals/" + withdrawal, "")
                .text("status");
    }

    /** Figures for the record. */
    Map<String, Object> figures() {
        return Map.of(
                "rounds",
                rounds.get(),
                "answers",
                answers.get(),
                "withdrawals",
                withdrawals.size(),
                "failed",
                failures.size());
    }

    @Override
    public void close() {
        over = true;
    }
}
