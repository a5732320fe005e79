package com.flowex.identity.store.lockout;

import com.flowex.platform.redis.Redis;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@link AttemptCounter} in Redis. While Redis is unavailable, failures are counted in the database: guessing is never free.
 */
public final class RedisAttemptCounter implements AttemptCounter {

    /**
     * ARGV: name, free, longest in milliseconds. A wait never exceeds the longest, even after a clock change. Returns 0
     * and the milliseconds to wait, or the number of failures and 0.
     */
    private static final String RESERVE = """
            local left = redis.call('PTTL', ARGV[1]..':wait')
            if left > tonumber(ARGV[3]) then
                left = tonumber(ARGV[3])
                redis.call('PEXPIRE', ARGV[1]..':wait', left)
            end
            if left > 0 then
                return {0, left}
            end
            local failures = redis.call('HINCRBY', ARGV[1], 'failures', 1)
            redis.call('EXPIRE', ARGV[1], 86400)
            if failures >= tonumber(ARGV[2]) then
                local wait = math.min(tonumber(ARGV[3]), 1000 * 2 ^ math.min(30, failures - ARGV[2]))
                redis.call('SET', ARGV[1]..':wait', failures, 'PX', math.floor(wait))
            end
            return {failures, 0}""";

    /** ARGV: name, free, the attempt's number. */
    private static final String GIVE_BACK = """
            local failures = tonumber(redis.call('HGET', ARGV[1], 'failures') or '0')
            if failures > 0 then
                redis.call('HINCRBY', ARGV[1], 'failures', -1)
            end
            if failures <= tonumber(ARGV[2]) or failures == tonumber(ARGV[3]) then
                redis.call('DEL', ARGV[1]..':wait')
            end
            return {failures, 0}""";

    private final Redis redis;
    private final AttemptCounter otherwise;

    public RedisAttemptCounter(Redis redis, AttemptCounter otherwise) {
        this.redis = redis;
        this.otherwise = otherwise;
    }

    @Override
    public Reservation reserve(int tenant, String name, LockoutPolicy lockout) {
        return count(
                        RESERVE,
                        key(tenant, name),
                        lockout.free(),
                        lockout.longest().toMillis())
                .<Reservation>map(answer -> answer.getFirst() > 0
                        ? new Reservation.Counted(Math.toIntExact(answer.getFirst()))
                        : new Reservation.Refused(Duration.ofMillis(answer.getLast())))
                .orElseGet(() -> otherwise.reserve(tenant, name, lockout));
    }

    @Override
    public void giveBack(int tenant, String name, LockoutPolicy lockout, Reservation.Counted attempt) {
        if (count(GIVE_BACK, key(tenant, name), lockout.free(), attempt.number())
                .isEmpty()) {
            otherwise.giveBack(tenant, name, lockout, attempt);
        }
    }

    private Optional<List<Long>> count(String script, String key, long first, long second) {
        return redis.execute(commands -> commands.<List<Long>>eval(
                script, ScriptOutputType.MULTI, new String[0], key, Long.toString(first), Long.toString(second)));
    }

    @Override
    public void forget(int tenant, String name) {
        String key = key(tenant, name);
        if (redis.execute(commands -> commands.del(key, key + ":wait")).isEmpty()) {
            otherwise.forget(tenant, name);
        }
    }

    private static String key(int tenant, String name) {
        return "flowex:" + tenant + ":attempts:" + name;
    }
}
