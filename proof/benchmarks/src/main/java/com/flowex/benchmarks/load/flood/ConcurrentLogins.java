package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Flood of concurrent logins of one user. */
final class ConcurrentLogins implements Flood {

    private final ExchangeApi api;
    private final String email;
    private final int atOnce;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    ConcurrentLogins(ExchangeApi api, String email, int atOnce) {
        this.api = api;
        this.email = email;
        this.atOnce = atOnce;
    }

    @Override
    public void begin() {
        over.set(false);
        sent.set(0);
        served.set(0);
        for (int i = 0; i < atOnce; i++) {
            threads.add(Thread.ofVirtual().start(this::logIn));
        }
    }

    private void logIn() {
        while (!over.get()) {
            sent.incrementAndGet();
            try {
                api.login(email);
                served.incrementAndGet();
            } catch (LoadTestException refused) {
                // A refused login does not count, and does not make another one wait.
            }
        }
    }

    @Override
    public Tally end() {
        over.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        return new Tally(sent.get(), served.get());
    }
}
