package com.flowex.identity.app.password;

import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * Password hashing on threads and in memory of its own: it is slow by design and must not slow down anything else. One
 * hash at a time unless the settings allow more; 256 wait, tenants in turn; further callers are refused.
 */
public final class PasswordHasher implements AutoCloseable {

    private static final int WAITING_MAX = 256;

    private final PasswordHashFunction function;
    /** Function for passwords of which the configured function would hash only a part. */
    private final PasswordHashFunction whole;

    private final BlockPool memory;
    private final ThreadPoolExecutor threads;
    private final HashingQueue queue = new HashingQueue(WAITING_MAX);
    private final LongAdder computed = new LongAdder();

    public PasswordHasher(PasswordSettings settings) {
        this.function = PasswordHashFunction.of(settings);
        this.whole = Argon2id.of(settings);
        this.memory = Argon2id.memory(settings.argon2MemoryKib(), settings.threads());
        // Not a Worker: hashing runs on demand, with a bound on concurrency, and the caller gets the exception. The
        // queue has its own bound.
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns a hash of the normalized password ({@link PasswordNormalizer}), of all its bytes.
     *
     * @throws Refusal {@code overloaded} if too many hashes wait, of all tenants or of this one
     */
    public String hash(int tenant, String password) {
        String form = PasswordNormalizer.of(password);
        return await(tenant, () -> functionOf(form).hash(form, memory));
    }

    /**
     * Returns true if the hash was made of this password, in any form in which it may have been typed then.
     *
     * @throws Refusal {@code overloaded} if too many hashes wait, of all tenants or of this one
     */
    public boolean matches(int tenant, String password, String hash) {
        return await(tenant, () -> PasswordNormalizer.everHashed(password).stream()
                .anyMatch(form -> PasswordHashFunction.matches(form, hash, memory)));
    }

    /** Returns a hash to compare with where there is no user. */
    public String unusedHash() {
        return function.unusedHash();
    }

    /** Returns true if this password would be hashed differently today and the old hash is known to cover all of it. */
    public boolean isOutdated(String password, String hash) {
        String form = PasswordNormalizer.of(password);
        // Bcrypt has checked only the beginning of a longer password: a new hash would also cover the unchecked end
        // typed now.
        return !(Bcrypt.isOne(hash) && Bcrypt.isCut(form)) && !functionOf(form).made(hash);
    }

    private PasswordHashFunction functionOf(String form) {
        return form.getBytes(StandardCharsets.UTF_8).length > function.bytesMax() ? whole : function;
    }

    /**
     * Returns the rule that a new password breaks, completing "password must be ..."; empty if none is broken.
     *
     * @param own known words of its user: e-mail address, names
     */
    public Optional<String> brokenBy(String password, List<String> own) {
        return PasswordPolicy.brokenBy(PasswordNormalizer.of(password), own);
    }

    /** Returns the number of hashes computed so far, by logins and registrations. */
    public long computed() {
        return computed.sum();
    }

    /** Returns the largest number of hashes that were computed at the same time. */
    int mostAtOnce() {
        return threads.getLargestPoolSize();
    }

    private <T> T await(int tenant, Callable<T> work) {
        try {
            FutureTask<T> task = new FutureTask<>(() -> {
                computed.increment();
                return work.call();
            });
            queue.add(tenant, task);
            threads.execute(queue::runNext);
            return task.get();
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
