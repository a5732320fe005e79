package com.flowex.identity.password;

import com.flowex.ground.refusal.Refusal;
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
 * Hashing on threads of its own, in memory of its own: it is meant to be slow, and must not slow anything else. One at a
 * time unless the settings say otherwise; 256 wait, tenants in turn; above that callers are refused.
 */
public final class Passwords implements AutoCloseable {

    private static final int WAITING_MAX = 256;

    private final PasswordHash function;
    /** For passwords of which the chosen function would hash a part only. */
    private final PasswordHash whole;

    private final BlockPool memory;
    private final ThreadPoolExecutor threads;
    private final HashingQueue queue = new HashingQueue(WAITING_MAX);
    private final LongAdder computed = new LongAdder();

    public Passwords(PasswordSettings settings) {
        this.function = PasswordHash.of(settings);
        this.whole = Argon2id.of(settings);
        this.memory = Argon2id.memory(settings.argon2MemoryKib(), settings.threads());
        // No worker: hashing on demand, so many at a time; the caller gets what went wrong. The queue has a bound of
        // its own.
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
     * A hash of the password's one form ({@link PasswordForm}), of all its bytes.
     *
     * @throws Refusal {@code overloaded} if too many wait, of all tenants or of this one
     */
    public String hash(int tenant, String password) {
        String form = PasswordForm.of(password);
        return await(tenant, () -> functionOf(form).hash(form, memory));
    }

    /**
     * True if the hash was made of this password, in whatever form it was typed then.
     *
     * @throws Refusal {@code overloaded} if too many wait, of all tenants or of this one
     */
    public boolean matches(int tenant, String password, String hash) {
        return await(tenant, () -> PasswordForm.everHashed(password).stream()
                .anyMatch(form -> PasswordHash.matches(form, hash, memory)));
    }

    /** A hash to compare with where there is no user. */
    public String nobodys() {
        return function.nobodys();
    }

    /** True if a hash of this password would be made another way today, and is known to be of all of it. */
    public boolean isOutdated(String password, String hash) {
        String form = PasswordForm.of(password);
        // Bcrypt has seen the beginning of a longer password alone: a new hash would be of the end that was typed now.
        return !(Bcrypt.isOne(hash) && Bcrypt.isCut(form)) && !functionOf(form).made(hash);
    }

    private PasswordHash functionOf(String form) {
        return form.getBytes(StandardCharsets.UTF_8).length > function.bytesMax() ? whole : function;
    }

    /**
     * The rule that a new password breaks, completing "password must be ..."; empty if none is.
     *
     * @param own what is known of its user: e-mail address, names
     */
    public Optional<String> brokenBy(String password, List<String> own) {
        return PasswordRule.brokenBy(PasswordForm.of(password), own);
    }

    /** Number of hashes computed so far: the work of log-ins and registrations. */
    public long computed() {
        return computed.sum();
    }

    /** The most hashes that were computed at the same time. */
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
