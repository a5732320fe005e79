package com.flowex.access.http.caller;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenancySettings;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tenant of a request. It is given by a token or key, then by the header {@code X-Tenant}, then by the host name;
 * requests without any belong to the default tenant. If two of them are present they must agree (ADR 0036).
 */
public final class TenantResolver {

    private static final HeaderName HEADER = HeaderNames.create("X-Tenant");

    /** Underscores are permitted, because names of containers have them. */
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";

    /** A name of at most 16 labels or an IPv6 address, and a port. A dot at the end marks a fully qualified name. */
    private static final Pattern AUTHORITY = Pattern.compile(
            "(" + LABEL + "(?:\\." + LABEL + "){0,15})\\.?(?::[0-9]{0,5})?|\\[[0-9a-f:.]+\\](?::[0-9]{0,5})?");

    private final Optional<TenantDirectory> directory;
    private final boolean isolation;
    private final String below;

    private TenantResolver(Optional<TenantDirectory> directory, boolean isolation, String domain) {
        this.directory = directory;
        this.isolation = isolation;
        this.below = domain.isEmpty() ? "" : "." + domain.toLowerCase(Locale.ROOT);
    }

    public static TenantResolver of(TenantDirectory directory, TenancySettings settings) {
        return new TenantResolver(Optional.of(directory), settings.isolation(), settings.domain());
    }

    /** Returns a resolver without a directory, which accepts the caller's own tenant. */
    public static TenantResolver none() {
        return new TenantResolver(Optional.empty(), false, "");
    }

    /**
     * Returns the tenant of a request.
     *
     * @param proven tenant of the token, key or session; 0 if there is none
     * @param requested slug from elsewhere, with the meaning of the header; empty if there is none
     * @throws Refusal 403 {@code tenant_mismatch}, {@code tenant_suspended}; 404 {@code unknown_tenant}
     */
    public int settle(Headers headers, int proven, String requested) {
        if (directory.isEmpty()) {
            return proven == 0 ? Tenant.DEFAULT : proven;
        }
        TenantDirectory tenants = directory.get();
        if (!isolation) {
            return requireDefault(proven);
        }
        @Nullable Tenant known = proven == 0 ? null : existing(tenants.byNumber(proven), "of this token");
        @Nullable Tenant named = named(tenants, headers, requested);
        @Nullable Tenant hosted = hosted(tenants, headers);
        requireSame(known, named, "X-Tenant names another tenant than the token");
        requireSame(known, hosted, "this host belongs to another tenant than the token");
        requireSame(named, hosted, "X-Tenant names another tenant than the host");
        @Nullable Tenant chosen = known != null ? known : named != null ? named : hosted;
        return chosen == null ? Tenant.DEFAULT : requireActive(chosen);
    }

    /** Returns the host name by which a request came, if it is one of this tenant's; empty otherwise. */
    public String hostOf(Headers headers, int tenant) {
        if (directory.isEmpty() || !isolation) {
            return "";
        }
        @Nullable Tenant owner = hosted(directory.get(), headers);
        return owner != null && owner.number() == tenant ? name(only(headers, HeaderNames.HOST)) : "";
    }

    public boolean exists(int number) {
        return directory.isEmpty() || directory.get().byNumber(number) != null;
    }

    /** Returns the tenant of two proofs, of which the first may be absent (0). */
    public int same(int proven, int number) {
        if (proven != 0 && proven != number) {
            throw mismatch("two tokens of two tenants");
        }
        return number;
    }

    private static int requireDefault(int proven) {
        if (proven > Tenant.DEFAULT) {
            throw mismatch("this exchange has one tenant only, and the token is of another");
        }
        return Tenant.DEFAULT;
    }

    private static @Nullable Tenant named(TenantDirectory tenants, Headers headers, String requested) {
        String slug = headers.contains(HEADER) ? only(headers, HEADER) : "";
        if (!slug.isEmpty() && !requested.isEmpty() && !slug.equals(requested)) {
            throw mismatch("X-Tenant and the address name two tenants");
        }
        if (slug.isEmpty() && requested.isEmpty()) {
            return null;
        }
        String name = slug.isEmpty() ? requested : slug;
        return existing(tenants.bySlug(name), "\"" + shown(name) + "\"");
    }

    private @Nullable Tenant hosted(TenantDirectory tenants, Headers headers) {
        if ((below.isEmpty() && !tenants.hasHosts()) || !headers.contains(HeaderNames.HOST)) {
            return null;
        }
        String host = name(only(headers, HeaderNames.HOST));
        @Nullable Tenant owner = tenants.byHost(host);
        if (owner != null) {
            return owner;
        }
        if (!below.isEmpty() && host.endsWith(below)) {
            return existing(tenants.bySlug(host.substring(0, host.length() - below.length())), "at " + shown(host));
        }
        if (holdsOurs(tenants, host)) {
            throw new Refusal(RefusalCode.UNKNOWN_TENANT, "there is no tenant at " + shown(host));
        }
        return null;
    }

    /**
     * Returns true for a name that contains one of ours, such as {@code acme.example.com.elsewhere.org}: it only looks
     * like a tenant's.
     */
    private boolean holdsOurs(TenantDirectory tenants, String host) {
        if (!below.isEmpty() && ("." + host + ".").contains(below + ".") && !("." + host).equals(below)) {
            return true;
        }
        for (int from = 0; from >= 0; from = after(host, from)) {
            for (int to = host.length(); to > from; to = host.lastIndexOf('.', to - 1)) {
                @Nullable Tenant owner = tenants.byHost(host.substring(from, to));
                if (owner != null && owner.number() != Tenant.DEFAULT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the beginning of the next label, or -1 behind the last. */
    private static int after(String host, int from) {
        int dot = host.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }

    /**
     * Returns the host in lower case, without its port and without a dot at its end; empty for an IPv6 address, which
     * belongs to no tenant.
     */
    private static String name(String authority) {
        Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new Refusal(
                    RefusalCode.UNKNOWN_TENANT, "there is no tenant at this host: it is not a name of a host");
        }
        @Nullable String name = parts.group(1);
        return name == null ? "" : name;
    }

    /** Returns the single value of a header that decides the tenant: of two values, a proxy might read the other. */
    private static String only(Headers headers, HeaderName name) {
        List<String> values = headers.get(name).allValues();
        if (values.size() != 1) {
            throw mismatch(name.defaultCase() + " is sent more than once");
        }
        return values.getFirst();
    }

    private static Tenant existing(@Nullable Tenant found, String which) {
        if (found == null || found.isGone()) {
            throw new Refusal(RefusalCode.UNKNOWN_TENANT, "there is no tenant " + which);
        }
        return found;
    }

    private static String shown(String name) {
        return Tenant.isHost(name) ? name : "of that name";
    }

    private static void requireSame(@Nullable Tenant one, @Nullable Tenant other, String otherwise) {
        if (one != null && other != null && one.number() != other.number()) {
            throw mismatch(otherwise);
        }
    }

    private static Refusal mismatch(String detail) {
        return new Refusal(RefusalCode.TENANT_MISMATCH, detail);
    }

    private static int requireActive(Tenant tenant) {
        if (!tenant.isActive()) {
            String state = tenant.status() == Tenant.Status.SUSPENDED ? " is suspended" : " is not open yet";
            throw new Refusal(RefusalCode.TENANT_SUSPENDED, "the tenant " + tenant.slug() + state);
        }
        return tenant.number();
    }

    /** @throws Refusal 403 {@code feature_off} if the tenant has it switched off */
    public void requireOn(Feature feature, int number) {
        @Nullable Tenant tenant = directory.isEmpty() ? null : directory.get().byNumber(number);
        if (tenant != null && !tenant.isOn(feature)) {
            throw new Refusal(
                    RefusalCode.FEATURE_OFF, feature.label() + " is switched off on the exchange of " + tenant.slug());
        }
    }
}
