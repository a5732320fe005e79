package com.flowex.tenants;

import com.flowex.domain.AccountId;
import com.flowex.domain.KillScope;
import com.flowex.domain.MarketState;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.platform.access.Permission;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Access;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Cursor;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.Page;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.platform.http.Routes;
import com.flowex.platform.listing.AssetForm;
import com.flowex.platform.listing.Catalog;
import com.flowex.platform.listing.MarketForm;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantDirectory;
import com.flowex.platform.tenancy.TenantMembers;
import com.flowex.platform.tenancy.TenantsTable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What super admins do with tenants that are there. */
final class TenantRoutes {

    private static final String ALL = "/api/v1/tenants";
    private static final String ONE = ALL + "/{number}";

    private final TenantDirectory directory;
    private final Creation creation;
    private final Catalog catalog;
    private final TenantMembers members;
    private final OrderPath orders;
    private final Export export;

    TenantRoutes(
            TenantDirectory directory,
            Creation creation,
            Catalog catalog,
            TenantMembers members,
            OrderPath orders,
            Export export) {
        this.directory = directory;
        this.creation = creation;
        this.catalog = catalog;
        this.members = members;
        this.orders = orders;
        this.export = export;
    }

    Routes routes() {
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .post(ALL, platform, new CreateTenantEndpoint(creation, catalog, members))
                .get(ALL, platform, this::list)
                .get(ONE, platform, request -> Answer.ok(TenantBody.of(existing(request))))
                .patch(ONE, platform, this::configure)
                .post(ONE + "/suspend", platform, this::suspend)
                .post(ONE + "/resume", platform, this::resume)
                .get(ONE + "/export", platform, request -> export.of(existing(request)))
                .weight(50)
                .delete(ONE, platform, this::remove);
    }

    /** As sent; anything may be missing. */
    record Form(
            @Nullable String name,
            @Nullable List<String> hosts,
            @Nullable ConfigurationForm configuration,
            @Nullable List<AssetForm> assets,
            @Nullable List<MarketForm> markets) {

        Form {
            assets = Objects.requireNonNullElse(assets, List.of());
            markets = Objects.requireNonNullElse(markets, List.of());
        }
    }

    private Answer list(Request request) {
        Optional<String> status = request.query("status");
        int limit = request.limit();
        long after = request.cursor(0);
        status.filter(word -> List.of(Tenant.Status.values()).stream()
                        .noneMatch(known -> known.label().equals(word)))
                .ifPresent(_ -> {
                    throw ProblemException.invalid("status", "one of creating, active, suspended, removed");
                });
        List<Tenant> rows = directory.all().values().stream()
                .filter(tenant -> tenant.number() > after)
                .filter(tenant ->
                        status.isEmpty() || status.get().equals(tenant.status().label()))
                .sorted(Comparator.comparingInt(Tenant::number))
                .limit(limit + 1L)
                .toList();
        return Answer.ok(
                Page.of(rows, limit, tenant -> Cursor.of(tenant.number())).map(TenantBody::of));
    }

    private Tenant existing(Request request) {
        long number = request.pathNumber("number");
        Tenant tenant = number > Tenant.NUMBER_MAX ? null : directory.byNumber((int) number);
        if (tenant == null) {
            throw ProblemException.notFound("there is no tenant " + number);
        }
        return tenant;
    }

    private Answer configure(Request request) {
        Form form = request.body(Form.class);
        Tenant before = existing(request);
        refuseIn(before, Tenant.Status.REMOVED);
        Fields fields = new Fields();
        String name = form.name() == null ? before.name() : Words.name(form.name(), fields);
        List<String> hosts = form.hosts() == null ? before.hosts() : Words.hosts(form.hosts(), fields);
        if (form.configuration() != null) {
            form.configuration().check(fields.under("configuration"));
        }
        MarketForms listing = new MarketForms(catalog, before.number());
        listing.read(
                Objects.requireNonNull(form.assets()),
                Objects.requireNonNull(form.markets()),
                before.configuration().markets(),
                fields);
        fields.check();
        Tenant after = change(
                before,
                tenant -> Changes.with(
                        tenant,
                        name,
                        tenant.status(),
                        hosts,
                        form.configuration() == null
                                ? tenant.configuration()
                                : form.configuration().on(tenant.configuration())));
        creation.list(before.number(), listing.assets(), listing.markets());
        return shown(request, before, after);
    }

    /** Closed to requests first, then on the exchange: its orders end and it takes no more. */
    private Answer suspend(Request request) {
        Tenant before = existing(request);
        if (before.number() == Tenant.DEFAULT) {
            throw ProblemException.forbidden("the first tenant looks after all others: it is not suspended");
        }
        refuseIn(before, Tenant.Status.REMOVED);
        refuseIn(before, Tenant.Status.CREATING);
        Tenant after = change(before, tenant -> Changes.in(tenant, Tenant.Status.SUSPENDED));
        kill(before.number(), true);
        return shown(request, before, after);
    }

    private Answer resume(Request request) {
        Tenant before = existing(request);
        if (before.status() != Tenant.Status.SUSPENDED) {
            throw wrongState(before);
        }
        kill(before.number(), false);
        return shown(request, before, change(before, tenant -> Changes.in(tenant, Tenant.Status.ACTIVE)));
    }

    /** Users and markets are closed for good; what they had stays in the ledger. */
    private Answer remove(Request request) {
        Tenant before = existing(request);
        if (before.status() != Tenant.Status.SUSPENDED && before.status() != Tenant.Status.CREATING) {
            throw wrongState(before);
        }
        int number = before.number();
        AccountId outside = AccountId.outsideOf(number);
        members.closeAll(number);
        catalog.markets(number)
                .forEach(market ->
                        orders.accepted(outside, new ChangeMarketState(number, market.id(), MarketState.DELISTED)));
        Tenant after = change(before, Changes::removed);
        return shown(request, before, after);
    }

    /** The exchange's own switch, also for what is not asked over HTTP. */
    void kill(int tenant, boolean on) {
        orders.accepted(AccountId.outsideOf(tenant), new SetKillSwitch(new KillScope.OfTenant(tenant), on));
    }

    private Tenant change(Tenant tenant, UnaryOperator<Tenant> change) {
        return directory.change(connection -> {
            Tenant changed = change.apply(
                    TenantsTable.locked(connection, tenant.number()).orElseThrow());
            if (!TenantsTable.update(connection, changed)) {
                throw new ProblemException(409, "tenant_exists", "another tenant has one of these hosts");
            }
            return changed;
        });
    }

    private static void refuseIn(Tenant tenant, Tenant.Status status) {
        if (tenant.status() == status) {
            throw wrongState(tenant);
        }
    }

    private static ProblemException wrongState(Tenant tenant) {
        return new ProblemException(
                409,
                "tenant_state",
                "the tenant " + tenant.slug() + " is " + tenant.status().label());
    }

    private static Answer shown(Request request, Tenant before, Tenant after) {
        TenantBody body = TenantBody.of(after);
        request.audit("tenant " + after.number(), TenantBody.of(before), body);
        return Answer.ok(body);
    }
}
