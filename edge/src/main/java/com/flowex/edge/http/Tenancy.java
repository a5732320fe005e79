package com.flowex.edge.http;

import com.flowex.edge.tenancy.Feature;
import com.flowex.edge.tenancy.TenancySettings;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.TenantDirectory;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a request is. A token or a key says so, then the header {@code X-Tenant}, then the name of the host; the default
 * tenant has what nobody claims. Where two of them speak, they must agree (ADR 0036).
 */
final class Tenancy {

    private static final HeaderName HEADER = HeaderNames.create("X-Tenant");

    private final Optional<TenantDirectory> directory;
    private final boolean isolation;
    private final String below;

    private Tenancy(Optional<TenantDirectory> directory, boolean isolation, String domain) {
        this.directory = directory;
        this.isolation = isolation;
        this.below = domain.isEmpty() ? "" : "." + domain.toLowerCase(Locale.ROOT);
    }

    static Tenancy of(TenantDirectory directory, TenancySettings settings) {
        return new Tenancy(Optional.of(directory), settings.isolation(), settings.domain());
    }

    /** Where there is no directory, whoever is known has the tenant they say. */
    static Tenancy none() {
        return new Tenancy(Optional.empty(), false, "");
    }

    /**
     * The tenant of a request.
     *
     * @param proven whose the token, key or session is; 0 if there is none
     * @param asked a slug from elsewhere than the header, which counts as the header; empty if there is none
     * @throws Refusal 403 {@code tenant_mismatch}, {@code tenant_suspended}; 404 {@code unknown_tenant}
     */
    int settle(Headers headers, int proven, String asked) {
        if (directory.isEmpty()) {
            return proven == 0 ? Tenant.DEFAULT : proven;
        }
        TenantDirectory tenants = directory.get();
        if (!isolation) {
            return requireDefault(proven);
        }
        @Nullable Tenant known = proven == 0 ? null : existing(tenants.byNumber(proven), "of this token");
        @Nullable Tenant named = named(tenants, headers, asked);
        @Nullable Tenant hosted = hosted(tenants, headers);
        requireSame(known, named, "X-Tenant names another tenant than the token");
        requireSame(known, hosted, "this host belongs to another tenant than the token");
        requireSame(named, hosted, "X-Tenant names another tenant than the host");
        @Nullable Tenant chosen = known != null ? known : named != null ? named : hosted;
        return chosen == null ? Tenant.DEFAULT : requireActive(chosen);
    }

    boolean exists(int number) {
        return directory.isEmpty() || directory.get().byNumber(number) != null;
    }

    /** The one tenant that two proofs speak for, of which the first may be absent (0). */
    int same(int proven, int number) {
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

    private static @Nullable Tenant named(TenantDirectory tenants, Headers headers, String asked) {
        String slug = headers.contains(HEADER) ? headers.get(HEADER).get() : "";
        if (!slug.isEmpty() && !asked.isEmpty() && !slug.equals(asked)) {
            throw mismatch("X-Tenant and the address name two tenants");
        }
        if (slug.isEmpty() && asked.isEmpty()) {
            return null;
        }
        String name = slug.isEmpty() ? asked : slug;
        return existing(tenants.bySlug(name), "\"" + shown(name) + "\"");
    }

    private @Nullable Tenant hosted(TenantDirectory tenants, Headers headers) {
        if ((below.isEmpty() && !tenants.hasHosts()) || !headers.contains(HeaderNames.HOST)) {
            return null;
        }
        String host = name(headers.get(HeaderNames.HOST).get());
        @Nullable Tenant owner = tenants.byHost(host);
        if (owner != null || below.isEmpty() || !host.endsWith(below)) {
            return owner;
        }
        return existing(tenants.bySlug(host.substring(0, host.length() - below.length())), "at " + shown(host));
    }

    /** The host without its port, lower case. */
    private static String name(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean port = colon > 0 && authority.indexOf(']', colon) < 0;
        return (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
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
    void requireOn(Feature feature, int number) {
        @Nullable Tenant tenant = directory.isEmpty() ? null : directory.get().byNumber(number);
        if (tenant != null && !tenant.isOn(feature)) {
            throw new Refusal(
                    RefusalCode.FEATURE_OFF, feature.label() + " is switched off on the exchange of " + tenant.slug());
        }
    }
}
