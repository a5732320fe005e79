package com.flowex.tenants.api;

import com.flowex.access.tenancy.Tenant;
import com.flowex.platform.errors.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules for a tenant's slug, name and hosts. */
final class TenantFieldRules {

    private static final int NAME_LENGTH_MAX = 100;
    private static final int HOSTS_MAX = 20;

    private TenantFieldRules() {}

    static String slug(@Nullable String sent, Fields fields) {
        String slug = sent == null ? "" : sent;
        if (!Tenant.isSlug(slug)) {
            fields.refuse("slug", "2 to 32 of a-z, 0-9 and dashes within");
        }
        return slug;
    }

    static String name(@Nullable String sent, Fields fields) {
        return fields.name("name", sent, NAME_LENGTH_MAX);
    }

    static List<String> hosts(List<String> sent, Fields fields) {
        List<String> hosts = sent.stream()
                .map(host -> String.valueOf(host).toLowerCase(Locale.ROOT))
                .toList();
        if (hosts.size() > HOSTS_MAX
                || new HashSet<>(hosts).size() != hosts.size()
                || !hosts.stream().allMatch(Tenant::isHost)) {
            fields.refuse("hosts", "at most " + HOSTS_MAX + " names of hosts without ports, each once");
        }
        return hosts;
    }
}
