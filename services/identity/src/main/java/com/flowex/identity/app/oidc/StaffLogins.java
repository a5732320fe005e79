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
import com.flowex.identity.store.oidc.OidcIdentitiesTable.Invitation;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcLoginsTable;
import com.flowex.identity.store.oidc.OidcLoginsTable.Taken;
import com.flowex.identity.store.oidc.OidcLoginsTable.Waiting;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.OidcProvidersTable.NamedProvider;
import com.flowex.identity.store.oidc.ScimGroupsTable;
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

    /** Returns the tenant's providers, oldest first. */
    public List<NamedProvider> offered(int tenant) {
        return providers.names(tenant);
    }

    /**
     * Returns the number of the provider that a request chooses.
     *
     * @param id number as sent; empty chooses the only one
     * @throws Refusal {@code not_found}; {@code invalid_field} if there are several and none is chosen
     */
    public long chosen(int tenant, OptionalLong id) {
        return chosen(providers.names(tenant), id).id();
    }

    /**
     * Returns the provider that a request chooses.
     *
     * @param id number as sent; empty chooses the only one
     * @throws Refusal {@code not_found}; {@code invalid_field} if there are several and none is chosen
     */
    static NamedProvider chosen(List<NamedProvider> all, OptionalLong id) {
        if (all.isEmpty()) {
            throw noProvider();
        }
        if (id.isEmpty() && all.size() > 1) {
            throw Refusal.invalid("provider", "the id of a provider: this exchange has several");
        }
        return all.stream()
                .filter(each -> id.isEmpty() || each.id() == id.getAsLong())
                .findFirst()
                .orElseThrow(() -> ProviderAdministration.unknown(id.orElse(0)));
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
     * Begins a log-in.
     *
     * @param provider number of the provider; empty for the only one
     * @param cookie secret that the browser has from an earlier beginning; empty if it has none
     * @throws Refusal {@code not_found}; {@code invalid_field} without a provider where there are several
     */
    public Begun begin(int tenant, OptionalLong provider, PageAddress page, String cookie, Device device) {
        long id = chosen(tenant, provider);
        return begin(required(tenant, id), page, cookie, OptionalLong.empty(), device);
    }

    /**
     * Begins the binding of an identity to a user, at the provider of their invitation.
     *
     * @throws Refusal {@code forbidden} without an invitation
     */
    public Begun beginBinding(User user, PageAddress page, String cookie, Device device) {
        long id = requireInvited(user).provider();
        return begin(required(user.tenant(), id), page, cookie, OptionalLong.of(user.id()), device);
    }

    private Begun begin(OidcProvider provider, PageAddress page, String cookie, OptionalLong user, Device device) {
        int tenant = provider.tenant();
        parts.guard().requireOpen(tenant, device);
        OpaqueToken browser = OpaqueToken.parse(cookie)
                .filter(known -> known.tenant() == tenant)
                .orElseGet(() -> OpaqueToken.fresh(tenant));
        OpaqueToken state = OpaqueToken.fresh(tenant);
        String place = Lockout.placeOf(device);
        logins.put(tenant, new Waiting(provider.id(), state, browser, user, place, page.url()));
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
            Named named = named(tenant, returned, OptionalLong.empty());
            OidcProvider provider = named.provider();
            TokenVerifier.NamedPerson person = named.person();
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
        if (!OidcProvidersTable.hold(holding, now.tenant(), provider.id())) {
            throw noProvider();
        }
        OidcIdentitiesTable.used(holding, now, RoleSelection.ruled(person.groups(), provider.rules()));
        Set<String> kept =
                ScimGroupsTable.namesOf(holding, now.tenant(), Set.of(now.id())).getOrDefault(now.id(), Set.of());
        User after = RoleSelection.selected(now, identity, person.groups(), kept, provider.rules());
        if (after.roles().equals(now.roles())) {
            return now;
        }
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
            Named named = named(tenant, returned, OptionalLong.of(asking.id()));
            OidcProvider provider = named.provider();
            TokenVerifier.NamedPerson person = named.person();
            List<UUID> ended = parts.users()
                    .holding(tenant, asking.id(), (holding, user) -> {
                        if (!user.isActive()) {
                            throw Refusal.unauthorized("the session has ended; log in again");
                        }
                        if (OidcIdentitiesTable.takeInvitation(holding, user)
                                .filter(invited -> invited == provider.id())
                                .isEmpty()) {
                            throw notInvited();
                        }
                        requireBreakGlass(holding, user, provider);
                        if (!OidcIdentitiesTable.bind(holding, user, provider, person.subject())) {
                            throw new Refusal(
                                    RefusalCode.IDENTITY_IN_USE,
                                    "this identity is bound to another user, or you are bound to another identity");
                        }
                        parts.letters().factorChanged(holding, user, PROVIDER, true);
                        return sessions.endAll(holding, user, Optional.of(session));
                    })
                    .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
            sessions.ended(ended);
            return identities.of(tenant, asking.id()).orElseThrow(StaffLogins::noProvider);
        });
    }

    /** Requires that the tenant keeps an administrator who gets in while the provider is away. */
    private void requireBreakGlass(Transaction holding, User user, OidcProvider provider) {
        if (OidcProvidersTable.lockAll(holding, user.tenant()).stream()
                .noneMatch(locked -> locked.id() == provider.id())) {
            throw noProvider();
        }
        administrators.requireOtherThanBound(holding, user);
    }

    /**
     * Returns the invitation of a user.
     *
     * @throws Refusal {@code forbidden} if they were not invited
     */
    public Invitation requireInvited(User user) {
        return identities.invited(user.tenant(), user.id()).orElseThrow(StaffLogins::notInvited);
    }

    private static Refusal notInvited() {
        return Refusal.forbidden("an administrator has to invite you to the provider's log-in first");
    }

    /**
     * Ends the sessions of the user whom a log-out token names, and everything that the provider issued up to then. The
     * token's issuer chooses the provider whose rules and keys it must meet. A user who is not known here has no session
     * to end.
     *
     * @return user whose sessions ended; empty if there is none
     * @throws Refusal {@code invalid_token}
     */
    public Optional<User> logout(int tenant, String token) {
        try {
            if (providers.names(tenant).isEmpty()) {
                throw noProvider();
            }
            OidcProvider provider = providers
                    .byIssuer(tenant, TokenVerifier.claimedIssuer(token))
                    .orElseThrow(() -> new ProviderFaultException(ProviderFault.ISSUER));
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

    /** Person whom a provider names. */
    private record Named(OidcProvider provider, TokenVerifier.NamedPerson person) {}

    /** Verifies what the provider to which the browser was sent says of it when it comes back. */
    private Named named(int tenant, Returned returned, OptionalLong user) {
        OpaqueToken state = token(tenant, returned.state());
        OpaqueToken browser = token(tenant, returned.cookie());
        Taken taken =
                logins.take(state, browser, user).orElseThrow(() -> new ProviderFaultException(ProviderFault.STATE));
        OidcProvider provider = required(tenant, taken.provider());
        if (returned.issuer() != null && !returned.issuer().equals(provider.issuer())) {
            throw new ProviderFaultException(ProviderFault.ISSUER_PARAMETER);
        }
        return new Named(provider, exchange.person(provider, returned.code(), taken.redirectUri(), state, browser));
    }

    private static OpaqueToken token(int tenant, String text) {
        return OpaqueToken.parse(text)
                .filter(token -> token.tenant() == tenant)
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

    private OidcProvider required(int tenant, long id) {
        return providers.of(tenant, id).orElseThrow(() -> ProviderAdministration.unknown(id));
    }

    static Refusal noProvider() {
        return Refusal.notFound("this exchange has no identity provider");
    }
}
