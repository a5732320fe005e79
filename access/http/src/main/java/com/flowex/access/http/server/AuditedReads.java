package com.flowex.access.http.server;

import com.flowex.audit.AuditEntry;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Reads that went into the audit log lately. The pages of administrators repeat their reads; the same read of the same
 * caller from the same address is one entry for ten minutes, and so are the pages of one list.
 */
final class AuditedReads {

    private static final Duration APART = Duration.ofMinutes(10);
    private static final int KNOWN_MAX = 50_000;
    private static final Pattern PLACE_IN_A_LIST = Pattern.compile("(?<=[?&])(cursor|limit)=[^&]*&?");

    private final Cache<String, Boolean> lately =
            Caffeine.newBuilder().maximumSize(KNOWN_MAX).expireAfterWrite(APART).build();

    /** Returns true if the same read was recorded lately. */
    boolean isRepeated(AuditEntry entry, String target) {
        return lately.getIfPresent(name(entry, target)) != null;
    }

    void recorded(AuditEntry entry, String target) {
        lately.put(name(entry, target), true);
    }

    private static String name(AuditEntry entry, String target) {
        String subject = PLACE_IN_A_LIST.matcher(target).replaceAll("").replaceFirst("[?&]$", "");
        return String.join(
                "\n", Integer.toString(entry.tenant()), entry.actor(), entry.from(), entry.action(), subject);
    }
}
