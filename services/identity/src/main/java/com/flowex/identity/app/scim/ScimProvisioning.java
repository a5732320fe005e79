package com.flowex.identity.app.scim;

import com.flowex.access.auth.Role;
import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.oidc.RoleSelection;
import com.flowex.identity.app.registration.EmailChanges;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.ScimGroupsTable;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.oidc.ScimIdentitiesTable.ScimIdentity;
import com.flowex.identity.store.oidc.ScimIdentitiesTable.ScimSubject;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.SqlException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Provisioning of a tenant's staff by its identity provider. A person is who has an identity of the provider: issuer and
 * subject, never an address. The provider's word on a person's access and decisions of administrators here stand beside
 * each other: only a person whom both let in may log in.
 */
public final class ScimProvisioning {

    private final ScimIdentitiesTable identities;
    private final OidcProvidersTable providers;
    private final IdentityComponents parts;
    private final Sessions sessions;
    private final Restrictions restrictions;
    private final ApiKeyDirectory keys;
    private final Counter ended;

    /** Commands by which a person's access ends or comes back. */
    public record AccessCommands(Sessions sessions, Restrictions restrictions, ApiKeyDirectory keys) {}

    public ScimProvisioning(
            ScimIdentitiesTable identities, IdentityComponents parts, AccessCommands access, MeterRegistry registry) {
        this.identities = identities;
        this.providers = parts.providers();
        this.parts = parts;
        this.sessions = access.sessions();
        this.restrictions = access.restrictions();
        this.keys = access.keys();
        this.ended = Counter.builder("flowex.scim.deprovisioned")
                .description("People whose access their tenant's identity provider ended by SCIM")
                .register(registry);
    }

    /** Page of people with the number of all. */
    public record People(long total, List<ScimPerson> page) {}

    /**
     * Returns people in the order of their users.
     *
     * @param offset number of people before the page
     */
    public People people(ScimToken token, long offset, int limit) {
        return identities.transaction(
                token.tenant(), transaction -> {
                    long total = ScimIdentitiesTable.count(transaction, token.tenant(), token.issuer());
                    List<ScimIdentity> page =
                            ScimIdentitiesTable.page(transaction, token.tenant(), token.issuer(), offset, limit);
                    Map<Long, User> users = UsersTable.byIds(
                                    transaction,
                                    token.tenant(),
                                    page.stream().map(ScimIdentity::userId).toList())
                            .stream()
                            .collect(Collectors.toMap(User::id, user -> user));
                    return new People(
                            total,
                            page.stream()
                                    .flatMap(identity -> Optional.ofNullable(users.get(identity.userId()))
                                            .map(user -> new ScimPerson(user, identity))
                                            .stream())
                                    .toList());
                });
    }

    /** Returns the person whom the provider calls so, in any case of letters. */
    public Optional<ScimPerson> byUserName(ScimToken token, String userName) {
        String key = ScimPerson.key(userName);
        return found(
                token, transaction -> ScimIdentitiesTable.byName(transaction, token.tenant(), token.issuer(), key));
    }

    /** Returns the person with a subject at the provider. */
    public Optional<ScimPerson> byExternalId(ScimToken token, String subject) {
        return found(
                token,
                transaction -> ScimIdentitiesTable.bySubject(transaction, token.tenant(), token.issuer(), subject));
    }

    /** @throws Refusal {@code not_found} */
    public ScimPerson require(ScimToken token, long userId) {
        return found(token, transaction -> identity(transaction, token, userId)).orElseThrow(() -> noPerson(userId));
    }

    private Optional<ScimPerson> found(ScimToken token, Function<Transaction, Optional<ScimIdentity>> search) {
        return identities.transaction(token.tenant(), transaction -> search.apply(transaction)
                .flatMap(identity -> UsersTable.byId(transaction, token.tenant(), identity.userId())
                        .map(user -> new ScimPerson(user, identity))));
    }

    private static Optional<ScimIdentity> identity(Transaction transaction, ScimToken token, long userId) {
        return ScimIdentitiesTable.of(transaction, token.tenant(), token.issuer(), userId);
    }

    /** Person before and after a change. */
    public record Changed(ScimPerson before, ScimPerson after) {}

    /**
     * Creates a user with an identity at the provider, without a password. Their role is at most the token's, selected
     * by groups at each log-in like those of all users.
     *
     * @throws Refusal {@code identity_in_use} if subject, name or address are taken, also by a customer, who is not
     *     touched; {@code invalid_field}
     */
    public ScimPerson create(ScimToken token, Attributes attributes) {
        String userName = required("userName", attributes.userName());
        String subject = required("externalId", attributes.externalId());
        EmailAddress email = Optional.ofNullable(attributes.email())
                .or(() -> EmailAddress.parse(userName))
                .orElseThrow(() -> Refusal.invalid("emails", "given where userName is no e-mail address"));
        OidcProvider provider = providers.of(token.tenant(), token.provider()).orElseThrow(() -> noProvider(token));
        Set<Role> roles = RoleSelection.select(Set.of(token.role()), Set.of(), provider.rules());
        UsersTable.NewUser made = new UsersTable.NewUser(
                token.tenant(),
                email,
                parts.passwords().unusedHash(),
                attributes.firstName(ScimPerson.noName()),
                attributes.lastName(ScimPerson.noName()),
                roles);
        ScimPerson person = identities.transaction(token.tenant(), transaction -> {
            lock(transaction, token);
            requireFree(transaction, token, userName, 0);
            User user = UsersTable.insert(transaction, made, made.passwordHash())
                    .orElseThrow(() -> ScimRefusal.uniqueness("another user has the address " + email));
            ScimSubject bound = new ScimSubject(subject, provider.claims().subject());
            if (!ScimIdentitiesTable.insert(transaction, user, token, bound, ScimPerson.named(userName))) {
                throw ScimRefusal.uniqueness("externalId or userName belong to another user");
            }
            if (Boolean.FALSE.equals(attributes.active())) {
                end(transaction, user, user, false, token);
            }
            return read(transaction, token, user.id());
        });
        carryOut(Status.of(person.user().isActive(), true), List.of(), person.user());
        return person;
    }

    /** Change of a person's access. */
    private enum Status {
        SAME,
        IN,
        OUT;

        static Status of(boolean now, boolean before) {
            if (now == before) {
                return SAME;
            }
            return now ? IN : OUT;
        }
    }

    private record Done(Changed changed, List<UUID> ended) {}

    /**
     * Changes what a provider sends of a person, in one transaction. A person who is no longer active loses sessions,
     * API keys, streams and orders by the command that suspends every user.
     *
     * @param seen version that the provider has read; null for any
     * @throws Refusal {@code not_found}; {@code version_changed}; {@code identity_in_use}; {@code invalid_field}
     */
    public Changed change(ScimToken token, long userId, @Nullable Long seen, Attributes attributes) {
        List<String> goOn = keys.names(token.tenant(), userId);
        return decided(token, userId, seen, (holding, before) -> {
            lock(holding, token);
            rename(holding, token, before, attributes);
            User user = before.user();
            User named = user.changed(
                    attributes.firstName(user.firstName()),
                    attributes.lastName(user.lastName()),
                    user.roles(),
                    user.status());
            List<UUID> out = access(holding, token, before, named, attributes.active());
            EmailAddress email = attributes.email();
            if (email == null || email.value().equals(user.email())) {
                return out;
            }
            // The end of access has ended the sessions already, so the change of the address finds none.
            List<UUID> all = new ArrayList<>(out);
            all.addAll(address(holding, user, email, goOn));
            return all;
        });
    }

    /** Closes a person's user for good, as an administrator does; their account and its history remain. */
    public Changed remove(ScimToken token, long userId, @Nullable Long seen) {
        return decided(token, userId, seen, (holding, before) -> {
            User user = before.user();
            boolean isSuspendedHere = before.identity().suspendedHere()
                    || !before.identity().deprovisioned() && user.status() == User.Status.SUSPENDED;
            ScimIdentitiesTable.provision(holding, user, true, isSuspendedHere);
            User closed = user.changed(user.firstName(), user.lastName(), user.roles(), User.Status.CLOSED);
            restrictions.stand(holding, user, closed, token.madeBy());
            ScimGroupsTable.leaveAll(holding, user);
            return sessions.endAll(holding, user, Optional.empty());
        });
    }

    /** Decision about a person whose row is locked; it returns the sessions that ended. */
    @FunctionalInterface
    private interface Decision {
        List<UUID> of(Transaction holding, ScimPerson before);
    }

    private Changed decided(ScimToken token, long userId, @Nullable Long seen, Decision decision) {
        try {
            Done done = parts.users()
                    .holding(token.tenant(), userId, (holding, user) -> {
                        ScimIdentity identity = identity(holding, token, userId).orElseThrow(() -> noPerson(userId));
                        if (seen != null && seen != user.version()) {
                            throw new Refusal(
                                    RefusalCode.VERSION_CHANGED,
                                    "this person was changed meanwhile, to version " + user.version());
                        }
                        ScimPerson before = new ScimPerson(user, identity);
                        List<UUID> out = decision.of(holding, before);
                        return new Done(new Changed(before, after(holding, before)), out);
                    })
                    .orElseThrow(() -> noPerson(userId));
            Changed changed = done.changed();
            carryOut(
                    Status.of(changed.after().isActive(), changed.before().isActive()),
                    done.ended(),
                    changed.after().user());
            return changed;
        } catch (SqlException e) {
            if (e.isUniqueViolation()) {
                throw ScimRefusal.uniqueness("userName, externalId or the address belong to another user");
            }
            throw e;
        }
    }

    private static ScimPerson after(Transaction holding, ScimPerson before) {
        User user = UsersTable.byId(
                        holding, before.user().tenant(), before.user().id())
                .orElseThrow();
        return new ScimPerson(
                user, ScimIdentitiesTable.any(holding, user.tenant(), user.id()).orElse(before.identity()));
    }

    private static ScimPerson read(Transaction holding, ScimToken token, long userId) {
        User user = UsersTable.byId(holding, token.tenant(), userId).orElseThrow();
        return new ScimPerson(user, identity(holding, token, userId).orElseThrow());
    }

    private void carryOut(Status status, List<UUID> out, User user) {
        sessions.ended(out);
        if (status != Status.SAME) {
            restrictions.carryOut(user);
        }
        if (status == Status.OUT) {
            ended.increment();
        }
    }

    private static void rename(Transaction holding, ScimToken token, ScimPerson before, Attributes attributes) {
        ScimIdentity identity = before.identity();
        String subject = attributes.externalId();
        if (subject != null && !subject.equals(identity.subject())) {
            if (!identity.isReplaceable()) {
                throw ScimRefusal.mutability(
                        "externalId is the subject by which this person logs in, and does not change");
            }
            ScimIdentitiesTable.replace(holding, before.user(), subject);
        }
        String userName = attributes.userName();
        if (userName != null && !identity.userName().equals(Optional.of(userName))) {
            requireFree(holding, token, userName, before.user().id());
            ScimIdentitiesTable.rename(holding, before.user(), ScimPerson.named(userName));
        }
    }

    private static void requireFree(Transaction holding, ScimToken token, String userName, long but) {
        boolean isTaken = ScimIdentitiesTable.byName(holding, token.tenant(), token.issuer(), ScimPerson.key(userName))
                .filter(other -> other.userId() != but)
                .isPresent();
        if (isTaken) {
            throw ScimRefusal.uniqueness("another user is called " + userName);
        }
    }

    /** Writes names and access; each change counts the version of the user up, so that editors see each other. */
    private List<UUID> access(
            Transaction holding, ScimToken token, ScimPerson before, User named, @Nullable Boolean active) {
        User user = before.user();
        ScimIdentity identity = before.identity();
        if (Boolean.FALSE.equals(active) && !identity.deprovisioned()) {
            return end(holding, user, named, !user.isActive(), token);
        }
        if (Boolean.TRUE.equals(active) && identity.deprovisioned()) {
            ScimIdentitiesTable.provision(holding, user, false, false);
            if (!identity.suspendedHere()) {
                UsersTable.update(holding, named);
                restrictions.letIn(holding, named, token.madeBy());
                return List.of();
            }
        }
        ScimIdentitiesTable.changed(holding, user);
        UsersTable.update(holding, named);
        return List.of();
    }

    private List<UUID> end(Transaction holding, User before, User named, boolean suspendedHere, ScimToken token) {
        ScimIdentitiesTable.provision(holding, before, true, suspendedHere);
        User out = before.isActive()
                ? named.changed(named.firstName(), named.lastName(), named.roles(), User.Status.SUSPENDED)
                : named;
        restrictions.stand(holding, before, out, token.madeBy());
        return sessions.endAll(holding, before, Optional.empty());
    }

    /** Sets another address, as if the user had changed it: sessions and links end, and money stays for a day. */
    private List<UUID> address(Transaction holding, User user, EmailAddress email, List<String> goOn) {
        if (UsersTable.byEmail(holding, user.tenant(), email)
                .filter(other -> other.id() != user.id())
                .isPresent()) {
            throw ScimRefusal.uniqueness("another user has the address " + email);
        }
        List<UUID> out = sessions.endAll(holding, user, Optional.empty());
        OneTimeTokensTable.endAll(holding, user);
        UsersTable.emailUnconfirmed(holding, user, email);
        restrictions.lockWithdrawals(
                holding, user, EmailChanges.LOCKED, "the identity provider changed the e-mail address");
        parts.letters().addressChanged(holding, user, email, EmailChanges.LOCKED, goOn);
        return out;
    }

    /** Two changes of names at one provider take turns: a person without a name of the provider's goes by their address. */
    private static void lock(Transaction holding, ScimToken token) {
        if (OidcProvidersTable.lock(holding, token.tenant(), token.provider()).isEmpty()) {
            throw noProvider(token);
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw Refusal.invalid(field, "given");
        }
        return value;
    }

    static Refusal noProvider(ScimToken token) {
        return Refusal.unauthorized("the provider for which the token was made was removed: " + token.issuer());
    }

    private static Refusal noPerson(long userId) {
        return Refusal.notFound("the provider has no person " + userId + " here");
    }
}
