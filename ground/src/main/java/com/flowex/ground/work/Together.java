package com.flowex.ground.work;

import com.flowex.ground.logging.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** Computes some of the same kind at once, in threads that end with it. Their lines say the request they are of, as those of whoever asks. */
public final class Together {

    private Together() {}

    /**
     * Computes all of them, and waits for the last.
     *
     * @param threads so many at once
     * @return in the order of what they are of; the first that fails fails all of them
     */
    public static <A, B> List<B> each(String name, int threads, List<A> all, Function<A, B> computing)
            throws InterruptedException {
        List<Callable<B>> parts = all.stream()
                .map(one -> (Callable<B>) () -> computing.apply(one))
                .toList();
        ThreadFactory named =
                Thread.ofPlatform().name("flowex-" + name + "-", 0).factory();
        try (ExecutorService some =
                Executors.newFixedThreadPool(threads, work -> named.newThread(LogContext.carried(work)))) {
            List<B> computed = new ArrayList<>();
            for (Future<B> part : some.invokeAll(parts)) {
                computed.add(value(part));
            }
            return computed;
        }
    }

    private static <B> B value(Future<B> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
