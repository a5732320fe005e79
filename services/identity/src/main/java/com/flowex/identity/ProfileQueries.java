package com.flowex.identity;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import java.util.Optional;

/** Languages and countries that users name in their profiles, for other services. */
public final class ProfileQueries {

    private final UsersTable users;
    private final AccountsTable accounts;
    private final PersonalData own;

    ProfileQueries(UsersTable users, AccountsTable accounts, PersonalData own) {
        this.users = users;
        this.accounts = accounts;
        this.own = own;
    }

    /** Returns the code of the language that the owner of an account prefers; empty if it is unknown. */
    public String language(AccountId account) {
        Optional<User> owner = accounts.owner(account).flatMap(each -> users.byId(account.tenant(), each.id()));
        return owner.map(user -> own.profiles().of(user).language()).orElse("");
    }

    /**
     * User with the country of residence.
     *
     * @param country country of ISO 3166-1; empty if the user has not said it
     */
    public record ResidentUser(User user, String country) {}

    /** Returns a user with the country of residence; empty if there is none. */
    public Optional<ResidentUser> person(int tenant, long userId) {
        return users.byId(tenant, userId)
                .map(user -> new ResidentUser(user, own.profiles().of(user).country()));
    }
}
