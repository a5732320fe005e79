package com.flowex.identity.store.person;

import com.flowex.identity.store.oidc.ScimGroupsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removal of a person from the database, in one transaction; it can be repeated. */
public final class PersonRemoval {

    /** Tables of identity whose rows of a user are deleted. */
    private static final List<String> OWN = List.of(
            "one_time_tokens",
            "recovery_codes",
            "known_devices",
            "factor_recoveries",
            "payment_codes",
            "phone_numbers",
            "sms_messages",
            "passkeys",
            "passkey_challenges",
            "log_ins",
            "scim_group_members",
            "oidc_identities",
            "oidc_invitations",
            "oidc_logins",
            "api_key_uses",
            "api_keys",
            "security_cases",
            "push_subscriptions",
            "push_notices",
            "webhook_deliveries",
            "webhooks",
            "archives",
            "profiles",
            "muted_notifications",
            "email_changes",
            "restrictions");

    private static final String PLACES =
            "DELETE FROM identity.seen_places WHERE tenant_id = ? AND name = 'user ' || ?::bigint";
    private static final String PLACES_OF_KEYS = """
            DELETE FROM identity.seen_places p WHERE p.tenant_id = ? AND p.name IN (
                SELECT 'key ' || k.id FROM identity.api_keys k WHERE k.tenant_id = p.tenant_id AND k.user_id = ?)""";

    /** Further tables of identity with data of people, whose rows are changed or deleted elsewhere. */
    private static final List<String> CHANGED =
            List.of("users", "person_keys", "seen_places", "sessions", "archive_parts");

    private static final Pattern CHANGED_TABLE = Pattern.compile("(?:DELETE FROM|UPDATE) (\\S+) ");

    private final List<PersonExport> others;
    private final String unusedHash;

    /**
     * @param others statements that delete or overwrite the person's data in other services' tables
     * @param unusedHash a hash that no password matches
     */
    public PersonRemoval(List<PersonExport> others, String unusedHash) {
        this.others = others;
        this.unusedHash = unusedHash;
    }

    /** Returns the tables in which rows of a person are removed or overwritten, with their schemas. */
    public List<String> tables() {
        return Stream.concat(
                        Stream.concat(CHANGED.stream(), OWN.stream()).map("identity."::concat),
                        others.stream().map(PersonRemoval::table))
                .toList();
    }

    private static String table(PersonExport removal) {
        Matcher changed = CHANGED_TABLE.matcher(removal.sql());
        if (!changed.find()) {
            throw new IllegalStateException("the removal of " + removal.kind() + " changes no table");
        }
        return changed.group(1);
    }

    /**
     * Destroys the person's key, replaces what names them, and makes logging in as them impossible. The caller holds the
     * lock on the user's row, and ends their sessions in the same transaction.
     */
    public void remove(Transaction holding, User user) {
        ScimGroupsTable.leaveAll(holding, user);
        PersonKeys.destroy(holding, user.tenant(), user.id());
        Sql.execute(holding, PLACES, user.tenant(), user.id());
        Sql.execute(holding, PLACES_OF_KEYS, user.tenant(), user.id());
        for (String table : OWN) {
            Sql.execute(
                    holding,
                    "DELETE FROM identity.%s WHERE tenant_id = ? AND user_id = ?".formatted(table),
                    user.tenant(),
                    user.id());
        }
        for (PersonExport other : others) {
            long number =
                    switch (other.of()) {
                        case USER -> user.id();
                        case ACCOUNT -> user.account().number();
                    };
            Sql.execute(holding, other.sql(), user.tenant(), number);
        }
        UsersTable.erase(holding, user, unusedHash);
    }
}
