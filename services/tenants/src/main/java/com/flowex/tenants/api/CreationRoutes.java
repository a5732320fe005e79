package com.flowex.tenants.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.tenants.app.ConfigurationForm;
import com.flowex.tenants.app.ListingParser;
import com.flowex.tenants.app.TenantBody;
import com.flowex.tenants.app.TenantCreation;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.Catalog;
import com.flowex.tenants.app.listing.MarketForm;
import com.flowex.tenants.store.CreationPlan;
import com.flowex.tenants.store.CreationsTable;
import com.flowex.tenants.store.TenantChanges;
import com.flowex.tenants.store.UserForm;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Routes for super admins to create an exchange with its assets, markets and first users, and to retry a failed
 * creation.
 */
public final class CreationRoutes {

    private final TenantLookup tenants;
    private final TenantCreation creation;
    private final CreationsTable table;
    private final Catalog catalog;
    private final TenantMembers members;

    public CreationRoutes(
            TenantLookup tenants,
            TenantCreation creation,
            CreationsTable table,
            Catalog catalog,
            TenantMembers members) {
        this.tenants = tenants;
        this.creation = creation;
        this.table = table;
        this.catalog = catalog;
        this.members = members;
    }

    public Routes routes() {
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .post("/api/v1/tenants", platform, this::create)
                .body(65_536)
                .post("/api/v1/tenants/{number}/retry", platform, this::retry)
                .body(65_536);
    }

    /** Request body; any field may be missing. */
    record Form(
            @Nullable String slug,
            @Nullable String name,
            @Nullable List<String> hosts,
            @Nullable List<AssetForm> assets,
            @Nullable List<MarketForm> markets,
            @Nullable ConfigurationForm configuration,
            @Nullable List<UserForm> users) {

        CreationPlan plan() {
            return new CreationPlan(orNone(assets), orNone(markets), orNone(users));
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> sent) {
        return Objects.requireNonNullElse(sent, List.of());
    }

    private Answer create(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        Tenant tenant = new Tenant(
                0,
                TenantFieldRules.slug(form.slug(), fields),
                TenantFieldRules.name(form.name(), fields),
                Tenant.Status.CREATING,
                TenantFieldRules.hosts(orNone(form.hosts()), fields),
                configuration(form.configuration(), fields),
                Instant.EPOCH);
        CreationPlan plan = checked(form.plan(), tenant.configuration(), ListingParser.ofNew(), fields);
        Tenant begun = creation.begin(tenant, plan.hashed(members))
                .orElseThrow(() -> new Refusal(
                        RefusalCode.TENANT_EXISTS, "another tenant has, or had, this slug, or has one of these hosts"));
        // Audited before the creation finishes, so that the audit log names the tenant even if it fails.
        request.audit("tenant " + begun.number(), null, TenantBody.of(begun));
        TenantBody made = TenantBody.of(creation.finish(begun.number()));
        request.audit("tenant " + begun.number(), null, made);
        return Answer.created(made);
    }

    private static TenantConfiguration configuration(@Nullable ConfigurationForm form, Fields fields) {
        if (form == null) {
            return TenantConfiguration.DEFAULT;
        }
        form.check(fields.under("configuration"));
        return form.on(TenantConfiguration.DEFAULT);
    }

    private CreationPlan checked(
            CreationPlan plan, TenantConfiguration configuration, ListingParser reading, Fields fields) {
        reading.read(plan.assets(), plan.markets(), configuration.markets(), fields);
        CreationPlan read = plan.withUsersRead(fields, members);
        fields.check();
        reading.checked();
        return read;
    }

    /** Changes to a failed plan; a part that is left out stays. */
    record RetryForm(
            @Nullable List<AssetForm> assets,
            @Nullable List<MarketForm> markets,
            @Nullable List<UserForm> users) {

        CreationPlan instead(CreationPlan failed) {
            return new CreationPlan(
                    Objects.requireNonNullElse(assets, failed.assets()),
                    Objects.requireNonNullElse(markets, failed.markets()),
                    Objects.requireNonNullElse(users, failed.users()));
        }
    }

    private Answer retry(Request request) {
        RetryForm form = request.body(RetryForm.class);
        Tenant before = tenants.of(request.pathNumber("number"));
        int number = before.number();
        CreationPlan failed = table.plan(number)
                .filter(_ -> before.status() == Tenant.Status.FAILED)
                .orElseThrow(() -> TenantChanges.wrongState(before));
        CreationPlan plan =
                checked(form.instead(failed), before.configuration(), ListingParser.of(number, catalog), new Fields());
        TenantBody was = tenants.shown(before);
        request.audit("tenant " + number, was, was);
        creation.again(number, plan.hashed(members));
        TenantBody made = TenantBody.of(creation.finish(number));
        request.audit("tenant " + number, was, made);
        return Answer.ok(made);
    }
}
