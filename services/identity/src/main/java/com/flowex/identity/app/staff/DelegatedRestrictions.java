package com.flowex.identity.app.staff;

import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.restriction.Restriction;
import com.flowex.identity.store.restriction.RestrictionRequest;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Setter of restrictions that were decided earlier and elsewhere, for example in a case. The user who decided need not
 * be logged in when they are set.
 */
public final class DelegatedRestrictions {

    private static final int DECIDERS_MAX = 200;

    private final AccountsTable accounts;
    private final UsersTable users;
    private final UserAdministration staff;
    private final Restrictions restrictions;
    private final ProfilesTable profiles;

    public DelegatedRestrictions(
            AccountsTable accounts,
            UsersTable users,
            UserAdministration staff,
            Restrictions restrictions,
            ProfilesTable profiles) {
        this.accounts = accounts;
        this.users = users;
        this.staff = staff;
        this.restrictions = restrictions;
        this.profiles = profiles;
    }

    /**
     * User who may restrict others.
     *
     * @param language preferred language; empty if not given
     */
    public record Decider(long user, AccountId account, String language) {}

    /** Returns all active users who may restrict others, by their numbers; for each role the newest two hundred. */
    public List<Decider> deciders(int tenant) {
        return Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(Permission.USERS_MANAGE))
                .flatMap(role -> users
                        .page(
                                tenant,
                                new UsersTable.Filter("active", role.label(), null, null, Long.MAX_VALUE, DECIDERS_MAX))
                        .stream())
                .collect(Collectors.toMap(User::id, user -> user, (user, _) -> user, TreeMap::new))
                .values()
                .stream()
                .map(user -> new Decider(user.id(), user.account(), language(user)))
                .toList();
    }

    /** Returns the user's language; empty if not given or if their data key is lost. */
    private String language(User user) {
        try {
            return profiles.of(user).language();
        } catch (Sealing.BrokenSealException lost) {
            return "";
        }
    }

    /** Returns the user who owns an account; empty if it has no owner. */
    public OptionalLong owner(AccountId account) {
        return accounts.owner(account).map(owner -> OptionalLong.of(owner.id())).orElse(OptionalLong.empty());
    }

    /** Returns the account of an active user who may restrict others; empty for all other users. */
    public Optional<AccountId> decider(int tenant, long user) {
        return users.byId(tenant, user)
                .filter(User::isActive)
                .filter(each -> Role.permissions(each.roles(), true).contains(Permission.USERS_MANAGE))
                .map(User::account);
    }

    /**
     * Restricts a user, if the user who decided it still may.
     *
     * @param by user who decided it
     * @param also work in the same transaction; both take effect, or neither
     * @throws com.flowex.platform.errors.Refusal {@code already_decided} if such a restriction is in force, {@code
     *     forbidden}, {@code not_found}
     */
    public Restriction set(int tenant, long user, long by, RestrictionRequest request, Consumer<Transaction> also) {
        Restriction set = staff.restrictBy(tenant, by, user, (holding, held) -> {
            Restriction restriction = restrictions.set(holding, held, request, by);
            also.accept(holding);
            return restriction;
        });
        return restrictions.carryOut(set);
    }
}
