package com.flowex.wallet.store.payment;

import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Signed;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Payments, their transactions and the inputs that these use up. Every connection belongs to a transaction that sees
 * one tenant.
 */
public final class PaymentsTable {

    private static final String INSERT = """
            INSERT INTO custody.payments (tenant_id, id, purpose, network, asset_id, token, recipient, chain_units)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, id) DO NOTHING""";

    private static final String CLAIM =
            "INSERT INTO custody.claims (network, claim, tenant_id, payment) VALUES (?, ?, ?, ?)";

    private static final String FREE = "DELETE FROM custody.claims WHERE tenant_id = ? AND payment = ?";

    private static final String CLAIMS = "SELECT claim FROM custody.claims WHERE tenant_id = ? AND network = ?";

    private static final String CLAIMS_OF =
            "SELECT claim FROM custody.claims WHERE tenant_id = ? AND payment = ? ORDER BY claim";

    private static final String DRAFT = """
            INSERT INTO custody.attempts (tenant_id, payment, number, draft, fee, signers, claims, replacement)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SIGNED = """
            UPDATE custody.attempts SET chain_transaction = ?, signed = ?
            WHERE tenant_id = ? AND payment = ? AND number = ? AND signed IS NULL""";

    private static final String SENT = """
            UPDATE custody.attempts SET sent_at = coalesce(sent_at, now()) WHERE tenant_id = ? AND payment = ? AND number = ?""";

    private static final String ATTEMPTS = """
            SELECT a.number, a.draft, a.fee, a.signers, a.claims, a.replacement, a.chain_transaction, a.signed, a.drafted_at,
                a.sent_at, p.network
            FROM custody.attempts a JOIN custody.payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment
            WHERE a.tenant_id = ? AND a.payment = ? ORDER BY a.number""";

    private static final String MINED = """
            UPDATE custody.payments SET network_fee = ?, mined_height = ? WHERE tenant_id = ? AND id = ?""";

    private static final String REVOKED = "UPDATE custody.payments SET revoked = true WHERE tenant_id = ? AND id = ?";

    private static final String OWN = "SELECT 1 FROM custody.attempts WHERE tenant_id = ? AND chain_transaction = ?";

    /**
     * One of a payment's transactions.
     *
     * @param replacement true if it has no receiver and takes the place of the earlier ones
     * @param signed empty before it is signed
     * @param sent when it was first sent; empty before
     */
    public record Attempt(
            int number,
            Draft draft,
            boolean replacement,
            Optional<Signed> signed,
            Instant drafted,
            Optional<Instant> sent) {}

    private PaymentsTable() {}

    public static void insert(Transaction connection, int tenant, UUID id, OutgoingPayment payment) {
        Sql.execute(
                connection,
                INSERT,
                tenant,
                id,
                payment.purpose(),
                payment.payment().coin().network(),
                payment.asset().value(),
                payment.payment().coin().token(),
                payment.payment().to(),
                new BigDecimal(payment.payment().units()));
    }

    /** Reserves the inputs of a draft. An input that is reserved already makes the database transaction fail. */
    public static void claim(Transaction connection, int tenant, UUID payment, Draft draft) {
        for (String claim : draft.claims()) {
            Sql.execute(connection, CLAIM, draft.network(), claim, tenant, payment);
        }
    }

    /** Releases the inputs of a payment that was never signed. */
    public static void free(Transaction connection, int tenant, UUID payment) {
        Sql.execute(connection, FREE, tenant, payment);
    }

    public static Set<String> claims(Transaction connection, int tenant, String network) {
        return new HashSet<>(Sql.all(connection, row -> row.getString(1), CLAIMS, tenant, network));
    }

    public static void draft(
            Transaction connection, int tenant, UUID payment, int number, Draft draft, boolean replacement) {
        String signers = draft.signers().stream()
                .map(path -> path.branch() + ":" + path.index())
                .collect(Collectors.joining(","));
        Sql.execute(
                connection,
                DRAFT,
                tenant,
                payment,
                number,
                draft.body(),
                new BigDecimal(draft.fee()),
                signers,
                String.join(",", draft.claims()),
                replacement);
    }

    public static void signed(Transaction connection, int tenant, UUID payment, int number, Signed signed) {
        Sql.execute(connection, SIGNED, signed.transaction(), signed.body(), tenant, payment, number);
    }

    public static void sent(Transaction connection, int tenant, UUID payment, int number) {
        Sql.execute(connection, SENT, tenant, payment, number);
    }

    public static void mined(Transaction connection, int tenant, UUID payment, BigInteger fee, long height) {
        Sql.execute(connection, MINED, new BigDecimal(fee), height, tenant, payment);
    }

    /** It has ended without having paid. */
    public static void revoked(Transaction connection, int tenant, UUID payment) {
        Sql.execute(connection, REVOKED, tenant, payment);
    }

    /** Returns true if a payment of the tenant made the transaction. */
    public static boolean isOwn(Transaction connection, int tenant, String transaction) {
        return Sql.one(connection, row -> true, OWN, tenant, transaction).orElse(false);
    }

    /** In their order. */
    public static List<Attempt> attempts(Transaction connection, int tenant, UUID payment) {
        List<String> claims = Sql.all(connection, row -> row.getString(1), CLAIMS_OF, tenant, payment);
        return Sql.all(connection, row -> attempt(tenant, claims, row), ATTEMPTS, tenant, payment);
    }

    private static Attempt attempt(int tenant, List<String> claims, ResultSet row) throws SQLException {
        String network = row.getString("network");
        String signed = row.getString("signed");
        String own = row.getString("claims");
        List<String> claimed = own == null ? claims : List.of(own.split(",", -1));
        List<KeyPath> signers = Arrays.stream(row.getString("signers").split(",", -1))
                .map(word -> path(tenant, word))
                .toList();
        Instant sent = Sql.instant(row, row.findColumn("sent_at"), Instant.EPOCH);
        return new Attempt(
                row.getInt("number"),
                new Draft(
                        network,
                        claimed,
                        signers,
                        row.getBigDecimal("fee").toBigIntegerExact(),
                        row.getString("draft")),
                row.getBoolean("replacement"),
                signed == null
                        ? Optional.empty()
                        : Optional.of(new Signed(network, row.getString("chain_transaction"), signed)),
                row.getTimestamp("drafted_at").toInstant(),
                sent.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(sent));
    }

    private static KeyPath path(int tenant, String word) {
        int colon = word.indexOf(':');
        return new KeyPath(
                tenant,
                KeyPath.Branch.valueOf(word.substring(0, colon)),
                Integer.parseInt(word, colon + 1, word.length(), 10));
    }
}
