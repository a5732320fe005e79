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

/** One client's walk: each operation by its name, what went wrong with it, and how many there were. */
final class ClientWalk {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WORDS_MAX = 700;

    private final String client;
    private int done;
    private int failed;

    ClientWalk(String client) {
        this.client = client;
    }

    /** What is tried. */
    interface Step {
        void run() throws Exception;
    }

    /** Does one thing; if it fails, the rest of the walk is tried all the same. */
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

    /** The same for what has to be refused, in this way. */
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

    /** Throws unless it holds. */
    static void that(boolean holds, Object... said) {
        if (!holds) {
            throw new AssertionError("expected otherwise: " + Arrays.toString(said));
        }
    }

    /** What a map of the client's has under a key. */
    static <K, V> V at(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing of " + key);
    }

    /** A time as clients written for it want it. */
    @SuppressWarnings("JavaUtilDate") // XChange's own form
    static Date fromNow(long millis) {
        return new Date(System.currentTimeMillis() + millis);
    }

    /** Whether a decimal is this one, however many zeros it ends with. */
    static boolean is(@Nullable BigDecimal decimal, String expected) {
        return decimal != null && decimal.compareTo(new BigDecimal(expected)) == 0;
    }

    /** Asks until it holds: views may be behind what was done. */
    static <T> T until(Callable<T> question, Predicate<T> holds) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            T answer = question.call();
            if (holds.test(answer)) {
                return answer;
            }
            that(System.nanoTime() - end < 0, "never became what it should", answer);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Says how many operations there were; 0 if all went well. */
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
