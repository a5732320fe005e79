package com.flowex.identity.app.staff;

import com.flowex.access.tenancy.TenantMembers;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.password.PasswordHashFunction;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import java.util.List;
import java.util.Optional;

/** People of a tenant, for the service that creates and removes tenants. */
public final class TenantUsers implements TenantMembers {

    private static final int PAGE = 500;

    private final UsersTable users;
    private final PasswordHasher passwords;
    private final AccountOpening accounts;
    private final Sessions sessions;

    public TenantUsers(IdentityComponents parts, Sessions sessions) {
        this.users = parts.users();
        this.passwords = parts.passwords();
        this.accounts = parts.accounts();
        this.sessions = sessions;
    }

    @Override
    public Optional<String> address(String text) {
        return EmailAddress.parse(text).map(EmailAddress::value);
    }

    @Override
    public Optional<String> brokenBy(String password, List<String> own) {
        return passwords.brokenBy(password, own);
    }

    @Override
    public boolean isHash(String text) {
        return PasswordHashFunction.isOne(text);
    }

    @Override
    public String hash(String password) {
        return passwords.hash(DemoUsers.TENANT, password);
    }

    @Override
    public void add(int tenant, Member member) {
        EmailAddress email = EmailAddress.parse(member.email()).orElseThrow();
        users.claims()
                .vouch(new UsersTable.NewUser(
                        tenant, email, member.passwordHash(), member.firstName(), member.lastName(), member.roles()));
        User user = users.byEmail(tenant, email).orElseThrow();
        if (!user.emailVerified()) {
            users.emailVerified(user);
        }
        accounts.requireOpen(user);
    }

    @Override
    public void closeAll(int tenant) {
        users.closeAll(tenant, passwords.unusedHash());
        long before = Long.MAX_VALUE;
        List<User> page;
        do {
            page = users.page(tenant, new UsersTable.Filter(null, null, null, null, before, PAGE));
            for (User user : page) {
                sessions.endEverything(user);
                before = user.id();
            }
        } while (page.size() == PAGE);
    }

    @Override
    public void deleteAll(int tenant) {
        users.deleteAll(tenant);
    }
}
