package com.flowex.identity.app.mail;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.Optional;

/** Letters to the owner of an account on the exchange. */
public final class AccountOwnerMailer {

    private static final String OWNER = """
            SELECT email FROM identity.users WHERE tenant_id = ? AND coalesce(account_number, 1000 + id) = ? AND status <> 'closed'""";

    private final Database database;
    private final UserMailer letters;

    public AccountOwnerMailer(Database database, UserMailer letters) {
        this.database = database;
        this.letters = letters;
    }

    /**
     * Writes a letter to the account's owner; an account without an owner gets none. The letter is in the outbox when
     * this returns.
     */
    public void write(AccountId account, String subject, String text) {
        Optional<String> email = database.query(
                account.tenant(),
                connection -> Sql.one(connection, row -> row.getString(1), OWNER, account.tenant(), account.number()));
        if (email.isPresent()) {
            letters.write(account.tenant(), email.get(), subject, text);
        }
    }
}
