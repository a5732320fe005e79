package com.flowex.identity.app.apikey;

import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.redis.Redis;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * {@link DuplicateDetector} for all processes that share a Redis. While Redis is unavailable, it detects duplicates
 * within this process only.
 */
public final class RedisDuplicateDetector implements DuplicateDetector {

    private static final String TAKEN = "taken";

    private final Redis redis;
    private final DuplicateDetector local = new LocalDuplicateDetector();

    public RedisDuplicateDetector(Redis redis) {
        this.redis = redis;
    }

    @Override
    public boolean isFirst(String text, Duration remembered) {
        if (!local.isFirst(text, remembered)) {
            return false;
        }
        String key = "flowex:once:" + HexFormat.of().formatHex(OpaqueToken.sha256(text));
        Optional<String> answer = redis.execute(commands -> {
            String set = commands.set(key, "1", SetArgs.Builder.nx().px(remembered.toMillis()));
            return set == null ? TAKEN : set;
        });
        return !answer.equals(Optional.of(TAKEN));
    }
}
