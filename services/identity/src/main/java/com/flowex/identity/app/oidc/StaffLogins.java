package com.flowex.identity.app.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.app.restriction.LocalAdministrators;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.ProviderSessions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcLoginsTable;
import com.flowex.identity.store.oidc.OidcLoginsTable.Waiting;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Log-ins by a tenant's identity provider, bindings of identities to users, and log-outs that a provider reports. */
public final class StaffLogins {

    /** Name of the provider in letters. */
    static final String PROVIDER = "The identity provider of your organization";

    private final OidcProvidersTable providers;
    private final OidcIdentitiesTable identities;
    private final OidcLoginsTable logins;
    private final ProviderExchange exchange;
    private final IdentityComponents parts;
    private final Sessions sessions;
    private final ProviderSessions begins;
    private final Restrictions restrictions;
    private final LocalAdministrators administrators;

    /** @param tables tables of providers, identities and log-ins that wait */
    public StaffLogins(
            OidcTables tables,
            ProviderExchange exchange,
            IdentityComponents parts,
            Sessions sessions,
            Restrictions restrictions) {
        this.providers = tables.providers();
        this.identities = tables.identities();
        this.logins = tables.logins();
        this.exchange = exchange;
        this.parts = parts;
        this.sessions = sessions;
        this.begins = new ProviderSessions(parts, sessions);
        this.restrictions = restrictions;
        this.administrators = new LocalAdministrators(parts.mustBeVerified());
    }

    /** Tables of the log-in by identity providers. */
    public record OidcTables(OidcProvidersTable providers, OidcIdentitiesTable identities, OidcLoginsTable logins) {}

    /** Returns the name of the tenant's provider; empty if it has none. */
    public Optional<String> providerName(int tenant) {
        return providers.name(tenant);
    }

    /**
     * Beginning of a log-in.
     *
     * @param address address of the provider to which the browser goes
     * @param browser secret that the browser keeps in a cookie
     */
    public record Begun(String address, OpaqueToken browser) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Begun[***]";
        }
    }

    /**
     * Begins a log-in, or the binding of an identity to a user.
     *
     * @param cookie secret that the browser has from an earlier beginning; empty if it has none
     * @param user user who binds an identity; empty for a log-in
     */
    public Begun begin(int tenant, PageAddress page, String cookie, OptionalLong user, Device device) {
        parts.guard().requireOpen(tenant, device);
        OidcProvider provider = provider(tenant);
        OpaqueToken browser = OpaqueToken.parse(cookie)
                .filter(known -> known.tenant() == tenant)
                .orElseGet(() -> OpaqueToken.fresh(tenant));
        OpaqueToken state = OpaqueToken.fresh(tenant);
        logins.put(tenant, new Waiting(state, browser, user, Lockout.placeOf(device), page.url()));
        return new Begun(exchange.address(provider, page.url(), state, browser), browser);
    }

    /**
     * Answer of a provider as the browser brings it back.
     *
     * @param issuer issuer that the answer names; null if it names none
     * @param cookie secret of the browser; empty if it sent none
     */
    public record Returned(
            String code, String state, @Nullable String issuer, String cookie) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Returned[***]";
        }
    }

    /** Session that began, and the user's roles before and after it. */
    public record LoggedIn(Sessions.Tokens tokens, User before, Set<Role> after) {}

    /**
     * Begins the session of the user to whom the identity is bound. Their roles are selected anew by the groups in the
     * token.
     *
     * @throws Refusal {@code invalid_provider_login}; {@code identity_not_bound}; {@code user_suspended};
     *     {@code unavailable}
     */
    public LoggedIn finish(int tenant, Returned returned, Device device) {
        parts.guard().requireOpen(tenant, device);
        return counted(tenant, device, () -> {
            OidcProvider provider = provider(tenant);
            TokenVerifier.NamedPerson person = named(provider, returned, OptionalLong.empty());
            User user = identities
                    .bySubject(tenant, provider.issuer(), person.subject())
                    .flatMap(identity -> parts.users().byId(tenant, identity.userId()))
                    .filter(found -> found.status() != User.Status.CLOSED)
                    .orElseThrow(() -> new ProviderFaultException(ProviderFault.NOT_BOUND));
            ProviderSessions.ProviderSession session =
                    begins.begin(user, device, (holding, now) -> selected(holding, now, provider, person));
            if (Restrictions.changesStanding(user, session.user())) {
                restrictions.carryOut(session.user());
            }
            return new LoggedIn(session.tokens(), user, session.user().roles());
        });
    }

    private User selected(Transaction holding, User now, OidcProvider provider, TokenVerifier.NamedPerson person) {
        OidcIdentity identity = OidcIdentitiesTable.of(holding, now)
                .filter(bound -> bound.issuer().equals(provider.issuer())
                        && bound.subject().equals(person.subject()))
                .orElseThrow(() -> new ProviderFaultException(ProviderFault.NOT_BOUND));
        if (person.issuedAt() <= identity.loggedOut()) {
            throw new ProviderFaultException(ProviderFault.LOGGED_OUT);
        }
        OidcIdentitiesTable.used(holding, now);
        Set<Role> roles = RoleSelection.select(identity.granted(), person.groups(), provider.rules());
        if (roles.equals(now.roles())) {
            return now;
        }
        User after = now.changed(now.firstName(), now.lastName(), roles, now.status());
        restrictions.stand(holding, now, after, now.id());
        return after.next();
    }

    /**
     * Binds the identity to the calling user. An administrator has invited them, and the tenant keeps an administrator
     * who logs in without the provider. Their other sessions end.
     *
     * @param session calling session, which stays
     * @throws Refusal {@code forbidden} without an invitation; {@code identity_in_use};
     *     {@code last_local_administrator}; as {@link #finish}
     */
    public OidcIdentity bind(User asking, Returned returned, UUID session, Device device) {
        int tenant = asking.tenant();
        return counted(tenant, device, () -> {
            OidcProvider provider = provider(tenant);
            TokenVerifier.NamedPerson person = named(provider, returned, OptionalLong.of(asking.id()));
            List<UUID> ended = parts.users()
                    .holding(tenant, asking.id(), (holding, user) -> {
                        if (!user.isActive()) {
                            throw Refusal.unauthorized("the session has ended; log in again");
                        }
                        if (!OidcIdentitiesTable.takeInvitation(holding, user)) {
                            throw notInvited();
                        }
                        requireBreakGlass(holding, user, provider);
                        if (!OidcIdentitiesTable.bind(holding, user, provider.issuer(), person.subject())) {
                            throw new Refusal(
                                    RefusalCode.IDENTITY_IN_USE,
                                    "this identity is bound to another user, or you are bound to another identity");
                        }
                        parts.letters().factorChanged(holding, user, PROVIDER, true);
                        return sessions.endAll(holding, user, Optional.of(session));
                    })
                    .orElseThrow(() -> Refusal.unauthorized("this user is no more"));
            sessions.ended(ended);
            return identities.of(tenant, asking.id()).orElseThrow(StaffLogins::noProvider);
        });
    }

    /** Requires that the tenant keeps an administrator who gets in while the provider is away. */
    private void requireBreakGlass(Transaction holding, User user, OidcProvider provider) {
        if (OidcProvidersTable.lock(holding, user.tenant())
                .filter(locked -> locked.issuer().equals(provider.issuer()))
                .isEmpty()) {
            throw noProvider();
        }
        administrators.requireOtherThanBound(holding, user);
    }

    /** Refuses the binding of an identity to a user who was not invited. */
    public void requireInvited(User user) {
        if (identities.invited(user.tenant(), user.id()).isEmpty()) {
            throw notInvited();
        }
    }

    private static Refusal notInvited() {
        return Refusal.forbidden("an administrator has to invite you to the provider's log-in first");
    }

    /**
     * Ends the sessions of the user whom a log-out token names, and everything that the provider issued up to then. A
     * user who is not known here has no session to end.
     *
     * @return user whose sessions ended; empty if there is none
     * @throws Refusal {@code invalid_token}
     */
    public Optional<User> logout(int tenant, String token) {
        try {
            OidcProvider provider = provider(tenant);
            TokenVerifier.ProviderLogout logout = exchange.tokens().logoutToken(provider, token);
            return identities
                    .bySubject(tenant, provider.issuer(), logout.subject())
                    .flatMap(identity -> loggedOut(tenant, identity, logout));
        } catch (ProviderFaultException e) {
            exchange.count(e.fault());
            throw new Refusal(
                    RefusalCode.INVALID_TOKEN,
                    "the log-out token is refused: " + e.fault().rule());
        }
    }

    private Optional<User> loggedOut(int tenant, OidcIdentity identity, TokenVerifier.ProviderLogout logout) {
        Optional<Ended> done = parts.users().holding(tenant, identity.userId(), (holding, user) -> {
            if (!OidcLoginsTable.useLogoutToken(
                    holding,
                    tenant,
                    identity.issuer() + " " + logout.id(),
                    TokenVerifier.AGE_MAX.plus(TokenVerifier.SKEW.multipliedBy(3)))) {
                throw new ProviderFaultException(ProviderFault.REPEATED);
            }
            OidcIdentitiesTable.loggedOut(holding, user, logout.issuedAt());
            return new Ended(user, sessions.endAll(holding, user, Optional.empty()));
        });
        done.ifPresent(ended -> sessions.ended(ended.sessions()));
        return done.map(Ended::user);
    }

    private record Ended(User user, List<UUID> sessions) {}

    /** Verifies what the provider says of the browser that comes back; returns the person whom it names. */
    private TokenVerifier.NamedPerson named(OidcProvider provider, Returned returned, OptionalLong user) {
        OpaqueToken state = token(provider, returned.state());
        OpaqueToken browser = token(provider, returned.cookie());
        String redirectUri =
                logins.take(state, browser, user).orElseThrow(() -> new ProviderFaultException(ProviderFault.STATE));
        if (returned.issuer() != null && !returned.issuer().equals(provider.issuer())) {
            throw new ProviderFaultException(ProviderFault.ISSUER_PARAMETER);
        }
        return exchange.person(provider, returned.code(), redirectUri, state, browser);
    }

    private static OpaqueToken token(OidcProvider provider, String text) {
        return OpaqueToken.parse(text)
                .filter(token -> token.tenant() == provider.tenant())
                .orElseThrow(() -> new ProviderFaultException(ProviderFault.STATE));
    }

    /** Counts a broken rule by its name, and as a guess of the place that sent it. */
    private <T> T counted(int tenant, Device device, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProviderFaultException e) {
            exchange.count(e.fault());
            parts.guard().failed(tenant, Optional.empty(), "identity provider", device);
            throw e.fault() == ProviderFault.NOT_BOUND
                    ? new Refusal(RefusalCode.IDENTITY_NOT_BOUND, e.fault().rule() + "; ask an administrator")
                    : new Refusal(
                            RefusalCode.INVALID_PROVIDER_LOGIN,
                            "the log-in is refused: " + e.fault().rule());
        }
    }

    private OidcProvider provider(int tenant) {
        return providers.of(tenant).orElseThrow(StaffLogins::noProvider);
    }

    static Refusal noProvider() {
        return Refusal.notFound("this exchange has no identity provider");
    }
}
