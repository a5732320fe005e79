package com.flowex.ground.redis;

import com.flowex.ground.settings.StartupException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the shared Redis. It reconnects by itself; while Redis is away every question is answered by
 * "nothing", at once when the breaker is open.
 */
public final class Redis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration REST = Duration.ofSeconds(5);

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Breaker breaker;
    private final Duration timeout;

    private Redis(RedisClient client, Duration timeout, Breaker breaker) {
        this.client = client;
        this.timeout = timeout;
        this.connection = client.connect();
        this.connection.setTimeout(timeout);
        this.breaker = breaker;
    }

    /**
     * Connects, if one is configured.
     *
     * @param breaker whether a Redis that fails is left alone for some seconds
     * @throws StartupException if it cannot be reached at the start
     */
    public static Optional<Redis> open(RedisSettings settings, boolean breaker) {
        return settings.url().map(url -> connect(url, settings.timeout(), breaker));
    }

    private static Redis connect(String url, Duration timeout, boolean breaker) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(Duration.ofSeconds(5));
        RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        try {
            return new Redis(client, timeout, new Breaker(breaker, REST, System::nanoTime));
        } catch (RedisException e) {
            client.shutdown();
            throw new StartupException(
                    "cannot reach Redis at " + uri.getHost() + ":" + uri.getPort() + ": start it, or leave"
                            + " FLOWEX_REDIS_URL empty",
                    e);
        }
    }

    /** What Redis answers; empty if it answers null or not at all. */
    public <T> Optional<T> ask(Function<RedisCommands<String, String>, T> question) {
        return guarded(() -> question.apply(connection.sync()));
    }

    /** The same for whoever has a connection of their own; empty also if the work gives null. */
    public <T> Optional<T> guarded(Supplier<T> work) {
        if (!breaker.permits()) {
            return Optional.empty();
        }
        try {
            T answer = work.get();
            breaker.succeeded();
            return Optional.ofNullable(answer);
        } catch (RuntimeException e) {
            if (breaker.failed()) {
                LOG.warn("Redis does not answer ({}): left alone for {} s at a time", e.toString(), REST.toSeconds());
            }
            return Optional.empty();
        }
    }

    /** Another connection with keys and values of other types; closed with this. */
    public <K, V> StatefulRedisConnection<K, V> connection(RedisCodec<K, V> codec) {
        StatefulRedisConnection<K, V> another = client.connect(codec);
        another.setTimeout(timeout);
        return another;
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return timeout;
    }

    /** Whether it is being left alone. */
    public boolean isAway() {
        return breaker.isOpen();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
