package com.flowex.platform.tenancy;

import com.flowex.domain.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One exchange among many on the same platform.
 *
 * @param number part of every account and row; given once
 * @param slug its short name in headers and host names; given once, never again to another
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
        /** Its assets and markets are being listed. */
        CREATING,
        /** Everything. */
        ACTIVE,
        /** Nothing, for now. */
        SUSPENDED,
        /** Nothing, ever again. */
        REMOVED;

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
