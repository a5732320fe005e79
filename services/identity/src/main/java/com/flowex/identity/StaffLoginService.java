package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.AuthRoutes;
import com.flowex.identity.api.oidc.StaffLoginRoutes;
import com.flowex.identity.api.oidc.StaffProviderRoutes;
import com.flowex.identity.api.scim.ScimRoutes;
import com.flowex.identity.api.scim.ScimTokenRoutes;
import com.flowex.identity.api.scim.StaffGroupRoutes;
import com.flowex.identity.api.session.LogInRoutes;
import com.flowex.identity.app.oidc.IdentityBindings;
import com.flowex.identity.app.oidc.ProviderAdministration;
import com.flowex.identity.app.oidc.ProviderClient;
import com.flowex.identity.app.oidc.ProviderExchange;
import com.flowex.identity.app.oidc.ProviderKeys;
import com.flowex.identity.app.oidc.StaffLogins;
import com.flowex.identity.app.oidc.TokenVerifier;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.restriction.LocalAdministrators;
import com.flowex.identity.app.scim.ScimGroups;
import com.flowex.identity.app.scim.ScimProvisioning;
import com.flowex.identity.app.scim.ScimTokens;
import com.flowex.identity.app.scim.StaffGroups;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcLoginsTable;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.oidc.ScimTokensTable;
import com.flowex.platform.database.Database;
import io.micrometer.core.instrument.MeterRegistry;

/** Wiring of the log-in of staff by identity providers. Its HTTP client ends with it and holds nothing that waits. */
final class StaffLoginService {

    private final Routes routes;

    /**
     * @param proof renewed proof of identity before an identity is bound
     * @param sessions answers of log-ins
     */
    StaffLoginService(IdentityAccess access, Reauthentication proof, AuthRoutes sessions) {
        IdentityComponents parts = access.parts();
        Database database = access.edge().platform().database();
        ProviderClient client = new ProviderClient(access.settings().oidc().hosts());
        StaffLogins.OidcTables tables = new StaffLogins.OidcTables(
                parts.providers(), new OidcIdentitiesTable(database), new OidcLoginsTable(database));
        ProviderExchange exchange = new ProviderExchange(
                client,
                new TokenVerifier(new ProviderKeys(client, access.clock()), access.clock()),
                access.edge().platform().telemetry().registry());
        StaffLogins logins = new StaffLogins(tables, exchange, parts, access.sessions(), access.restrictions());
        ProviderAdministration providers = new ProviderAdministration(
                parts.providers(),
                client,
                parts.letters(),
                access.sessions(),
                new LocalAdministrators(parts.mustBeVerified()));
        IdentityBindings bindings = new IdentityBindings(
                tables,
                parts.users(),
                parts.letters(),
                new IdentityBindings.StaffPowers(access.staff(), access.sessions()));
        this.routes = new Routes()
                .addAll(new StaffLoginRoutes(logins, bindings, proof, parts, sessions).routes())
                .addAll(new StaffProviderRoutes(providers, bindings, access.staff()).routes())
                .addAll(scim(access, logins))
                .addAll(new LogInRoutes(parts.logIns(), access.staff()).routes());
    }

    private static Routes scim(IdentityAccess access, StaffLogins logins) {
        IdentityComponents parts = access.parts();
        Database database = access.edge().platform().database();
        MeterRegistry registry = access.edge().platform().telemetry().registry();
        ScimIdentitiesTable identities = new ScimIdentitiesTable(database);
        ScimTokens tokens = new ScimTokens(new ScimTokensTable(database), access.staff(), parts.guard(), registry);
        ScimProvisioning people = new ScimProvisioning(
                identities,
                parts,
                new ScimProvisioning.AccessCommands(access.sessions(), access.restrictions(), access.keyDirectory()),
                registry);
        ScimGroups groups = new ScimGroups(identities, access.sessions(), access.restrictions());
        return new Routes()
                .addAll(new ScimRoutes(people, groups, tokens, parts.letters()).routes())
                .addAll(new ScimTokenRoutes(tokens, logins).routes())
                .addAll(new StaffGroupRoutes(new StaffGroups(database)).routes());
    }

    Routes routes() {
        return routes;
    }
}
