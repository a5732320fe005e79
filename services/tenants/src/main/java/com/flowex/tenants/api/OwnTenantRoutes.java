package com.flowex.tenants.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration.Branding;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.tenants.app.ConfigurationForm;
import com.flowex.tenants.app.TenantBody;
import com.flowex.tenants.store.TenantChanges;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes for a tenant's own admins to change its settings, and public routes to read them. */
public final class OwnTenantRoutes {

    private static final String MINE = "/api/v1/tenant";

    private final TenantDirectory directory;
    private final TenantChanges changes;

    public OwnTenantRoutes(TenantDirectory directory, TenantChanges changes) {
        this.directory = directory;
        this.changes = changes;
    }

    public Routes routes() {
        Access admins = Access.of(Permission.TENANT_CONFIGURE);
        return new Routes()
                .get(MINE, admins, request -> Answer.ok(TenantBody.of(own(request))))
                .unaudited()
                .patch(MINE, admins, this::change)
                .get("/api/tenant", Access.PUBLIC, request -> Answer.ok(TenantBody.Public.of(own(request))))
                .get("/manifest.webmanifest", Access.PUBLIC, this::manifest);
    }

    /** Request body without quotas, hosts and name: only the platform changes those. */
    record Form(
            @Nullable Branding branding,
            @Nullable List<String> locales,
            @Nullable Map<String, Boolean> features,
            @Nullable String selfTradePrevention,
            @Nullable Integer recoveryDays,
            @Nullable Integer smsDollarsPerDay) {}

    /**
     * Returns the manifest with revalidation on each use: a change of the branding shows at the next visit, and one
     * host may serve several tenants.
     */
    private Answer manifest(Request request) {
        return Answer.bytes(200, WebAppManifest.CONTENT_TYPE, Json.bytes(WebAppManifest.of(own(request))))
                .header("Cache-Control", "no-cache")
                .header("Vary", "X-Tenant");
    }

    private Tenant own(Request request) {
        return Objects.requireNonNull(directory.byNumber(request.tenant()), "a request's tenant exists");
    }

    private Answer change(Request request) {
        Form form = request.body(Form.class);
        ConfigurationForm configurationForm = new ConfigurationForm(
                form.branding(),
                form.locales(),
                form.features(),
                null,
                null,
                form.selfTradePrevention(),
                form.recoveryDays(),
                form.smsDollarsPerDay());
        Fields fields = new Fields();
        configurationForm.check(fields);
        fields.check();
        Tenant before = own(request);
        Tenant after = changes.change(before.number(), Set.of(Tenant.Status.ACTIVE), now -> {
            SettingsVersion.require(request, "the exchange " + now.slug(), TenantBody.settings(now));
            return now.like(configurationForm.on(now.configuration()));
        });
        TenantBody body = TenantBody.of(after);
        request.audit("tenant " + after.number(), TenantBody.of(before), body);
        return Answer.ok(body);
    }
}
