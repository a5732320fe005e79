package com.flowex.identity.store.sms;

import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Table of phone numbers, each sealed with its person's own key: at most one confirmed and one waiting for each user. */
public final class PhoneNumbersTable {

    private static final String OF =
            "SELECT number, country FROM identity.phone_numbers WHERE tenant_id = ? AND user_id = ? AND confirmed = ?";
    private static final String PUT = """
            INSERT INTO identity.phone_numbers (tenant_id, user_id, confirmed, number, country) VALUES (?, ?, false, ?, ?)
            ON CONFLICT (tenant_id, user_id, confirmed) DO UPDATE SET
                number = excluded.number, country = excluded.country, changed_at = now()""";
    private static final String REPLACE =
            "DELETE FROM identity.phone_numbers WHERE tenant_id = ? AND user_id = ? AND confirmed";
    private static final String CONFIRM = """
            UPDATE identity.phone_numbers SET confirmed = true, changed_at = now()
            WHERE tenant_id = ? AND user_id = ? AND NOT confirmed""";
    private static final String REMOVE = "DELETE FROM identity.phone_numbers WHERE tenant_id = ? AND user_id = ?";
    private static final String FACTOR = """
            UPDATE identity.users SET sms_codes = ?, factors_changed_at = now(), version = version + 1
            WHERE tenant_id = ? AND id = ?""";

    /** Codes by SMS in words, for notices of changed factors. */
    public static final String IN_WORDS = "A code by SMS";

    private final Database database;
    private final PersonKeys keys;

    public PhoneNumbersTable(Database database, PersonKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Returns a number of a user; empty if there is none, or none that can be opened. */
    public Optional<PhoneNumber> of(User user, boolean confirmed) {
        return database.query(user.tenant(), transaction -> of(transaction, user, confirmed));
    }

    public Optional<PhoneNumber> of(Transaction transaction, User user, boolean confirmed) {
        return Sql.one(
                        transaction,
                        row -> new Sealed(row.getBytes(1), row.getString(2)),
                        OF,
                        user.tenant(),
                        user.id(),
                        confirmed)
                .flatMap(found -> keys.open(transaction, user.tenant(), user.id(), found.number(), place(user))
                        .map(plain -> new PhoneNumber(new String(plain, StandardCharsets.US_ASCII), found.country())));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(byte[] number, String country) {}

    /** Stores a number that waits for its code, in place of any that waits; nothing is stored of an erased person. */
    public void put(Transaction holding, User user, PhoneNumber number) {
        byte[] plain = number.text().getBytes(StandardCharsets.US_ASCII);
        Optional<byte[]> sealed = keys.seal(holding, user.tenant(), user.id(), plain, place(user));
        if (sealed.isPresent()) {
            Sql.execute(holding, PUT, user.tenant(), user.id(), sealed.get(), number.country());
        }
    }

    /** Makes the waiting number the confirmed one, in place of any other. */
    public static void confirm(Transaction holding, User user) {
        Sql.execute(holding, REPLACE, user.tenant(), user.id());
        Sql.execute(holding, CONFIRM, user.tenant(), user.id());
        Sql.execute(holding, FACTOR, true, user.tenant(), user.id());
    }

    /** Removes the numbers of a user whose row is locked. */
    public static void remove(Transaction holding, User user) {
        Sql.execute(holding, REMOVE, user.tenant(), user.id());
        Sql.execute(holding, FACTOR, false, user.tenant(), user.id());
    }

    private static String place(User user) {
        return "identity.phone_numbers.number:" + user.tenant() + "/" + user.id();
    }
}
