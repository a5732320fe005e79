package com.flowex.p2p.store.statement;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.rule.statement.BankEntry;
import com.flowex.p2p.rule.statement.EntryMatch;
import com.flowex.p2p.rule.statement.StatementFormat;
import com.flowex.p2p.store.TextSealer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Bank statements of people, and their entries. Names and texts are sealed with the owner's key. */
public record BankStatementsTable(TextSealer sealer) {

    private static final String PLACE = "p2p.bank_entries.words";
    private static final String ADD = """
            INSERT INTO p2p.bank_statements (tenant_id, account, format, entries, added, uploaded_at)
            VALUES (?, ?, ?, ?, 0, ?) RETURNING id""";
    private static final String COUNT_ADDED = "UPDATE p2p.bank_statements SET added = ? WHERE tenant_id = ? AND id = ?";
    private static final String COUNT = """
            SELECT count(*) FROM (SELECT uploaded_at FROM p2p.bank_statements WHERE tenant_id = ? AND account = ?
            ORDER BY id DESC LIMIT ?) last WHERE uploaded_at > ?""";
    private static final String ADD_ENTRY = """
            INSERT INTO p2p.bank_entries (tenant_id, account, key, statement, number, user_id, is_credit, amount, currency,
            booked_on, words, trade, result, name_check) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String KNOWN = """
            SELECT encode(key, 'hex') FROM p2p.bank_entries
            WHERE tenant_id = ? AND account = ? AND key = ANY(ARRAY(SELECT decode(k, 'hex') FROM unnest(?::text[]) AS k))""";
    private static final String PAID = """
            SELECT trade FROM p2p.bank_entries WHERE tenant_id = ? AND account = ? AND trade = ANY(?::uuid[])
            AND result IN ('by_reference', 'by_amount')""";
    private static final String COLUMNS =
            "SELECT id, format, entries, added, uploaded_at FROM p2p.bank_statements WHERE tenant_id = ? AND account = ?";
    private static final String PAGE = COLUMNS + " AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String ONE = COLUMNS + " AND id = ?";
    private static final String ENTRIES = """
            SELECT key, number, user_id, is_credit, amount, currency, booked_on, words, trade, result, name_check
            FROM p2p.bank_entries WHERE tenant_id = ? AND statement = ? AND account = ? ORDER BY number LIMIT ?""";
    private static final String FORGET = """
            DELETE FROM p2p.bank_statements WHERE tenant_id = ? AND id IN (SELECT id FROM p2p.bank_statements
            WHERE tenant_id = ? AND uploaded_at < ? ORDER BY uploaded_at LIMIT ?)""";

    /**
     * Statement of a person.
     *
     * @param entries number of entries in the file
     * @param added number of entries that no earlier file had
     */
    public record BankStatement(long id, StatementFormat format, int entries, int added, Instant uploadedAt) {}

    /**
     * Entry as it was matched.
     *
     * @param number number in the file, from 1
     * @param nameCheck comparison of the name of the other side with that of the other person of the trade
     */
    public record MatchedEntry(int number, BankEntry entry, EntryMatch match, NameCheck nameCheck) {}

    /** Serializes the statements of one person. */
    public static void lock(Transaction connection, AccountId account) {
        Sql.alone(connection, "p2p bank statements of " + account);
    }

    /** Adds a statement without entries; returns its id. */
    public static long add(
            Transaction connection, AccountId account, StatementFormat format, int entries, Instant now) {
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        ADD,
                        account.tenant(),
                        account.number(),
                        format.label(),
                        entries,
                        now)
                .orElseThrow();
    }

    /** Sets the number of entries that no earlier file had. */
    public static void countAdded(Transaction connection, int tenant, long id, int added) {
        Sql.execute(connection, COUNT_ADDED, added, tenant, id);
    }

    /** Returns the number of a person's statements since a moment, at most the given maximum. */
    public static long count(Transaction connection, AccountId account, Instant since, int most) {
        return Sql.one(connection, row -> row.getLong(1), COUNT, account.tenant(), account.number(), most, since)
                .orElse(0L);
    }

    /** Returns those of the keys, in hexadecimal, whose entries an earlier file had. */
    public static Set<String> known(Transaction connection, AccountId account, List<byte[]> keys) {
        return new HashSet<>(Sql.all(
                connection,
                row -> row.getString(1),
                KNOWN,
                account.tenant(),
                account.number(),
                keys.stream().map(HexFormat.of()::formatHex).toArray(String[]::new)));
    }

    /** Returns those of the trades that an entry pays. */
    public static Set<UUID> paid(Transaction connection, AccountId account, List<UUID> trades) {
        return new HashSet<>(Sql.all(
                connection,
                row -> row.getObject(1, UUID.class),
                PAID,
                account.tenant(),
                account.number(),
                trades.stream().map(UUID::toString).toArray(String[]::new)));
    }

    /** Adds an entry of a statement. */
    public void addEntry(
            Transaction connection, AccountId account, long user, long statement, byte[] key, MatchedEntry matched) {
        BankEntry entry = matched.entry();
        int tenant = account.tenant();
        Sql.execute(
                connection,
                ADD_ENTRY,
                tenant,
                account.number(),
                key,
                statement,
                matched.number(),
                user,
                entry.isCredit(),
                entry.amount(),
                entry.currency(),
                java.sql.Date.valueOf(entry.bookedOn()),
                sealer.seal(connection, tenant, user, entry.name() + "\n" + entry.text(), place(account, key)),
                matched.match().trade().orElse(null),
                matched.match().result().label(),
                matched.nameCheck().label());
    }

    private static String place(AccountId account, byte[] key) {
        return PLACE + ":" + account.tenant() + "/" + account.number() + "/"
                + HexFormat.of().formatHex(key);
    }

    /** Returns statements of a person, newest first. */
    public static List<BankStatement> page(Transaction connection, AccountId account, long before, int limit) {
        return Sql.all(connection, BankStatementsTable::read, PAGE, account.tenant(), account.number(), before, limit);
    }

    public static Optional<BankStatement> find(Transaction connection, AccountId account, long id) {
        return Sql.one(connection, BankStatementsTable::read, ONE, account.tenant(), account.number(), id);
    }

    /** Returns the entries that a statement added, in the order of the file. */
    public List<MatchedEntry> entries(Transaction connection, AccountId account, long statement) {
        return Sql.all(
                connection,
                row -> entry(row, connection, account),
                ENTRIES,
                account.tenant(),
                statement,
                account.number(),
                StatementFormat.ENTRIES_MAX);
    }

    /** Removes statements from before a moment with their entries; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, limit);
    }

    private static BankStatement read(ResultSet row) throws SQLException {
        return new BankStatement(
                row.getLong(1),
                StatementFormat.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getInt(3),
                row.getInt(4),
                row.getTimestamp(5).toInstant());
    }

    private MatchedEntry entry(ResultSet row, Transaction connection, AccountId account) throws SQLException {
        String words = sealer.openText(
                        connection,
                        account.tenant(),
                        row.getLong("user_id"),
                        row.getBytes("words"),
                        place(account, row.getBytes("key")))
                .orElse("\n");
        int end = words.indexOf('\n');
        BigDecimal amount = row.getBigDecimal("amount");
        LocalDate bookedOn = row.getDate("booked_on").toLocalDate();
        EntryMatch.Result result =
                EntryMatch.Result.valueOf(row.getString("result").toUpperCase(Locale.ROOT));
        return new MatchedEntry(
                row.getInt("number"),
                new BankEntry(
                        row.getBoolean("is_credit"),
                        amount,
                        row.getString("currency"),
                        bookedOn,
                        words.substring(0, end),
                        words.substring(end + 1),
                        "",
                        result == EntryMatch.Result.REVERSAL),
                new EntryMatch(result, Optional.ofNullable(row.getObject("trade", UUID.class))),
                NameCheck.of(row.getString("name_check")));
    }
}
