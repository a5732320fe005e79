package com.flowex.identity;

import com.flowex.platform.tenancy.TenantMembers;
import java.util.List;
import java.util.Optional;

/** The people of a tenant, for whoever makes and removes tenants. */
final class Members implements TenantMembers {

    private static final int PAGE = 500;

    private final UsersTable users;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Sessions sessions;

    Members(IdentityParts parts, Sessions sessions) {
        this.users = parts.users();
        this.passwords = parts.passwords();
        this.accounts = parts.accounts();
        this.sessions = sessions;
    }

    @Override
    public boolean isEmail(String text) {
        return EmailAddress.parse(text).isPresent();
    }

    @Override
    public Optional<String> brokenBy(String password) {
        return passwords.brokenBy(password);
    }

    @Override
    public boolean isHash(String text) {
        return PasswordHash.isOne(text);
    }

    @Override
    public String hash(String password) {
        return passwords.hash(password);
    }

    @Override
    public void add(int tenant, Member member) {
        EmailAddress email = EmailAddress.parse(member.email()).orElseThrow();
        users.insert(new UsersTable.NewUser(
                tenant, email, member.passwordHash(), member.firstName(), member.lastName(), member.roles()));
        User user = users.byEmail(tenant, email).orElseThrow();
        if (!user.emailVerified()) {
            users.emailVerified(user);
        }
        accounts.requireOpen(user);
    }

    @Override
    public int closeAll(int tenant) {
        int closed = 0;
        long before = Long.MAX_VALUE;
        while (true) {
            List<User> page = users.page(tenant, new UsersTable.Filter(null, null, null, before, PAGE));
            for (User user : page) {
                users.update(user.changed(user.firstName(), user.lastName(), user.roles(), User.Status.CLOSED));
                sessions.endAll(tenant, user.id(), Optional.empty());
                closed++;
            }
            if (page.size() < PAGE) {
                return closed;
            }
            before = page.getLast().id();
        }
    }
}
