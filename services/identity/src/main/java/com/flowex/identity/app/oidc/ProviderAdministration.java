package com.flowex.identity.app.oidc;

import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.restriction.LocalAdministrators;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.Claims;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.OidcProvidersTable.LockedProvider;
import com.flowex.identity.store.oidc.ScimTokensTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Configuration of a tenant's identity providers. */
public final class ProviderAdministration {

    /** Largest number of providers of a tenant. */
    public static final int PROVIDERS_MAX = 8;

    private static final String NAME = "name";
    private static final String ISSUER = "issuer";
    private static final String SUBJECT_CLAIM = "subject_claim";

    private final OidcProvidersTable providers;
    private final ProviderDiscovery discovery;
    private final UserMailer letters;
    private final Sessions sessions;
    private final LocalAdministrators administrators;

    /** @param sessions sessions of bound people, which end when a provider is removed */
    public ProviderAdministration(
            OidcProvidersTable providers,
            ProviderClient client,
            UserMailer letters,
            Sessions sessions,
            LocalAdministrators administrators) {
        this.providers = providers;
        this.discovery = new ProviderDiscovery(client);
        this.letters = letters;
        this.sessions = sessions;
        this.administrators = administrators;
    }

    /** Returns the tenant's providers, oldest first. */
    public List<OidcProvider> all(int tenant) {
        return providers.all(tenant);
    }

    /** @throws Refusal {@code not_found} */
    public OidcProvider require(int tenant, long id) {
        return providers.of(tenant, id).orElseThrow(() -> unknown(id));
    }

    /**
     * Provider as an administrator describes it.
     *
     * @param clientSecret null keeps the stored one, if the client stays the same
     * @param subjectClaim claim that names a person; null for {@code sub}, or for the stored one
     */
    public record Description(
            String name,
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            String algorithm,
            String scopes,
            @Nullable String subjectClaim,
            String groupsClaim,
            List<OidcProvider.RoleRule> rules) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Description[" + issuer + "]";
        }
    }

    /**
     * Adds a provider, whose addresses are read from its own description.
     *
     * @throws Refusal {@code invalid_field} that names the field and the rule, also for a name or issuer that another
     *     provider of the tenant has; {@code last_local_administrator}; {@code unavailable}
     */
    public OidcProvider add(int tenant, Description description) {
        String secret = Optional.ofNullable(description.clientSecret())
                .orElseThrow(() -> Refusal.invalid("client_secret", "given with a new provider"));
        String claim = Optional.ofNullable(description.subjectClaim()).orElse(Claims.SUBJECT);
        OidcProvider provider = provider(tenant, 0, description, claim, secret);
        long id = written(tenant, transaction -> {
            administrators.requireAny(transaction, tenant, provider.issuer());
            List<LockedProvider> others = OidcProvidersTable.lockAll(transaction, tenant);
            if (others.size() >= PROVIDERS_MAX) {
                throw Refusal.forbidden("an exchange has at most " + PROVIDERS_MAX + " identity providers");
            }
            requireOwn(provider, others);
            OidcIdentitiesTable.otherClaim(transaction, tenant, provider.issuer(), claim)
                    .ifPresent(bound -> {
                        throw Refusal.invalid(
                                SUBJECT_CLAIM,
                                bound + ", by which people are bound to this issuer already, or unbind them first");
                    });
            return providers.insert(transaction, provider);
        });
        return require(tenant, id);
    }

    /**
     * Changes a provider. Its issuer and the claim that names people stay: they are who its people are.
     *
     * @param seen version that the caller has read; null for any
     * @throws Refusal {@code not_found}; {@code version_changed}; {@code invalid_field}; {@code unavailable}
     */
    public OidcProvider change(int tenant, long id, Description description, @Nullable Long seen) {
        OidcProvider before = require(tenant, id);
        if (!description.issuer().equals(before.issuer())) {
            throw Refusal.invalid(ISSUER, before.issuer() + ", which stays: add another provider for another issuer");
        }
        String claim = before.claims().subject();
        if (description.subjectClaim() != null && !description.subjectClaim().equals(claim)) {
            throw Refusal.invalid(SUBJECT_CLAIM, claim + ", which stays: it is by what people are bound");
        }
        OidcProvider changed = provider(tenant, id, description, claim, secret(before, description));
        written(tenant, transaction -> {
            List<LockedProvider> all = OidcProvidersTable.lockAll(transaction, tenant);
            LockedProvider now =
                    all.stream().filter(each -> each.id() == id).findFirst().orElseThrow(() -> unknown(id));
            if (seen != null && seen != now.version() || now.version() != before.version()) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "identity provider " + id + " was changed in the meantime, to version " + now.version()
                                + ": read it again");
            }
            requireOwn(changed, all);
            providers.update(transaction, changed);
            return id;
        });
        return require(tenant, id);
    }

    private OidcProvider provider(int tenant, long id, Description description, String claim, String secret) {
        if (!SubjectClaim.isAllowed(claim, description.groupsClaim())) {
            throw Refusal.invalid(SUBJECT_CLAIM, SubjectClaim.RULE);
        }
        ProviderDiscovery.Discovered discovered = discovery.discover(description);
        return new OidcProvider(
                tenant,
                id,
                description.name(),
                description.issuer(),
                description.clientId(),
                secret,
                discovered.secretInBody(),
                description.algorithm(),
                description.scopes(),
                new Claims(claim, description.groupsClaim()),
                discovered.endpoints(),
                description.rules(),
                0);
    }

    /** A name or an issuer belongs to one provider: people see the one, and identities are bound by the other. */
    private static void requireOwn(OidcProvider provider, List<LockedProvider> all) {
        for (LockedProvider other : all) {
            if (other.id() != provider.id()) {
                if (other.issuer().equals(provider.issuer())) {
                    throw Refusal.invalid(
                            ISSUER, "another one than that of provider " + other.id() + " (" + other.name() + ")");
                }
                if (other.name().equalsIgnoreCase(provider.name())) {
                    throw Refusal.invalid(NAME, "another one than that of provider " + other.id());
                }
            }
        }
    }

    /** Write of providers in one transaction. */
    @FunctionalInterface
    private interface ProviderWrite {
        long of(Transaction transaction);
    }

    /** Two who add a provider at once to a tenant without any find each other by the keys of the table. */
    private long written(int tenant, ProviderWrite write) {
        try {
            return providers.transaction(tenant, write::of);
        } catch (SqlException e) {
            if (e.isUniqueViolation()) {
                throw Refusal.invalid(
                        NAME, "another one, or with another issuer: a provider that was just added has it");
            }
            throw e;
        }
    }

    private static String secret(OidcProvider before, Description description) {
        String given = description.clientSecret();
        if (given != null) {
            return given;
        }
        if (!before.clientId().equals(description.clientId())) {
            throw Refusal.invalid("client_secret", "given with a new client");
        }
        return before.clientSecret();
    }

    /**
     * Result of a test of the connection.
     *
     * @param keys number of keys by which the provider signs
     * @param isUnchanged true if the provider still describes the stored addresses and algorithm
     */
    public record Checked(int keys, boolean isUnchanged) {}

    /**
     * Reads the description and the keys of a stored provider, as log-ins do.
     *
     * @throws Refusal {@code not_found}; {@code invalid_field} that names what the provider breaks; {@code unavailable}
     */
    public Checked check(int tenant, long id) {
        OidcProvider stored = require(tenant, id);
        boolean isUnchanged = discovery.isUnchanged(stored);
        return new Checked(discovery.keysOf(stored), isUnchanged);
    }

    /**
     * End of a provider.
     *
     * @param people number of users who were bound to it, and log in by password from now on
     * @param sessions number of their sessions that ended
     * @param tokens number of its tokens of SCIM that ended
     */
    public record Removed(int people, int sessions, long tokens) {}

    private record Ended(Removed removed, List<UUID> sessions) {}

    /**
     * Removes a provider. At once its tokens of SCIM, groups, invitations and log-ins that wait end, and all sessions of
     * people who are bound to it; each of them gets a mail. They stay bound to their identity, so that they are the same
     * people if the issuer is added again, and those whom the provider kept out stay out.
     *
     * @throws Refusal {@code not_found}; {@code version_changed} if a person was bound or unbound at the same moment
     */
    public Removed remove(int tenant, long id) {
        OidcProvider stored = require(tenant, id);
        Ended ended = providers.transaction(tenant, holding -> {
            List<Long> bound = OidcIdentitiesTable.lockBound(holding, tenant, stored.issuer());
            long tokens = ScimTokensTable.count(holding, tenant, id);
            if (!OidcProvidersTable.remove(holding, tenant, id)) {
                throw unknown(id);
            }
            if (OidcIdentitiesTable.countBound(holding, tenant, stored.issuer()) != bound.size()) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "people were bound to identity provider " + id
                                + " at this moment: nothing was done, ask again");
            }
            List<UUID> out = new ArrayList<>();
            int people = 0;
            for (User user : UsersTable.byIds(holding, tenant, bound)) {
                out.addAll(sessions.endAll(holding, user, Optional.empty()));
                if (user.status() != User.Status.CLOSED) {
                    letters.factorChanged(holding, user, StaffLogins.PROVIDER, false);
                    people++;
                }
            }
            return new Ended(new Removed(people, out.size(), tokens), out);
        });
        sessions.ended(ended.sessions());
        return ended.removed();
    }

    static Refusal unknown(long id) {
        return Refusal.notFound("this exchange has no identity provider " + id);
    }
}
