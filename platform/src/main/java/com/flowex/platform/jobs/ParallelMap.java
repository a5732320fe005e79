package com.flowex.platform.jobs;

import com.flowex.platform.logging.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Parallel map: computes values of the same kind concurrently, in threads that end with it. Their log lines have the
 * caller's logging context.
 */
public final class ParallelMap {

    private ParallelMap() {}

    /**
     * Computes all values and waits for the last.
     *
     * @param threads number of threads
     * @return results in the order of the inputs; the first failure fails all
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
