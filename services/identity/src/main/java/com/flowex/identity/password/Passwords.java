package com.flowex.identity.password;

import com.flowex.ground.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * Hashing on threads of its own, in memory of its own: it is meant to be slow, and must not slow anything else. One at a
 * time unless told otherwise, 256 wait, more are told to come back.
 */
public final class Passwords implements AutoCloseable {

    private static final int WAITING_MAX = 256;

    private final PasswordHash function;
    private final BlockPool memory;
    private final ThreadPoolExecutor threads;
    private final LongAdder computed = new LongAdder();

    public Passwords(PasswordSettings settings) {
        this.function = PasswordHash.of(settings);
        this.memory = Argon2id.memory(settings.argon2MemoryKib(), settings.threads());
        // No worker: hashing on demand, so many at a time; whoever asked hears what went wrong.
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** @throws Refusal {@code overloaded} if too many wait */
    public String hash(String password) {
        return await(() -> function.hash(password, memory));
    }

    /** @throws Refusal {@code overloaded} if too many wait */
    public boolean matches(String password, String hash) {
        return await(() -> PasswordHash.matches(password, hash, memory));
    }

    /** The hash to compare with when there is no user. */
    public String nobodys() {
        return function.nobodys();
    }

    /** Whether the hash was made another way than new ones are. */
    public boolean isOutdated(String hash) {
        return !function.made(hash);
    }

    /** What a new password must be besides {@link PasswordRule}; empty if it is. */
    public Optional<String> brokenBy(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > function.bytesMax()
                ? Optional.of("at most " + function.bytesMax() + " bytes long")
                : PasswordRule.brokenBy(password);
    }

    /** How many hashes were computed: the work of logins and registrations so far. */
    public long computed() {
        return computed.sum();
    }

    /** The most hashes that were computed at the same time. */
    int mostAtOnce() {
        return threads.getLargestPoolSize();
    }

    private <T> T await(Callable<T> work) {
        try {
            Future<T> promise = threads.submit(() -> {
                computed.increment();
                return work.call();
            });
            return promise.get();
        } catch (RejectedExecutionException e) {
            throw Refusal.overloaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.overloaded();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
