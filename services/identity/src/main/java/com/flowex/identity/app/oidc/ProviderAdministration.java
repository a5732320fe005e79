package com.flowex.identity.app.oidc;

import com.flowex.access.auth.Caller;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.restriction.LocalAdministrators;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.Endpoints;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Configuration of a tenant's identity provider, and the decision who may bind an identity there. */
public final class ProviderAdministration {

    private static final String ISSUER = "issuer";

    private final OidcProvidersTable providers;
    private final OidcIdentitiesTable identities;
    private final ProviderClient client;
    private final UsersTable users;
    private final UserMailer letters;
    private final StaffPowers powers;
    private final LocalAdministrators administrators;

    /** Permissions of administrators over users, the sessions that end by their decisions, and the rule that one stays. */
    public record StaffPowers(UserAdministration staff, Sessions sessions, LocalAdministrators administrators) {}

    public ProviderAdministration(
            StaffLogins.OidcTables tables,
            ProviderClient client,
            UsersTable users,
            UserMailer letters,
            StaffPowers powers) {
        this.providers = tables.providers();
        this.identities = tables.identities();
        this.client = client;
        this.users = users;
        this.letters = letters;
        this.powers = powers;
        this.administrators = powers.administrators();
    }

    /** Returns the tenant's provider; empty if it has none. */
    public Optional<OidcProvider> of(int tenant) {
        return providers.of(tenant);
    }

    /**
     * Provider as an administrator describes it.
     *
     * @param clientSecret null keeps the stored one, if issuer and client stay the same
     */
    public record Description(
            String name,
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            String algorithm,
            String scopes,
            String groupsClaim,
            List<OidcProvider.RoleRule> rules) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Description[" + issuer + "]";
        }
    }

    /**
     * Stores the provider, whose addresses are read from its own description.
     *
     * @param seen version that the caller has read, 0 for none; null for any
     * @throws Refusal {@code version_changed}; {@code invalid_field} that names the field and the rule; {@code last_local_administrator};
     *     {@code unavailable}
     */
    public OidcProvider put(int tenant, Description description, @Nullable Long seen) {
        URI issuer = issuer(description.issuer());
        String secret = secret(tenant, description);
        OIDCProviderMetadata metadata = metadata(issuer, description.issuer());
        if (metadata.getIDTokenJWSAlgs() == null
                || !metadata.getIDTokenJWSAlgs().contains(JWSAlgorithm.parse(description.algorithm()))) {
            throw Refusal.invalid("algorithm", "one by which the provider signs, by its own description");
        }
        List<CodeChallengeMethod> challenges = metadata.getCodeChallengeMethods();
        if (challenges != null && !challenges.contains(CodeChallengeMethod.S256)) {
            throw Refusal.invalid(ISSUER, "a provider with PKCE by S256");
        }
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inBody = methods != null && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        if (inBody && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            throw Refusal.invalid(ISSUER, "a provider that accepts a client secret");
        }
        Endpoints endpoints = new Endpoints(
                listed(metadata.getAuthorizationEndpointURI()),
                listed(metadata.getTokenEndpointURI()),
                listed(metadata.getJWKSetURI()));
        OidcProvider provider = new OidcProvider(
                tenant,
                description.name(),
                description.issuer(),
                description.clientId(),
                secret,
                inBody,
                description.algorithm(),
                description.scopes(),
                description.groupsClaim(),
                endpoints,
                description.rules(),
                0);
        providers.put(provider, (transaction, before) -> {
            if (seen != null && seen != before) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "the identity provider was changed in the meantime, to version " + before + ": read it again");
            }
            administrators.requireAny(transaction, tenant, provider.issuer());
        });
        return providers.of(tenant).orElseThrow(StaffLogins::noProvider);
    }

    /**
     * Result of a test of the connection.
     *
     * @param keys number of keys by which the provider signs
     * @param isUnchanged true if the provider still describes the stored addresses and algorithm
     */
    public record Checked(int keys, boolean isUnchanged) {}

    /**
     * Reads the description and the keys of the stored provider, as log-ins do.
     *
     * @throws Refusal {@code not_found}; {@code invalid_field} that names what the provider breaks; {@code unavailable}
     */
    public Checked check(int tenant) {
        OidcProvider stored = providers.of(tenant).orElseThrow(StaffLogins::noProvider);
        OIDCProviderMetadata metadata = metadata(issuer(stored.issuer()), stored.issuer());
        boolean isUnchanged = stored.endpoints().authorization().equals(metadata.getAuthorizationEndpointURI())
                && stored.endpoints().token().equals(metadata.getTokenEndpointURI())
                && stored.endpoints().keys().equals(metadata.getJWKSetURI())
                && metadata.getIDTokenJWSAlgs() != null
                && metadata.getIDTokenJWSAlgs().contains(JWSAlgorithm.parse(stored.algorithm()));
        try {
            return new Checked(
                    ProviderKeys.parsed(client.get(stored.endpoints().keys())).size(), isUnchanged);
        } catch (ProviderFaultException e) {
            throw Refusal.invalid(
                    ISSUER, "a provider with good keys at " + stored.endpoints().keys());
        }
    }

    private URI issuer(String text) {
        try {
            URI issuer = URI.create(text);
            if (issuer.getRawQuery() == null && issuer.getRawFragment() == null && client.mayReach(issuer)) {
                return issuer;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: refused as an address that is not listed.
        }
        throw Refusal.invalid(ISSUER, "an https address at a host that the operator lists in FLOWEX_OIDC_HOSTS");
    }

    private String secret(int tenant, Description description) {
        String given = description.clientSecret();
        if (given != null) {
            return given;
        }
        return providers
                .of(tenant)
                .filter(stored -> stored.issuer().equals(description.issuer())
                        && stored.clientId().equals(description.clientId()))
                .map(OidcProvider::clientSecret)
                .orElseThrow(() -> Refusal.invalid("client_secret", "given with a new issuer or client"));
    }

    private OIDCProviderMetadata metadata(URI issuer, String exact) {
        String base = issuer.toString();
        URI address = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/.well-known/openid-configuration");
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(client.get(address));
            if (metadata.getIssuer().getValue().equals(exact)) {
                return metadata;
            }
        } catch (ParseException | ProviderFaultException e) {
            throw Refusal.invalid(ISSUER, "a provider that describes itself at " + address);
        }
        throw Refusal.invalid(
                ISSUER, "exactly the issuer in the provider's description of itself, each slash included");
    }

    private URI listed(@Nullable URI address) {
        if (address == null || !client.mayReach(address)) {
            throw Refusal.invalid(
                    ISSUER,
                    "a provider all of whose addresses are at hosts that the operator lists in FLOWEX_OIDC_HOSTS");
        }
        return address;
    }

    /** Removes the provider; users who are bound to an identity there log in by password again. */
    public void remove(int tenant) {
        if (!providers.remove(tenant)) {
            throw StaffLogins.noProvider();
        }
    }

    /**
     * Binding of a user.
     *
     * @param identity identity that is bound; empty if none is
     * @param invitedUntil end of the invitation; empty if there is none
     */
    public record Binding(Optional<OidcIdentity> identity, Optional<Instant> invitedUntil) {}

    /** Returns the binding of a user. */
    public Binding binding(int tenant, long userId) {
        return new Binding(identities.of(tenant, userId), identities.invited(tenant, userId));
    }

    /**
     * Invites a user to bind an identity of the provider.
     *
     * @throws Refusal {@code forbidden} for the caller themselves and for a user with more permissions
     */
    public Binding invite(Caller caller, long userId) {
        if (caller.userId() == userId) {
            throw Refusal.forbidden("another administrator has to invite you");
        }
        if (providers.name(caller.tenant()).isEmpty()) {
            throw StaffLogins.noProvider();
        }
        Instant until = users.holding(caller.tenant(), userId, (holding, user) -> {
                    powers.staff().requireMayTouch(caller, user);
                    return OidcIdentitiesTable.invite(holding, user, caller.userId());
                })
                .orElseThrow(() -> noUser(userId));
        return new Binding(identities.of(caller.tenant(), userId), Optional.of(until));
    }

    /**
     * Takes back a user's invitation and unbinds their identity; their sessions end if there was one. The identity of a
     * user whose access the provider has ended stays, because it is all that keeps them out.
     *
     * @throws Refusal {@code forbidden} for the caller themselves and for a user with more permissions;
     *     {@code account_restricted} if the provider has ended their access; {@code not_found} if there is neither
     */
    public void unbind(Caller caller, long userId) {
        if (caller.userId() == userId) {
            throw Refusal.forbidden("another administrator has to unbind you");
        }
        List<UUID> ended = users.holding(caller.tenant(), userId, (holding, user) -> {
                    powers.staff().requireMayTouch(caller, user);
                    requireNotEnded(holding, user);
                    boolean wasInvited = OidcIdentitiesTable.takeInvitation(holding, user);
                    if (OidcIdentitiesTable.unbind(holding, user)) {
                        letters.factorChanged(holding, user, StaffLogins.PROVIDER, false);
                        return powers.sessions().endAll(holding, user, Optional.empty());
                    }
                    if (!wasInvited) {
                        throw Refusal.notFound("user " + userId + " is neither bound nor invited");
                    }
                    return List.<UUID>of();
                })
                .orElseThrow(() -> noUser(userId));
        powers.sessions().ended(ended);
    }

    private static void requireNotEnded(Transaction holding, User user) {
        if (ScimIdentitiesTable.isDeprovisioned(holding, user)) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "the organization's identity provider ended this user's access: let them in again first, by"
                            + " POST /api/v1/users/" + user.id() + "/staff-login/readmission");
        }
    }

    private static Refusal noUser(long userId) {
        return Refusal.notFound("there is no user " + userId);
    }
}
