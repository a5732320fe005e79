package com.flowex.access.tenancy;

import com.flowex.domain.value.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tenant: one exchange among many on the same platform.
 *
 * @param number part of every account and row; assigned once
 * @param slug its short name in headers and host names; never assigned to another once it was active
 * @param hosts its host names, lower case, without a port
 */
public record Tenant(
        int number,
        String slug,
        String name,
        Status status,
        List<String> hosts,
        TenantConfiguration configuration,
        Instant createdAt) {

    /** Tenant of requests that name none; its super admins manage all others. */
    public static final int DEFAULT = 1;

    /** Highest possible number. */
    public static final int NUMBER_MAX = AccountId.TENANT_MAX;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}[a-z0-9]");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    /** State of a tenant, which decides the permitted actions. */
    public enum Status {
        /** Nothing is permitted yet: its assets and markets are being listed. */
        CREATING,
        /** Nothing is permitted: the exchange refused its initial listings. */
        FAILED,
        /** Everything is permitted. */
        ACTIVE,
        /** Nothing is permitted for now. */
        SUSPENDED,
        /** Nothing is permitted ever again; its slug stays reserved. */
        REMOVED,
        /** Nothing is permitted ever again: it was given up before it was ever active, and its slug is free. */
        DISCARDED;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** Returns the name on the wire. */
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

    /** Returns true if it will never be active again. */
    public boolean isGone() {
        return status == Status.REMOVED || status == Status.DISCARDED;
    }

    /** Returns this tenant in another state; one that is gone has no hosts. */
    public Tenant in(Status next) {
        Tenant changed = new Tenant(number, slug, name, next, hosts, configuration, createdAt);
        return changed.isGone() ? changed.called(name, List.of()) : changed;
    }

    /** Returns this tenant with another name and other hosts. */
    public Tenant called(String next, List<String> at) {
        return new Tenant(number, slug, next, status, at, configuration, createdAt);
    }

    /** Returns this tenant with another configuration. */
    public Tenant like(TenantConfiguration next) {
        return new Tenant(number, slug, name, status, hosts, next, createdAt);
    }

    public boolean isOn(Feature feature) {
        return configuration.isOn(feature);
    }

    /** Returns true if a text can be a slug: 2 to 32 of a-z, 0-9 and dashes within. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** Returns true if a text can be a host name, lower case and without a port. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }
}
