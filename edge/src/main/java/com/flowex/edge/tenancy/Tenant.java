package com.flowex.edge.tenancy;

import com.flowex.domain.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One exchange among many on the same platform.
 *
 * @param number part of every account and row; given once
 * @param slug its short name in headers and host names; never given to another once it was active
 * @param hosts which names of hosts are this tenant's, lower case, without a port
 */
public record Tenant(
        int number,
        String slug,
        String name,
        Status status,
        List<String> hosts,
        TenantConfiguration configuration,
        Instant createdAt) {

    /** The tenant of whoever names none, and the one whose super admins look after all others. */
    public static final int DEFAULT = 1;

    /** The highest number there can be. */
    public static final int NUMBER_MAX = AccountId.TENANT_MAX;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}[a-z0-9]");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    /** What may be done in its name. */
    public enum Status {
        /** Nothing yet: its assets and markets are being listed. */
        CREATING,
        /** Nothing: the exchange refused what it was to begin with. */
        FAILED,
        /** Everything. */
        ACTIVE,
        /** Nothing, for now. */
        SUSPENDED,
        /** Nothing, ever again; its slug stays its own. */
        REMOVED,
        /** Nothing, ever again: it was given up before it was ever active, and its slug is free. */
        DISCARDED;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The name on the wire. */
        public String label() {
            return label;
        }

        static Status of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    public Tenant {
        hosts = List.copyOf(hosts);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether it will never be active again. */
    public boolean isGone() {
        return status == Status.REMOVED || status == Status.DISCARDED;
    }

    /** This tenant in another state; one that is gone has no hosts any more. */
    public Tenant in(Status next) {
        Tenant changed = new Tenant(number, slug, name, next, hosts, configuration, createdAt);
        return changed.isGone() ? changed.called(name, List.of()) : changed;
    }

    /** This tenant under another name, at other hosts. */
    public Tenant called(String next, List<String> at) {
        return new Tenant(number, slug, next, status, at, configuration, createdAt);
    }

    /** This tenant with another configuration. */
    public Tenant like(TenantConfiguration next) {
        return new Tenant(number, slug, name, status, hosts, next, createdAt);
    }

    public boolean isOn(Feature feature) {
        return configuration.isOn(feature);
    }

    /** Whether a text can be a slug: 2 to 32 of a-z, 0-9 and dashes within. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** Whether a text can be the name of a host, lower case and without a port. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }
}
