package com.flowex.identity;

import com.flowex.platform.redis.Redis;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link Attempts} in Redis. While Redis is away, failures are counted in the database: guessing is never free. */
final class RedisAttempts implements Attempts {

    /** ARGV: name, free, longest in milliseconds. */
    private static final String FAILED = """
            local failures = redis.call('HINCRBY', ARGV[1], 'failures', 1)
            redis.call('EXPIRE', ARGV[1], 86400)
            if failures >= tonumber(ARGV[2]) then
                local wait = math.min(tonumber(ARGV[3]), 1000 * 2 ^ math.min(30, failures - ARGV[2]))
                redis.call('SET', ARGV[1]..':wait', failures, 'PX', math.floor(wait))
            end
            return {tostring(failures)}""";

    private final Redis redis;
    private final Attempts otherwise;

    RedisAttempts(Redis redis, Attempts otherwise) {
        this.redis = redis;
        this.otherwise = otherwise;
    }

    @Override
    public Duration waitOf(int tenant, String name) {
        Optional<Long> millis = redis.ask(commands -> commands.pttl(key(tenant, name) + ":wait"));
        return millis.map(left -> Duration.ofMillis(Math.max(0, left))).orElseGet(() -> otherwise.waitOf(tenant, name));
    }

    @Override
    public void failed(int tenant, String name, int free, Duration longest) {
        Optional<List<String>> counted = redis.ask(commands -> commands.<List<String>>eval(
                FAILED,
                ScriptOutputType.MULTI,
                new String[0],
                key(tenant, name),
                Integer.toString(free),
                Long.toString(longest.toMillis())));
        if (counted.isEmpty()) {
            otherwise.failed(tenant, name, free, longest);
        }
    }

    @Override
    public void forget(int tenant, String name) {
        String key = key(tenant, name);
        if (redis.ask(commands -> commands.del(key, key + ":wait")).isEmpty()) {
            otherwise.forget(tenant, name);
        }
    }

    private static String key(int tenant, String name) {
        return "flowex:" + tenant + ":attempts:" + name;
    }
}
