package com.flowex.identity.store.person;

import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Table of profiles, each sealed with the person's own key. */
public final class ProfilesTable {

    private static final String OF = "SELECT details FROM identity.profiles WHERE tenant_id = ? AND user_id = ?";
    private static final String PUT = """
            INSERT INTO identity.profiles (tenant_id, user_id, details) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET details = excluded.details, changed_at = now()""";

    private final Database database;
    private final PersonKeys keys;

    public ProfilesTable(Database database, PersonKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    public UserProfile of(User user) {
        return database.query(user.tenant(), transaction -> of(transaction, user));
    }

    /** Returns the profile; {@link UserProfile#NONE} if there is none or the person was erased. */
    public UserProfile of(Transaction transaction, User user) {
        Optional<byte[]> sealed = Sql.one(transaction, row -> row.getBytes(1), OF, user.tenant(), user.id());
        return sealed.isEmpty()
                ? UserProfile.NONE
                : keys.open(transaction, user.tenant(), user.id(), sealed.get(), place(user))
                        .map(bytes -> UserProfile.of(new String(bytes, StandardCharsets.UTF_8)))
                        .orElse(UserProfile.NONE);
    }

    /**
     * Stores a profile; nothing is stored of an erased person.
     *
     * @param holding connection that holds the lock on the user's row
     */
    public void put(Transaction holding, User user, UserProfile profile) {
        byte[] plain = profile.text().getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> sealed = keys.seal(holding, user.tenant(), user.id(), plain, place(user));
        if (sealed.isPresent()) {
            Sql.execute(holding, PUT, user.tenant(), user.id(), sealed.get());
        }
    }

    private static String place(User user) {
        return "identity.profiles.details:" + user.tenant() + "/" + user.id();
    }
}
