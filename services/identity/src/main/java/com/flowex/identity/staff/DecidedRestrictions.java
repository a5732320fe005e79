package com.flowex.identity.staff;

import com.flowex.domain.AccountId;
import com.flowex.edge.access.Permission;
import com.flowex.edge.access.Role;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.ground.database.SqlWork;
import com.flowex.ground.sealing.Sealing;
import com.flowex.identity.person.OwnData;
import com.flowex.identity.restriction.Restriction;
import com.flowex.identity.restriction.Restrictions;
import com.flowex.identity.user.User;
import com.flowex.identity.user.UsersTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Restrictions that were decided elsewhere, in a case say, by somebody who need not be there any more when they are set. */
public final class DecidedRestrictions {

    private static final String OWNER = """
            SELECT id FROM identity.users WHERE tenant_id = ? AND coalesce(account_number, 1000 + id) = ? AND status <> 'closed'""";

    private static final int DECIDERS_MAX = 200;

    private final Database database;
    private final UsersTable users;
    private final Staff staff;
    private final Restrictions restrictions;
    private final OwnData own;

    public DecidedRestrictions(
            Database database, UsersTable users, Staff staff, Restrictions restrictions, OwnData own) {
        this.database = database;
        this.users = users;
        this.staff = staff;
        this.restrictions = restrictions;
        this.own = own;
    }

    /**
     * Somebody who may restrict others.
     *
     * @param language in which they want to be spoken to; empty where they say nothing
     */
    public record Decider(long user, AccountId account, String language) {}

    /** All who are active and may restrict others, by their numbers; of each role the newest two hundred. */
    public List<Decider> deciders(int tenant) {
        return Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(Permission.USERS_MANAGE))
                .flatMap(role -> users
                        .page(tenant, new UsersTable.Filter("active", role.label(), null, Long.MAX_VALUE, DECIDERS_MAX))
                        .stream())
                .collect(Collectors.toMap(User::id, user -> user, (user, _) -> user, TreeMap::new))
                .values()
                .stream()
                .map(user -> new Decider(user.id(), user.account(), language(user)))
                .toList();
    }

    /** Whose data key is lost is spoken to as somebody who said nothing. */
    private String language(User user) {
        try {
            return database.query(
                    user.tenant(), connection -> own.profile(connection, user).language());
        } catch (Sealing.BrokenSealException lost) {
            return "";
        }
    }

    /** The user who owns an account; empty if nobody does. */
    public OptionalLong owner(AccountId account) {
        return database.query(
                        account.tenant(),
                        connection ->
                                Sql.one(connection, row -> row.getLong(1), OWNER, account.tenant(), account.number()))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The account of a user who is active and may restrict others; empty of all others. */
    public Optional<AccountId> decider(int tenant, long user) {
        return users.byId(tenant, user)
                .filter(User::isActive)
                .filter(each -> Role.permissions(each.roles(), true).contains(Permission.USERS_MANAGE))
                .map(User::account);
    }

    /**
     * Restricts a user, if whoever decided it may.
     *
     * @param by who decided it
     * @param also done in the same transaction: both, or neither
     * @throws com.flowex.ground.refusal.Refusal {@code already_decided} if the user is restricted so, {@code forbidden}, {@code not_found}
     */
    public Restriction set(int tenant, long user, long by, Restrictions.Wish wish, SqlWork<?> also) {
        Restriction set = staff.restrictBy(tenant, by, user, (holding, held) -> {
            Restriction restriction = restrictions.set(holding, held, wish, by);
            also.run(holding);
            return restriction;
        });
        return restrictions.carryOut(set);
    }
}
