package com.flowex.tenants;

import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.platform.listing.AssetForm;
import com.flowex.platform.listing.Catalog;
import com.flowex.platform.listing.MarketForm;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantConfiguration;
import com.flowex.platform.tenancy.TenantMembers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/tenants}: a new exchange with its assets, markets and first users. */
final class CreateTenantEndpoint implements Endpoint {

    private static final int USERS_MAX = 100;

    private final Creation creation;
    private final Catalog catalog;
    private final TenantMembers members;

    CreateTenantEndpoint(Creation creation, Catalog catalog, TenantMembers members) {
        this.creation = creation;
        this.catalog = catalog;
        this.members = members;
    }

    /** As sent; anything may be missing. */
    record Form(
            @Nullable String slug,
            @Nullable String name,
            @Nullable List<String> hosts,
            @Nullable List<AssetForm> assets,
            @Nullable List<MarketForm> markets,
            @Nullable ConfigurationForm configuration,
            @Nullable List<UserForm> users) {

        Form {
            hosts = Objects.requireNonNullElse(hosts, List.of());
            assets = Objects.requireNonNullElse(assets, List.of());
            markets = Objects.requireNonNullElse(markets, List.of());
            users = Objects.requireNonNullElse(users, List.of());
        }
    }

    @Override
    public Answer answer(Request request) {
        Form form = request.body(Form.class);
        Tenant wanted = checked(form);
        Plan plan = new Plan(
                Objects.requireNonNull(form.assets()),
                Objects.requireNonNull(form.markets()),
                Objects.requireNonNull(form.users()).stream()
                        .map(user -> user.hashed(members))
                        .toList());
        Tenant begun = creation.begin(wanted, plan)
                .orElseThrow(() -> new ProblemException(
                        409, "tenant_exists", "another tenant has, or had, this slug, or has one of these hosts"));
        Tenant made = creation.finish(begun.number());
        TenantBody body = TenantBody.of(made);
        request.audit("tenant " + made.number(), null, body);
        return Answer.created(body);
    }

    private Tenant checked(Form form) {
        Fields fields = new Fields();
        String slug = Words.slug(form.slug(), fields);
        String name = Words.name(form.name(), fields);
        List<String> hosts = Words.hosts(Objects.requireNonNull(form.hosts()), fields);
        TenantConfiguration configuration = TenantConfiguration.DEFAULT;
        if (form.configuration() != null) {
            form.configuration().check(fields.under("configuration"));
            configuration = form.configuration().on(configuration);
        }
        new MarketForms(catalog, Tenant.NUMBER_MAX)
                .read(
                        Objects.requireNonNull(form.assets()),
                        Objects.requireNonNull(form.markets()),
                        configuration.markets(),
                        fields);
        checkUsers(Objects.requireNonNull(form.users()), fields);
        fields.check();
        return new Tenant(0, slug, name, Tenant.Status.CREATING, hosts, configuration, Instant.EPOCH);
    }

    private void checkUsers(List<UserForm> users, Fields fields) {
        if (users.size() > USERS_MAX || users.stream().noneMatch(UserForm::isAdmin)) {
            fields.refuse("users", "1 to " + USERS_MAX + " users, one of them with the role admin");
            return;
        }
        for (int i = 0; i < users.size(); i++) {
            users.get(i).check(fields.under("users." + i), members);
        }
    }
}
