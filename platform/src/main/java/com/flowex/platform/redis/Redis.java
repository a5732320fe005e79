package com.flowex.platform.redis;

import com.flowex.platform.logging.PerMinuteLimiter;
import com.flowex.platform.settings.StartupException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the shared Redis, or to the primary that its sentinels name. They reconnect by themselves. While Redis
 * is away every question has an empty answer, at once while the breaker is open.
 */
public final class Redis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration REST = Duration.ofSeconds(5);

    /** Age of a fault until which it is reported; an open breaker lets one question in each {@link #REST} through. */
    private static final Duration REMEMBERED = REST.multipliedBy(3);

    /** Interval between reconnections: a dead primary is replaced within seconds. */
    private static final Delay RECHECK_DELAY =
            Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);

    private static final int ANSWERS_OF_A_BEGINNING = 20;

    private final ClientResources resources;
    private final RedisClient client;
    private final List<StatefulRedisConnection<String, String>> connections;
    private final AtomicInteger next = new AtomicInteger();
    private final ServiceCircuitBreaker breaker;
    private final Duration timeout;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder leftAlone = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final PerMinuteLimiter refusals = new PerMinuteLimiter(1);
    private volatile Optional<RedisFailure> trouble = Optional.empty();

    private Redis(
            ClientResources resources, RedisClient client, RedisSettings settings, ServiceCircuitBreaker breaker) {
        this.resources = resources;
        this.client = client;
        this.timeout = settings.timeout();
        this.connections = IntStream.range(0, settings.connections())
                .mapToObj(_ -> connection(StringCodec.UTF8))
                .toList();
        this.breaker = breaker;
    }

    /**
     * Connects, if a Redis is configured.
     *
     * @param breaker true to block calls for some seconds after failures
     * @throws StartupException if it cannot be reached at the start
     */
    public static Optional<Redis> open(RedisSettings settings, boolean breaker) {
        return settings.url().map(url -> connect(url, settings, breaker));
    }

    private static Redis connect(String url, RedisSettings settings, boolean breaker) {
        RedisURI uri = RedisURI.create(url);
        // Opening a connection takes several answers, some of them with a TLS handshake.
        Duration beginning = settings.timeout().multipliedBy(ANSWERS_OF_A_BEGINNING);
        uri.setTimeout(beginning);
        ClientResources resources =
                ClientResources.builder().reconnectDelay(RECHECK_DELAY).build();
        RedisClient client = RedisClient.create(resources, uri);
        ClientOptions.Builder options =
                ClientOptions.builder().disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
        options.socketOptions(SocketOptions.builder().connectTimeout(beginning).build());
        settings.authority()
                .ifPresent(file -> options.sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(file.toFile())
                        .build()));
        client.setOptions(options.build());
        try {
            return new Redis(resources, client, settings, new ServiceCircuitBreaker(breaker, REST, System::nanoTime));
        } catch (RedisException e) {
            shutdown(client, resources);
            throw new StartupException("cannot reach Redis at " + place(uri) + ": " + RedisFault.message(e), e);
        }
    }

    private static String place(RedisURI uri) {
        return uri.getSentinels().isEmpty()
                ? uri.getHost() + ":" + uri.getPort()
                : "the primary " + uri.getSentinelMasterId() + " of the sentinels "
                        + uri.getSentinels().stream()
                                .map(sentinel -> sentinel.getHost() + ":" + sentinel.getPort())
                                .collect(Collectors.joining(", "));
    }

    /** Asks Redis; returns empty if it answers null or not at all. */
    public <T> Optional<T> execute(Function<RedisCommands<String, String>, T> question) {
        return guarded(() -> question.apply(connections
                .get(Math.floorMod(next.getAndIncrement(), connections.size()))
                .sync()));
    }

    /** Runs work on a caller's own connection; returns empty also if the work returns null. */
    public <T> Optional<T> guarded(Supplier<T> work) {
        if (!breaker.permits()) {
            leftAlone.increment();
            return Optional.empty();
        }
        try {
            long start = System.nanoTime();
            T answer = work.get();
            breaker.succeeded();
            answered.increment();
            nanos.add(System.nanoTime() - start);
            return Optional.ofNullable(answer);
        } catch (RuntimeException e) {
            failed.increment();
            failed(RedisFailure.of(e, System.nanoTime()));
            return Optional.empty();
        }
    }

    /**
     * Records a failure. A server that answers some questions and refuses others never opens the breaker; it is logged
     * once a minute.
     */
    private void failed(RedisFailure now) {
        trouble = Optional.of(now);
        boolean opens = breaker.failed();
        if (opens) {
            LOG.warn("{}: Redis is not called for {} s", now.words(), REST.toSeconds());
        } else if (now.isRefusal() && refusals.tryAcquire()) {
            LOG.warn("{}", now.words());
        }
    }

    /** Returns the reason of recent failures, in one line; empty if every question of the last seconds was answered. */
    public Optional<String> trouble() {
        return trouble.filter(last -> System.nanoTime() - last.atNanos() < REMEMBERED.toNanos())
                .map(RedisFailure::words);
    }

    /** Opens another connection with keys and values of other types; it is closed with this. */
    public <K, V> StatefulRedisConnection<K, V> connection(RedisCodec<K, V> codec) {
        StatefulRedisConnection<K, V> another = client.connect(codec);
        another.setTimeout(timeout);
        return another;
    }

    /** Registers the metrics. */
    public void register(MeterRegistry registry) {
        counter(registry, "answered", answered);
        counter(registry, "failed", failed);
        counter(registry, "left_alone", leftAlone);
        FunctionCounter.builder("flowex.redis.request.seconds", nanos, sum -> sum.sum() / NANOS_PER_SECOND)
                .description("Time that answered requests waited for Redis")
                .register(registry);
    }

    private static void counter(MeterRegistry registry, String outcome, LongAdder count) {
        FunctionCounter.builder("flowex.redis.requests", count, LongAdder::sum)
                .description("Requests to Redis: answered, failed, or not sent while it is left alone after failures")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Returns the longest time for an answer. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns true while the breaker is open. */
    public boolean isAway() {
        return breaker.isOpen();
    }

    @Override
    public void close() {
        shutdown(client, resources);
    }

    private static void shutdown(RedisClient client, ClientResources resources) {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
