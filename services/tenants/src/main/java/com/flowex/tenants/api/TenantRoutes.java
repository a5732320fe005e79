package com.flowex.tenants.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.Tenant.Status;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.tenants.app.ConfigurationForm;
import com.flowex.tenants.app.ListingParser;
import com.flowex.tenants.app.ListingParser.Listing;
import com.flowex.tenants.app.TenantBody;
import com.flowex.tenants.app.TenantClosure;
import com.flowex.tenants.app.TenantCreation;
import com.flowex.tenants.app.TenantExporter;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.Catalog;
import com.flowex.tenants.app.listing.MarketForm;
import com.flowex.tenants.store.TenantChanges;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes for super admins to manage existing tenants. */
public final class TenantRoutes {

    private static final String ALL = "/api/v1/tenants";
    private static final String ONE = ALL + "/{number}";

    private static final Set<Status> NOT_GONE =
            EnumSet.of(Status.CREATING, Status.FAILED, Status.ACTIVE, Status.SUSPENDED);
    private static final Set<Status> CLOSED = EnumSet.of(Status.CREATING, Status.FAILED, Status.SUSPENDED);
    private static final Set<Status> OPENED = EnumSet.of(Status.ACTIVE, Status.SUSPENDED);

    private final TenantLookup tenants;
    private final TenantChanges changes;
    private final TenantCreation creation;
    private final TenantClosure closing;
    private final Catalog catalog;
    private final TenantExporter export;

    public TenantRoutes(
            TenantLookup tenants,
            TenantChanges changes,
            TenantCreation creation,
            TenantClosure closing,
            Catalog catalog,
            TenantExporter export) {
        this.tenants = tenants;
        this.changes = changes;
        this.creation = creation;
        this.closing = closing;
        this.catalog = catalog;
        this.export = export;
    }

    public Routes routes() {
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .get(ALL, platform, this::list)
                .unaudited()
                .query("status", "limit", "cursor")
                .get(ONE, platform, request -> Answer.ok(tenants.shown(tenants.of(request.pathNumber("number")))))
                .unaudited()
                .patch(ONE, platform, this::configure)
                .body(65_536)
                .post(ONE + "/suspend", platform, this::suspend)
                .withoutBody()
                .post(ONE + "/resume", platform, this::resume)
                .withoutBody()
                .get(ONE + "/export", platform, this::exported)
                .audited()
                .weight(50)
                .delete(ONE, platform, this::remove);
    }

    private Answer list(Request request) {
        Optional<Status> status = request.query("status").map(TenantRoutes::status);
        int limit = request.limit();
        long after = request.cursor(0);
        List<Tenant> rows = tenants.all().stream()
                .filter(tenant -> tenant.number() > after)
                .filter(tenant -> status.isEmpty() || status.get() == tenant.status())
                .sorted(Comparator.comparingInt(Tenant::number))
                .limit(limit + 1L)
                .toList();
        return Answer.ok(Page.of(rows, limit, tenant -> request.cursorBehind(tenant.number()))
                .map(tenants::shown));
    }

    private static Status status(String label) {
        return Arrays.stream(Status.values())
                .filter(status -> status.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "status",
                        "one of "
                                + Arrays.stream(Status.values())
                                        .map(Status::label)
                                        .collect(Collectors.joining(", "))));
    }

    /** Request body; any field may be missing. */
    record Form(
            @Nullable String name,
            @Nullable List<String> hosts,
            @Nullable ConfigurationForm configuration,
            @Nullable List<AssetForm> assets,
            @Nullable List<MarketForm> markets) {}

    private Answer configure(Request request) {
        Form form = request.body(Form.class);
        Tenant before = in(NOT_GONE, request);
        Fields fields = new Fields();
        String name = form.name() == null ? before.name() : TenantFieldRules.name(form.name(), fields);
        List<String> hosts = form.hosts() == null ? before.hosts() : TenantFieldRules.hosts(form.hosts(), fields);
        TenantConfiguration configuration = before.configuration();
        if (form.configuration() != null) {
            form.configuration().check(fields.under("configuration"));
            configuration = form.configuration().on(configuration);
        }
        TenantConfiguration tenantConfiguration = configuration;
        return creation.listing(
                before.number(),
                () -> configure(request, form, before, new TenantForm(name, hosts, tenantConfiguration), fields));
    }

    /** Requested name, hosts and configuration. */
    private record TenantForm(String name, List<String> hosts, TenantConfiguration configuration) {}

    /** Applies the change while no other request changes the tenant's listings. */
    private Answer configure(Request request, Form form, Tenant before, TenantForm tenantForm, Fields fields) {
        Listing listing = listing(before, form, tenantForm.configuration(), fields);
        Tenant after = changes.change(before.number(), NOT_GONE, now -> {
            SettingsVersion.require(request, "the exchange " + now.slug(), TenantBody.settings(now));
            TenantConfiguration own = now.configuration();
            return now.called(
                            form.name() == null ? now.name() : tenantForm.name(),
                            form.hosts() == null ? now.hosts() : tenantForm.hosts())
                    .like(
                            form.configuration() == null
                                    ? own
                                    : form.configuration().on(own));
        });
        creation.list(before.number(), listing);
        return changed(request, before, after);
    }

    private Listing listing(Tenant tenant, Form form, TenantConfiguration configuration, Fields fields) {
        ListingParser reading = ListingParser.of(tenant.number(), catalog);
        reading.read(
                Objects.requireNonNullElse(form.assets(), List.of()),
                Objects.requireNonNullElse(form.markets(), List.of()),
                configuration.markets(),
                fields);
        fields.check();
        return reading.checked();
    }

    private Answer exported(Request request) {
        Tenant tenant = tenants.of(request.pathNumber("number"));
        return Answer.lines(TenantExporter.CONTENT_TYPE, out -> export.write(tenant, out));
    }

    private Answer suspend(Request request) {
        Tenant before = tenants.of(request.pathNumber("number"));
        if (before.number() == Tenant.DEFAULT) {
            throw Refusal.forbidden("the first tenant looks after all others: it is not suspended");
        }
        return changed(request, before, closing.suspend(in(OPENED, before).number()));
    }

    private Answer resume(Request request) {
        Tenant before = tenants.of(request.pathNumber("number"));
        return changed(request, before, closing.resume(before));
    }

    private Answer remove(Request request) {
        Tenant before = in(CLOSED, request);
        return changed(request, before, closing.remove(before));
    }

    private Tenant in(Set<Status> states, Request request) {
        return in(states, tenants.of(request.pathNumber("number")));
    }

    private static Tenant in(Set<Status> states, Tenant tenant) {
        if (!states.contains(tenant.status())) {
            throw TenantChanges.wrongState(tenant);
        }
        return tenant;
    }

    private Answer changed(Request request, Tenant before, Tenant after) {
        TenantBody body = tenants.shown(after);
        request.audit("tenant " + after.number(), TenantBody.of(before), body);
        return Answer.ok(body);
    }
}
