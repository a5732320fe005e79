package com.flowex.platform.messaging;

import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.redis.Redis;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Redis streams: {@code flowex:<tenant>:<topic>}, with entries of the ids {@code <number>-0}. Their positions are
 * stored beside them, in the hash {@code flowex:published}, so a Redis that was emptied or restored shows what it
 * lacks. An append compares the position first, in one step, so that two concurrent writers neither double nor skip an
 * entry.
 */
final class RedisStreams {

    static final String PREFIX = "flowex:";
    static final String POSITIONS = PREFIX + "published";

    /**
     * Stream entry.
     *
     * @param number number of the message or the event
     */
    record Entry(OutboxQueue queue, long number, String key, String payload, Instant at) {

        static Entry of(OutboxMessage message) {
            return new Entry(
                    new OutboxQueue(message.tenant(), message.topic()),
                    message.number(),
                    message.key(),
                    message.payload(),
                    message.at());
        }
    }

    /** Redis did not do what it was asked; nothing is lost by that. */
    private static final class Away extends RuntimeException implements TransientFault {

        private static final long serialVersionUID = 1L;

        Away(String why) {
            super(why);
        }

        @Override
        public String away() {
            return "Redis";
        }
    }

    /** Every entry has an id of its own, so Redis refuses an entry that is there already, and that is no failure. */
    private static final String APPEND = """
            local at = redis.call('HGET', KEYS[1], ARGV[1]) or '0'
            if at ~= ARGV[2] then return at end
            for i = 5, #ARGV, 5 do
              local added = redis.pcall('XADD', KEYS[tonumber(ARGV[i])], 'MAXLEN', '~', ARGV[4], ARGV[i + 1] .. '-0',
                'key', ARGV[i + 2], 'at', ARGV[i + 3], 'payload', ARGV[i + 4])
              if type(added) == 'table' and added.err and not string.find(added.err, 'equal or smaller') then return added end
            end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            return ARGV[3]""";

    private static final int FIXED = 4;
    private static final int SCANNED = 1_000;

    private final Redis redis;
    private final int lengthMax;

    RedisStreams(Redis redis, int lengthMax) {
        this.redis = redis;
        this.lengthMax = lengthMax;
    }

    static String keyOf(OutboxQueue queue) {
        return PREFIX + queue.field();
    }

    /** Returns all positions, by field. */
    Map<String, String> positions() {
        return call(commands -> commands.hgetall(POSITIONS));
    }

    /**
     * Appends entries if the position is the one that the caller expects.
     *
     * @return the position now: {@code to} if the entries are there
     */
    String append(String field, String from, String to, List<Entry> entries) {
        Map<String, Integer> keys = new LinkedHashMap<>();
        keys.put(POSITIONS, 1);
        List<String> values = new ArrayList<>(FIXED + 5 * entries.size());
        values.addAll(List.of(field, from, to, Integer.toString(lengthMax)));
        for (Entry entry : entries) {
            int key = keys.computeIfAbsent(keyOf(entry.queue()), _ -> keys.size() + 1);
            values.add(Integer.toString(key));
            values.add(Long.toString(entry.number()));
            values.add(entry.key());
            values.add(entry.at().toString());
            values.add(entry.payload());
        }
        String[] named = keys.keySet().toArray(String[]::new);
        String[] given = values.toArray(String[]::new);
        return call(commands -> commands.eval(APPEND, ScriptOutputType.VALUE, named, given));
    }

    /** Deletes a queue's stream, so that it is published again from a number on. */
    void rewind(OutboxQueue queue, long from) {
        call(commands -> {
            commands.multi();
            commands.unlink(keyOf(queue));
            commands.hset(POSITIONS, queue.field(), Long.toString(from - 1));
            return commands.exec();
        });
    }

    /**
     * Deletes the streams of some topics and sets another field; entries published from there on go into empty streams.
     */
    void rewind(List<String> patterns, String field, String position) {
        call(commands -> {
            patterns.forEach(pattern -> unlink(commands, pattern));
            return commands.hset(POSITIONS, field, position);
        });
    }

    private static void unlink(RedisCommands<String, String> commands, String pattern) {
        ScanArgs matching = ScanArgs.Builder.matches(pattern).limit(SCANNED);
        KeyScanCursor<String> found = commands.scan(matching);
        while (true) {
            if (!found.getKeys().isEmpty()) {
                commands.unlink(found.getKeys().toArray(String[]::new));
            }
            if (found.isFinished()) {
                return;
            }
            found = commands.scan(found, matching);
        }
    }

    /** Sets a field beside the positions. */
    void set(String field, String value) {
        call(commands -> commands.hset(POSITIONS, field, value));
    }

    private <T> T call(Function<RedisCommands<String, String>, T> question) {
        return redis.execute(question)
                .orElseThrow(() -> new Away(redis.trouble().orElse("Redis does not answer")));
    }
}
