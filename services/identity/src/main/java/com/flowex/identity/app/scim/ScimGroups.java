package com.flowex.identity.app.scim;

import com.flowex.identity.app.oidc.RoleSelection;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.ScimGroupsTable;
import com.flowex.identity.store.oidc.ScimGroupsTable.GroupOwner;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimGroup;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimMember;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.SqlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Groups that an identity provider keeps here. They select among the roles that administrators granted, by the rules of
 * the provider alone, together with the groups of the last log-in. A change of members selects their roles at once; a
 * person whose roles change loses all sessions, as by a log-in.
 */
public final class ScimGroups {

    /** Largest number of groups of a provider. */
    static final int GROUPS_MAX = 500;

    /** Largest number of members of a group. */
    static final int MEMBERS_MAX = 2_000;

    /** Attempts to change a group that others change at the same moment. */
    private static final int ATTEMPTS = 5;

    private final ScimIdentitiesTable identities;
    private final Sessions sessions;
    private final Restrictions restrictions;

    public ScimGroups(ScimIdentitiesTable identities, Sessions sessions, Restrictions restrictions) {
        this.identities = identities;
        this.sessions = sessions;
        this.restrictions = restrictions;
    }

    /** Group with its members. */
    public record MemberedGroup(ScimGroup group, List<ScimMember> members) {

        /** Returns the group as its provider describes it. */
        public GroupContent content() {
            Set<Long> users = members.stream().map(ScimMember::userId).collect(Collectors.toCollection(TreeSet::new));
            return new GroupContent(group.name(), group.externalId().orElse(null), users);
        }
    }

    /**
     * Description of a group by its provider.
     *
     * @param name empty for one that was not given yet
     * @param externalId id at the provider; null for none
     * @param members numbers of users
     */
    public record GroupContent(String name, @Nullable String externalId, Set<Long> members) {

        /** Content of a group that is created. */
        public static final GroupContent NONE = new GroupContent("", null, Set.of());

        /** Returns the members who are not among others, in the order of their numbers. */
        public Set<Long> membersBesides(Set<Long> others) {
            Set<Long> left = new TreeSet<>(members);
            left.removeAll(others);
            return left;
        }
    }

    /** Page of groups with the number of all. */
    public record GroupPage(long total, List<MemberedGroup> page) {}

    /**
     * Returns groups in the order of their numbers.
     *
     * @param offset number of groups before the page
     * @param hasMembers false leaves the members out
     */
    public GroupPage page(ScimToken token, long offset, int limit, boolean hasMembers) {
        return identities.transaction(token.tenant(), transaction -> {
            List<ScimGroup> page = ScimGroupsTable.page(transaction, owner(token), offset, limit);
            return new GroupPage(
                    ScimGroupsTable.count(transaction, owner(token)), membered(transaction, token, page, hasMembers));
        });
    }

    /** Returns the group of this name, in any case of letters. */
    public Optional<MemberedGroup> byName(ScimToken token, String name) {
        return found(token, transaction -> ScimGroupsTable.byName(transaction, owner(token), ScimPerson.key(name)));
    }

    /** Returns the group with an id at the provider. */
    public Optional<MemberedGroup> byExternalId(ScimToken token, String externalId) {
        return found(token, transaction -> ScimGroupsTable.byExternalId(transaction, owner(token), externalId));
    }

    /** @throws Refusal {@code not_found} */
    public MemberedGroup require(ScimToken token, long id) {
        return found(token, transaction -> ScimGroupsTable.of(transaction, owner(token), id))
                .orElseThrow(() -> noGroup(id));
    }

    private Optional<MemberedGroup> found(ScimToken token, Function<Transaction, Optional<ScimGroup>> search) {
        return identities.transaction(token.tenant(), transaction -> search.apply(transaction)
                .map(group -> membered(transaction, token, List.of(group), true).getFirst()));
    }

    private static List<MemberedGroup> membered(
            Transaction transaction, ScimToken token, List<ScimGroup> groups, boolean hasMembers) {
        List<Long> ids = groups.stream().map(ScimGroup::id).toList();
        Map<Long, List<ScimMember>> members = hasMembers
                ? ScimGroupsTable.members(transaction, token.tenant(), ids).stream()
                        .collect(Collectors.groupingBy(ScimMember::group))
                : Map.of();
        return groups.stream()
                .map(group -> new MemberedGroup(group, members.getOrDefault(group.id(), List.of())))
                .toList();
    }

    /** Group before and after a change; empty where there is none. */
    public record GroupChange(Optional<MemberedGroup> before, Optional<MemberedGroup> after) {}

    private record Done(GroupChange change, List<UUID> ended, List<User> standing) {}

    /**
     * Creates a group.
     *
     * @throws Refusal {@code identity_in_use} if name or external id are taken; {@code invalid_field}; {@code forbidden}
     *     for a group too many
     */
    public MemberedGroup create(ScimToken token, GroupContent content) {
        return changed(() -> identities.transaction(token.tenant(), holding -> {
                    lockPeople(holding, token, content.members());
                    // Locked, so that two groups at once are not both the last one that has room.
                    if (OidcProvidersTable.lock(holding, token.tenant(), token.provider())
                            .isEmpty()) {
                        throw ScimProvisioning.noProvider(token);
                    }
                    if (ScimGroupsTable.count(holding, owner(token)) >= GROUPS_MAX) {
                        throw Refusal.forbidden("a provider keeps at most " + GROUPS_MAX + " groups here");
                    }
                    requireValid(holding, token, content, Set.of());
                    long id = ScimGroupsTable.insert(
                            holding, owner(token), ScimPerson.named(content.name()), content.externalId());
                    ScimGroupsTable.addMembers(holding, token.tenant(), id, content.members());
                    return done(holding, token, Optional.empty(), id, content.members());
                }))
                .after()
                .orElseThrow();
    }

    /**
     * Changes a group, its members among it, in one transaction.
     *
     * @param seen version that the provider has read; null for any
     * @param change new content by the present one
     * @throws Refusal {@code not_found}; {@code version_changed}; {@code identity_in_use}; {@code invalid_field}
     */
    public GroupChange change(ScimToken token, long id, @Nullable Long seen, UnaryOperator<GroupContent> change) {
        return repeated(token, id, seen, (holding, before) -> {
            GroupContent old = before.content();
            GroupContent now = change.apply(old);
            Set<Long> added = now.membersBesides(old.members());
            Set<Long> removed = old.membersBesides(now.members());
            boolean isRenamed = !now.name().equals(old.name())
                    || !Optional.ofNullable(now.externalId())
                            .equals(before.group().externalId());
            Set<Long> touched = new TreeSet<>(added);
            touched.addAll(isRenamed ? old.members() : removed);
            lockPeople(holding, token, touched);
            requireProvider(holding, token);
            if (!isStill(holding, token, before)) {
                return Optional.empty();
            }
            requireValid(holding, token, now, old.members());
            if (isRenamed || !added.isEmpty() || !removed.isEmpty()) {
                ScimGroupsTable.update(holding, token.tenant(), id, ScimPerson.named(now.name()), now.externalId());
                ScimGroupsTable.removeMembers(holding, token.tenant(), id, removed);
                ScimGroupsTable.addMembers(holding, token.tenant(), id, added);
            }
            return Optional.of(done(holding, token, Optional.of(before), id, touched));
        });
    }

    /**
     * Removes a group; the roles that it selected end.
     *
     * @param seen version that the provider has read; null for any
     * @throws Refusal {@code not_found}; {@code version_changed}
     */
    public GroupChange remove(ScimToken token, long id, @Nullable Long seen) {
        return repeated(token, id, seen, (holding, before) -> {
            Set<Long> members = before.content().members();
            lockPeople(holding, token, members);
            requireProvider(holding, token);
            if (!isStill(holding, token, before)) {
                return Optional.empty();
            }
            ScimGroupsTable.remove(holding, token.tenant(), id);
            return Optional.of(done(holding, token, Optional.of(before), id, members));
        });
    }

    /** Attempt to change a group; empty if another request changed it before its rows were locked. */
    @FunctionalInterface
    private interface Attempt {
        Optional<Done> of(Transaction holding, MemberedGroup before);
    }

    /** Rows of users are locked before the group's, so the group is read before, and again under its lock. */
    private GroupChange repeated(ScimToken token, long id, @Nullable Long seen, Attempt attempt) {
        return changed(() -> {
            for (int each = 0; each < ATTEMPTS; each++) {
                Optional<Done> done = identities.transaction(token.tenant(), holding -> {
                    MemberedGroup before = ScimGroupsTable.of(holding, owner(token), id)
                            .map(group -> membered(holding, token, List.of(group), true)
                                    .getFirst())
                            .orElseThrow(() -> noGroup(id));
                    if (seen != null && seen != before.group().version()) {
                        throw new Refusal(
                                RefusalCode.VERSION_CHANGED,
                                "this group was changed meanwhile, to version "
                                        + before.group().version());
                    }
                    return attempt.of(holding, before);
                });
                if (done.isPresent()) {
                    return done.get();
                }
            }
            throw Refusal.overloaded();
        });
    }

    /** Decision about a group in its transaction. */
    @FunctionalInterface
    private interface GroupDecision {
        Done of();
    }

    private GroupChange changed(GroupDecision decision) {
        try {
            Done done = decision.of();
            sessions.ended(done.ended());
            done.standing().forEach(restrictions::carryOut);
            return done.change();
        } catch (SqlException e) {
            if (e.isUniqueViolation()) {
                throw ScimRefusal.uniqueness("displayName or externalId belong to another group");
            }
            throw e;
        }
    }

    private static boolean isStill(Transaction holding, ScimToken token, MemberedGroup before) {
        return ScimGroupsTable.lock(holding, owner(token), before.group().id())
                .filter(now -> now.version() == before.group().version())
                .isPresent();
    }

    private static void lockPeople(Transaction holding, ScimToken token, Set<Long> users) {
        ScimIdentitiesTable.lockUsers(holding, token.tenant(), users);
    }

    private static void requireProvider(Transaction holding, ScimToken token) {
        if (!OidcProvidersTable.hold(holding, token.tenant(), token.provider())) {
            throw ScimProvisioning.noProvider(token);
        }
    }

    private static void requireValid(Transaction holding, ScimToken token, GroupContent content, Set<Long> members) {
        if (content.name().isEmpty()) {
            throw Refusal.invalid("displayName", "given");
        }
        if (content.members().size() > MEMBERS_MAX) {
            throw Refusal.invalid("members", "at most " + MEMBERS_MAX + " people");
        }
        Set<Long> added = content.membersBesides(members);
        Set<Long> known = new HashSet<>(ScimIdentitiesTable.present(holding, token.tenant(), token.issuer(), added));
        for (long user : added) {
            if (!known.contains(user)) {
                throw Refusal.invalid("members.value", "ids of Users of this provider, and " + user + " is none");
            }
        }
    }

    private Done done(
            Transaction holding, ScimToken token, Optional<MemberedGroup> before, long id, Set<Long> touched) {
        List<RoleRule> rules = OidcProvidersTable.rules(holding, token.tenant(), token.provider());
        List<UUID> ended = new ArrayList<>();
        List<User> standing = new ArrayList<>();
        Map<Long, OidcIdentity> identitiesOf = OidcIdentitiesTable.of(holding, token.tenant(), touched).stream()
                .filter(bound -> bound.issuer().equals(token.issuer()))
                .collect(Collectors.toMap(OidcIdentity::userId, Function.identity()));
        Map<Long, Set<String>> groupsOf = ScimGroupsTable.namesOf(holding, token.tenant(), touched);
        for (User user : UsersTable.byIds(holding, token.tenant(), List.copyOf(touched))) {
            @Nullable OidcIdentity identity = identitiesOf.get(user.id());
            User after = identity == null || user.status() == User.Status.CLOSED
                    ? user
                    : RoleSelection.selected(
                            user,
                            identity,
                            identity.groupsAtLogIn(),
                            groupsOf.getOrDefault(user.id(), Set.of()),
                            rules);
            if (!after.roles().equals(user.roles())) {
                restrictions.stand(holding, user, after, token.madeBy());
                ended.addAll(sessions.endAll(holding, user, Optional.empty()));
                if (Restrictions.changesStanding(user, after)) {
                    standing.add(after);
                }
            }
        }
        Optional<MemberedGroup> after = ScimGroupsTable.of(holding, owner(token), id)
                .map(group -> membered(holding, token, List.of(group), true).getFirst());
        return new Done(new GroupChange(before, after), ended, standing);
    }

    private static GroupOwner owner(ScimToken token) {
        return new GroupOwner(token.tenant(), token.provider());
    }

    private static Refusal noGroup(long id) {
        return Refusal.notFound("the provider has no group " + id + " here");
    }
}
