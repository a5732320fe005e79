package com.flowex.identity.store.session;

import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.Follower.FollowPosition;
import com.flowex.platform.jobs.Follower.NewItems;
import com.flowex.platform.redis.Redis;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions in Redis. Each step is one script, so that of two concurrent uses of a token one is the second. It works
 * with a single Redis, not a cluster, because the scripts compose the names of their keys. Keys contain the tenant.
 */
public final class RedisSessions implements SessionStore {

    /** ARGV: prefix, session, user, token hash, now, life, address, agent. All times in milliseconds. */
    private static final String BEGIN = """
            local s = ARGV[1]..'s:'..ARGV[2]
            redis.call('HSET', s, 'user', ARGV[3], 'current', ARGV[4], 'created', ARGV[5], 'used', ARGV[5],
                'expires', ARGV[5] + ARGV[6], 'address', ARGV[7], 'agent', ARGV[8])
            redis.call('PEXPIRE', s, ARGV[6] + 86400000)
            redis.call('SADD', ARGV[1]..'u:'..ARGV[3], ARGV[2])
            redis.call('PEXPIRE', ARGV[1]..'u:'..ARGV[3], ARGV[6] + 86400000)
            redis.call('SET', ARGV[1]..'t:'..ARGV[4], ARGV[2], 'PX', ARGV[6] + 86400000)
            return {'begun'}""";

    private static final String ENDING = """
            local function finish(prefix, user, session)
                local gone = redis.call('DEL', prefix..'s:'..session)
                redis.call('SREM', prefix..'u:'..user, session)
                if gone == 1 then
                    redis.call('ZADD', 'flowex:ended', redis.call('INCR', 'flowex:ended:last'), session)
                    redis.call('ZREMRANGEBYRANK', 'flowex:ended', 0, -100001)
                end
                return gone
            end
            """;

    /**
     * ARGV: prefix, token hash, successor's hash, now, life, address, agent, covered successor, time for which the
     * successor is repeated.
     */
    private static final String USE = ENDING + """
            local session = redis.call('GET', ARGV[1]..'t:'..ARGV[2])
            if not session then return {'unknown'} end
            local s = ARGV[1]..'s:'..session
            local user = redis.call('HGET', s, 'user')
            if not user then return {'unknown'} end
            if redis.call('HGET', s, 'current') ~= ARGV[2] then
                local last = redis.call('HMGET', s, 'previous', 'used', 'agent', 'covered')
                if last[1] == ARGV[2] and last[3] == ARGV[7]
                        and math.abs(tonumber(ARGV[4]) - tonumber(last[2])) <= tonumber(ARGV[9]) then
                    return {'again', user, session, last[4]}
                end
                finish(ARGV[1], user, session)
                return {'reused', user, session}
            end
            if tonumber(redis.call('HGET', s, 'expires')) <= tonumber(ARGV[4]) then return {'expired'} end
            redis.call('HSET', s, 'current', ARGV[3], 'used', ARGV[4], 'expires', ARGV[4] + ARGV[5], 'address', ARGV[6],
                'previous', ARGV[2], 'covered', ARGV[8])
            redis.call('PEXPIRE', s, ARGV[5] + 86400000)
            redis.call('PEXPIRE', ARGV[1]..'u:'..user, ARGV[5] + 86400000)
            redis.call('SET', ARGV[1]..'t:'..ARGV[3], session, 'PX', ARGV[5] + 86400000)
            return {'rotated', user, session}""";

    /** ARGV: prefix, token hash. */
    private static final String END_BY_TOKEN = ENDING + """
            local session = redis.call('GET', ARGV[1]..'t:'..ARGV[2])
            local user = session and redis.call('HGET', ARGV[1]..'s:'..session, 'user')
            if not user then return {''} end
            finish(ARGV[1], user, session)
            return {session}""";

    /** ARGV: prefix, user, the one session or "", and the session to keep. */
    private static final String END = ENDING + """
            local ended = {}
            for _, session in ipairs(redis.call('SMEMBERS', ARGV[1]..'u:'..ARGV[2])) do
                if session ~= ARGV[4] and (ARGV[3] == '' or session == ARGV[3]) then
                    if finish(ARGV[1], ARGV[2], session) == 1 then ended[#ended + 1] = session end
                end
            end
            return ended""";

    /** ARGV: prefix, user, now. */
    private static final String LIST = """
            local all = {}
            for _, session in ipairs(redis.call('SMEMBERS', ARGV[1]..'u:'..ARGV[2])) do
                local f = redis.call('HMGET', ARGV[1]..'s:'..session, 'created', 'used', 'expires', 'address', 'agent')
                if f[1] and tonumber(f[3]) > tonumber(ARGV[3]) then
                    for _, text in ipairs({session, f[1], f[2], f[3], f[4], f[5]}) do all[#all + 1] = text end
                else
                    redis.call('SREM', ARGV[1]..'u:'..ARGV[2], session)
                end
            end
            return all""";

    /**
     * ARGV: name of the counter, number, a name for a new counter. A Redis that was emptied starts a new counter from
     * the beginning, under another name.
     */
    private static final String ENDED_AFTER = """
            redis.call('SETNX', 'flowex:ended:of', ARGV[3])
            local of = redis.call('GET', 'flowex:ended:of')
            local after = of == ARGV[1] and ARGV[2] or '0'
            local answer = redis.call('ZRANGEBYSCORE', 'flowex:ended', '('..after, '+inf', 'WITHSCORES', 'LIMIT', 0, 10000)
            table.insert(answer, 1, of)
            return answer""";

    private static final int FIELDS = 6;

    private final Redis redis;
    private final Duration life;

    public RedisSessions(Redis redis, Duration life) {
        this.redis = redis;
        this.life = life;
    }

    @Override
    public IssuedSession begin(Transaction holding, int tenant, long userId, Device device) {
        return begin(tenant, userId, device);
    }

    public IssuedSession begin(int tenant, long userId, Device device) {
        UUID session = UUID.randomUUID();
        OpaqueToken token = OpaqueToken.fresh(tenant);
        execute(
                BEGIN,
                prefix(tenant),
                session.toString(),
                Long.toString(userId),
                hash(token),
                now(),
                millis(life),
                device.address(),
                device.agent());
        return new IssuedSession(userId, session, token);
    }

    @Override
    public Use use(OpaqueToken token, Device device) {
        OpaqueToken successor = OpaqueToken.fresh(token.tenant());
        List<String> answer = execute(
                USE,
                prefix(token.tenant()),
                hash(token),
                hash(successor),
                now(),
                millis(life),
                device.address(),
                device.agent(),
                HexFormat.of().formatHex(successor.coveredBy(token)),
                millis(LOST_ANSWER));
        return switch (answer.getFirst()) {
            case "again" ->
                new Use.Rotated(new IssuedSession(
                        Long.parseLong(answer.get(1)),
                        UUID.fromString(answer.get(2)),
                        token.uncovers(HexFormat.of().parseHex(answer.get(3)))));
            case "rotated" ->
                new Use.Rotated(
                        new IssuedSession(Long.parseLong(answer.get(1)), UUID.fromString(answer.get(2)), successor));
            case "reused" -> new Use.Reused(Long.parseLong(answer.get(1)), UUID.fromString(answer.get(2)));
            case "expired" -> new Use.Expired();
            default -> new Use.Unknown();
        };
    }

    @Override
    public Optional<UUID> end(OpaqueToken token) {
        String session =
                execute(END_BY_TOKEN, prefix(token.tenant()), hash(token)).getFirst();
        return session.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(session));
    }

    @Override
    public List<Session> of(int tenant, long userId) {
        List<String> answer = execute(LIST, prefix(tenant), Long.toString(userId), now());
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i + FIELDS <= answer.size(); i += FIELDS) {
            sessions.add(new Session(
                    UUID.fromString(answer.get(i)),
                    instant(answer.get(i + 1)),
                    instant(answer.get(i + 2)),
                    instant(answer.get(i + 3)),
                    answer.get(i + 4),
                    answer.get(i + 5)));
        }
        sessions.sort((one, other) -> other.createdAt().compareTo(one.createdAt()));
        return sessions;
    }

    @Override
    public boolean end(int tenant, long userId, UUID session) {
        return !end(tenant, userId, session.toString(), "").isEmpty();
    }

    @Override
    public List<UUID> endAll(Transaction holding, int tenant, long userId, Optional<UUID> but) {
        return endAll(tenant, userId, but);
    }

    public List<UUID> endAll(int tenant, long userId, Optional<UUID> but) {
        return end(tenant, userId, "", but.map(UUID::toString).orElse(""));
    }

    private List<UUID> end(int tenant, long userId, String one, String but) {
        return execute(END, prefix(tenant), Long.toString(userId), one, but).stream()
                .map(UUID::fromString)
                .toList();
    }

    @Override
    public NewItems<UUID> endedAfter(FollowPosition mark) {
        List<String> answer = execute(
                ENDED_AFTER,
                mark.of(),
                Long.toString(mark.number()),
                UUID.randomUUID().toString());
        String of = answer.getFirst();
        List<UUID> ended = new ArrayList<>();
        long last = of.equals(mark.of()) ? mark.number() : 0;
        for (int i = 1; i + 2 <= answer.size(); i += 2) {
            ended.add(UUID.fromString(answer.get(i)));
            last = Long.parseLong(answer.get(i + 1));
        }
        return new NewItems<>(new FollowPosition(of, last), ended, !mark.of().isEmpty() && !of.equals(mark.of()));
    }

    private List<String> execute(String script, String... values) {
        Optional<List<String>> answer = redis.execute(
                commands -> commands.<List<String>>eval(script, ScriptOutputType.MULTI, new String[0], values));
        return answer.orElseThrow(
                () -> Refusal.forNow(RefusalCode.UNAVAILABLE, "the sessions do not answer; ask again later", 2));
    }

    private static String prefix(int tenant) {
        return "flowex:" + tenant + ":";
    }

    private static String hash(OpaqueToken token) {
        return HexFormat.of().formatHex(token.hash());
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
