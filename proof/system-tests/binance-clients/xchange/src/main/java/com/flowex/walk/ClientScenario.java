package com.flowex.walk;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Scenario of one client: runs each operation by name, reports failures, and counts operations. */
final class ClientScenario {

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WORDS_MAX = 700;

    private final String client;
    private int done;
    private int failed;

    ClientScenario(String client) {
        this.client = client;
    }

    /** One step of the scenario. */
    interface Step {
        void run() throws Exception;
    }

    /** Runs a step; if it fails, the scenario goes on. */
    void tries(String operation, Step step) {
        done++;
        try {
            step.run();
            System.out.println("ok   " + client + " " + operation);
        } catch (Exception | AssertionError e) {
            failed++;
            System.out.println("FAIL " + client + " " + operation + ": " + words(e));
        }
    }

    /** Runs a step that must be refused with the given exception. */
    void refused(String operation, Class<? extends Exception> expected, Step step) {
        tries(operation, () -> {
            try {
                step.run();
            } catch (Exception e) {
                that(expected.isInstance(e), e.getClass().getSimpleName(), words(e));
                return;
            }
            throw new AssertionError("not refused");
        });
    }

    /** Throws unless the condition holds. */
    static void that(boolean holds, Object... answer) {
        if (!holds) {
            throw new AssertionError("expected otherwise: " + Arrays.toString(answer));
        }
    }

    /** Returns a value of a client's map; fails if there is none. */
    static <K, V> V at(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing of " + key);
    }

    /** Returns a time as a {@code Date}, as XChange needs it. */
    @SuppressWarnings("JavaUtilDate") // XChange uses this type
    static Date fromNow(long millis) {
        return new Date(System.currentTimeMillis() + millis);
    }

    /** True if the decimals are equal, apart from trailing zeros. */
    static boolean is(@Nullable BigDecimal decimal, String expected) {
        return decimal != null && decimal.compareTo(new BigDecimal(expected)) == 0;
    }

    /** Repeats a query until the condition holds, because views may be behind. */
    static <T> T until(Callable<T> question, Predicate<T> holds) throws Exception {
        long end = System.nanoTime() + TIMEOUT_NANOS;
        while (true) {
            T answer = question.call();
            if (holds.test(answer)) {
                return answer;
            }
            that(System.nanoTime() - end < 0, "never became what it should", answer);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Prints the number of operations; returns 0 if all succeeded. */
    int end() {
        System.out.println(client + ": " + done + " operations, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }

    private static String words(Throwable e) {
        String text = e.toString().replace('\n', ' ');
        Throwable cause = e.getCause();
        String all = cause == null ? text : text + " by " + cause.toString().replace('\n', ' ');
        return all.substring(0, Math.min(all.length(), WORDS_MAX));
    }
}
