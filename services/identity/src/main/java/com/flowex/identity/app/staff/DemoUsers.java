package com.flowex.identity.app.staff;

import com.flowex.access.auth.Role;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two demo users with publicly known passwords, and four who cannot log in; never in production. */
public final class DemoUsers {

    private static final Logger LOG = LoggerFactory.getLogger(DemoUsers.class);

    record DemoUser(String email, String password, String firstName, Set<Role> roles) {}

    static final List<DemoUser> DEMOS = List.of(
            new DemoUser("demo@flowex.com", "demo123", "Demo", Set.of(Role.TRADER)),
            new DemoUser("admin@flowex.com", "admin123", "Admin", Set.of(Role.TRADER, Role.ADMIN, Role.SUPER_ADMIN)));

    private static final DemoUser LAYERER = new DemoUser("layering@flowex.com", "", "Layering", Set.of(Role.TRADER));

    /** People who post offers for the demo. */
    private static final List<DemoUser> PEOPLE = List.of(person("one"), person("two"), person("three"));

    static final int TENANT = 1;

    private final UsersTable users;
    private final PasswordHasher passwords;
    private final AccountOpening accounts;

    public DemoUsers(UsersTable users, PasswordHasher passwords, AccountOpening accounts) {
        this.users = users;
        this.passwords = passwords;
        this.accounts = accounts;
    }

    /** Creates the demo users if they do not exist, opens their accounts, and returns the accounts. */
    public List<AccountId> ensure() {
        List<AccountId> found = new ArrayList<>();
        for (DemoUser demo : DEMOS) {
            found.add(opened(ensure(demo, () -> passwords.hash(TENANT, demo.password()))));
        }
        return List.copyOf(found);
    }

    /** Creates the user whose trading is an example for surveillance, with a password of which no text is known. */
    public AccountId ensureLayerer() {
        return opened(ensure(LAYERER, passwords::unusedHash));
    }

    private static DemoUser person(String name) {
        return new DemoUser("p2p-" + name + "@flowex.com", "", "Demo " + name, Set.of(Role.TRADER));
    }

    /** Creates the users who trade with people for the demo, with passwords of which no text is known. */
    public List<User> ensurePeople() {
        return PEOPLE.stream()
                .map(person -> {
                    User user = ensure(person, passwords::unusedHash);
                    opened(user);
                    return user;
                })
                .toList();
    }

    private AccountId opened(User user) {
        try {
            return accounts.open(user).account();
        } catch (Refusal e) {
            LOG.warn(
                    "account {} is not open yet ({}); the first login tries again",
                    user.account(),
                    e.code().code());
            return user.account();
        }
    }

    private User ensure(DemoUser demo, Supplier<String> passwordHash) {
        EmailAddress email = EmailAddress.parse(demo.email()).orElseThrow();
        Optional<User> there = users.byEmail(TENANT, email);
        if (there.isPresent()) {
            return there.get();
        }
        users.insert(new UsersTable.NewUser(TENANT, email, passwordHash.get(), demo.firstName(), "User", demo.roles()));
        User made = users.byEmail(TENANT, email).orElseThrow();
        users.emailVerified(made);
        return made;
    }
}
