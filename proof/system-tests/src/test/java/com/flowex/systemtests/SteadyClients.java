package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that read and trade all the time, ask nothing twice, and write down every answer that is not the one they should have. */
final class SteadyClients implements AutoCloseable {

    private static final int CLIENTS = 2;
    private static final Duration END_MAX = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final int MORE = 40;

    /** Sooner than an access token ends. */
    private static final Duration LOGIN_EVERY = Duration.ofMinutes(5);

    private final URI url;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile boolean stopped;

    private SteadyClients(URI url) {
        this.url = url;
    }

    static SteadyClients start(URI url) {
        SteadyClients clients = new SteadyClients(url);
        for (int i = 0; i < CLIENTS; i++) {
            HttpApi user = new HttpApi(url).demoUser();
            int client = i;
            clients.threads.add(Thread.ofPlatform().name("steady-" + i).start(() -> clients.work(client, user)));
        }
        return clients;
    }

    private void work(int client, HttpApi first) {
        HttpApi user = first;
        long loginNanos = System.nanoTime() + LOGIN_EVERY.toNanos();
        for (int i = 0; !stopped; i++) {
            round(user, "steady-" + client + "-" + i);
            if (System.nanoTime() - loginNanos >= 0) {
                loginNanos = System.nanoTime() + LOGIN_EVERY.toNanos();
                user = again(user);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void round(HttpApi user, String id) {
        request("order " + id, () -> place(user, id));
        request("pairs", () -> user.get("/api/trading/pairs").expect(200));
        request("book", () -> user.get("/api/trading/orderbook/BTC-USDT").expect(200));
        request("balances", () -> user.get("/api/wallet/balances").expect(200));
    }

    private HttpApi again(HttpApi user) {
        try {
            return new HttpApi(url).demoUser();
        } catch (AssertionError | RuntimeException e) {
            failures.add("log-in: " + e.getMessage());
            return user;
        }
    }

    private void place(HttpApi user, String id) {
        String order = user.order("buy", "10", "0.1", id).expect(201).text("id");
        acknowledged.add(order);
        orders.incrementAndGet();
        // So that what is locked does not grow.
        user.delete("/api/trading/orders/" + order).expectDone();
    }

    private void request(String subject, Runnable question) {
        long start = System.nanoTime();
        try {
            question.run();
            reads.incrementAndGet();
        } catch (AssertionError | RuntimeException e) {
            failures.add(subject + ": " + e.getMessage());
        }
        longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
    }

    /** Some more was answered since, and nothing was refused until now. */
    void expectProgress(String when) {
        long before = orders.get();
        Deadline.await(
                END_MAX, () -> orders.get() > before + MORE || !failures.isEmpty(), () -> "no order after " + when);
        assertEquals(List.of(), failures.stream().limit(20).toList(), () -> failures.size() + " failed: " + when);
    }

    void stop() {
        stopped = true;
        for (Thread each : threads) {
            try {
                each.join(END_MAX);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            assertTrue(!each.isAlive(), each.getName() + " does not end");
        }
    }

    void expectEveryAcknowledgedOrder() {
        HttpApi user = new HttpApi(url).demoUser();
        acknowledged.forEach(order -> user.get("/api/trading/orders/" + order).expect(200));
    }

    /** Returns the ids of all orders that were acknowledged. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Figures for the record. */
    String figures() {
        return "orders=" + orders + " questions=" + reads + " failed=" + failures.size() + " longest_ms="
                + longestNanos.get() / 1_000_000;
    }

    @Override
    public void close() {
        stop();
    }
}
