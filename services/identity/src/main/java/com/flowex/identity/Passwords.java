package com.flowex.identity;

import com.flowex.platform.http.ProblemException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Argon2id on threads of its own: hashing is meant to be slow, and must not slow anything else. Two at a time, 256 wait,
 * more are told to come back.
 */
final class Passwords implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int WAITING_MAX = 256;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("password-", 0).factory());

    /** Nobody's hash, to compare with when there is no user: so both answers take the same time. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS1ubw" + "$bm9ib2R5LW5vYm9keS1ub2JvZHktbm9ib2R5LW5vYm8";

    Passwords() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws ProblemException 503 if too many wait */
    String hash(String password) {
        return await(() -> Argon2id.STANDARD.hash(password));
    }

    /** @throws ProblemException 503 if too many wait */
    boolean matches(String password, String hash) {
        return await(() -> Argon2id.matches(password, hash));
    }

    /** The hash to compare with when there is no user. */
    String nobodys() {
        return NOBODYS;
    }

    private <T> T await(Callable<T> work) {
        try {
            Future<T> promise = threads.submit(work);
            return promise.get();
        } catch (RejectedExecutionException e) {
            throw ProblemException.overloaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.overloaded();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
