package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of trades. */
public final class TradesTable {

    private static final String COLUMNS = """
            SELECT id, number, offer, offer_version, taker, buyer, seller, asset, currency, currency_places, units, fee,
            price, payment, method, window_minutes, details_user, value_weight, state, ending, buyer_units, fee_units, attempt,
            problem, reason, moderator, first_moderator, escalations, statements_until, stated, accepted, part_by,
            part_units, round, reopen_until, payer_check, version, deadline_at, created_at, changed_at
            FROM p2p.trades WHERE tenant_id = ?""";
    private static final String ADD = """
            INSERT INTO p2p.trades (tenant_id, id, offer, offer_version, taker, buyer, seller, asset, currency,
            currency_places, units, fee, price, payment, method, window_minutes, details, details_user, state, version,
            deadline_at, created_at, changed_at, counted_on, value_weight)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'reserving', 1, ?, ?, ?, ?, ?)""";
    private static final String CHANGE = """
            UPDATE p2p.trades SET state = ?, ending = ?, buyer_units = ?, fee_units = ?, attempt = ?, problem = ?,
            reason = ?, moderator = ?, first_moderator = ?, escalations = ?, statements_until = ?, stated = ?,
            accepted = ?, part_by = ?, part_units = ?, round = ?, reopen_until = ?, payer_check = ?,
            version = ?, deadline_at = ?, changed_at = ? WHERE tenant_id = ? AND id = ?""";
    private static final String ONE = COLUMNS + " AND id = ?";
    private static final String HELD = ONE + " FOR UPDATE";
    private static final String PAGE = "SELECT * FROM (" + COLUMNS
            + " AND buyer = ? AND number < ? ORDER BY number DESC LIMIT ?) bought UNION ALL SELECT * FROM (" + COLUMNS
            + " AND seller = ? AND number < ? ORDER BY number DESC LIMIT ?) sold ORDER BY number DESC LIMIT ?";
    private static final String DISPUTED = COLUMNS + """
             AND state IN ('disputed', 'proposed', 'appealed', 'appeal_proposed') AND escalations >= ? AND number > ?
            ORDER BY number LIMIT ?""";
    private static final String DUE = """
            SELECT id, deadline_at FROM p2p.trades WHERE tenant_id = ? AND deadline_at <= ?
            ORDER BY deadline_at LIMIT ?""";
    private static final String COUNT = """
            SELECT count(*) FROM p2p.trades WHERE tenant_id = ? AND taker = ? AND state IN ('reserving',
            'awaiting_payment', 'paid', 'disputed', 'proposed', 'decided', 'appealed', 'appeal_proposed', 'settling',
            'reopen_asked', 'reserving_again')""";
    private static final String LAST = """
            SELECT count(*) FILTER (WHERE taker = ?), count(*) FILTER (WHERE buyer = ? AND state IN ('canceled', 'expired'))
            FROM ((SELECT taker, buyer, state, created_at FROM p2p.trades WHERE tenant_id = ? AND buyer = ?
                ORDER BY number DESC LIMIT ?) UNION ALL (SELECT taker, buyer, state, created_at FROM p2p.trades
                WHERE tenant_id = ? AND seller = ? ORDER BY number DESC LIMIT ?)) last WHERE created_at > ?""";
    private static final String SHIFT = """
            UPDATE p2p.trades SET statements_until = statements_until + (?::timestamptz - greatest(changed_at, ?)),
            deadline_at = CASE WHEN state IN ('awaiting_payment', 'paid', 'decided', 'reopen_asked')
                THEN deadline_at + (?::timestamptz - greatest(changed_at, ?)) ELSE deadline_at END
            WHERE tenant_id = ? AND deadline_at IS NOT NULL AND changed_at < ?
            AND state NOT IN ('reserving', 'settling', 'reserving_again')""";
    private static final String SHIFT_REOPENING = """
            UPDATE p2p.trades SET reopen_until = reopen_until + (?::timestamptz - greatest(changed_at, ?))
            WHERE tenant_id = ? AND state = 'expired' AND reopen_until > ? AND changed_at < ?""";
    private static final String POSTPONE = "UPDATE p2p.trades SET deadline_at = ? WHERE tenant_id = ? AND id = ?";
    private static final String DETAILS = "SELECT details FROM p2p.trades WHERE tenant_id = ? AND id = ?";

    private static final String UNREMINDED = """
            SELECT id FROM p2p.trades WHERE tenant_id = ? AND deadline_at > ? AND deadline_at <= ?
                AND state IN ('awaiting_payment', 'paid') AND reminded < version
            UNION ALL SELECT id FROM p2p.trades WHERE tenant_id = ? AND deadline_at > ? AND deadline_at <= ?
                AND state IN ('decided', 'reopen_asked') AND reminded < version
            UNION ALL SELECT id FROM p2p.trades WHERE tenant_id = ? AND statements_until > ? AND statements_until <= ?
                AND state IN ('disputed', 'appealed') AND reminded < version LIMIT ?""";
    private static final String REMINDED =
            "UPDATE p2p.trades SET reminded = version WHERE tenant_id = ? AND id = ? AND reminded < version";
    private static final String RECOUNT = "UPDATE p2p.trades SET counted_on = ? WHERE tenant_id = ? AND id = ?";
    private static final String COUNTED_ON = "SELECT counted_on FROM p2p.trades WHERE tenant_id = ? AND id = ?";

    private final TextSealer sealer;

    public TradesTable(TextSealer sealer) {
        this.sealer = sealer;
    }

    /** Serializes the trades that one account takes. */
    public void lock(Transaction connection, AccountId taker) {
        Sql.alone(connection, "p2p trades of " + taker);
    }

    /** Returns the number of unfinished trades that an account has taken. */
    public long count(Transaction connection, AccountId taker) {
        return Sql.one(connection, row -> row.getLong(1), COUNT, taker.tenant(), taker.number())
                .orElse(0L);
    }

    /**
     * Counts of an account's last trades.
     *
     * @param taken offers that it took
     * @param givenUp trades that it canceled or let expire as the buyer
     */
    public record LastTrades(int taken, int givenUp) {}

    /** Returns the counts of an account since a moment, of the last purchases and sales up to a limit each. */
    public LastTrades last(Transaction connection, AccountId account, Instant since, int limit) {
        int tenant = account.tenant();
        long number = account.number();
        return Sql.one(
                        connection,
                        row -> new LastTrades(row.getInt(1), row.getInt(2)),
                        LAST,
                        number,
                        number,
                        tenant,
                        number,
                        limit,
                        tenant,
                        number,
                        limit,
                        since)
                .orElseThrow();
    }

    /**
     * Adds a trade.
     *
     * @param details where to pay, in plain text
     * @param day day in whose limit the sale counts
     */
    public void add(Transaction connection, Trade trade, String details, LocalDate day) {
        Trade.Terms terms = trade.terms();
        int tenant = terms.tenant();
        Sql.execute(
                connection,
                ADD,
                tenant,
                trade.id(),
                terms.offer(),
                terms.offerVersion(),
                terms.taker().number(),
                terms.buyer().number(),
                terms.seller().number(),
                terms.asset().value(),
                terms.currency(),
                terms.currencyPlaces(),
                terms.escrow().principalUnits(),
                terms.escrow().feeUnits(),
                terms.priceUnits(),
                terms.paymentUnits(),
                terms.method(),
                terms.windowMinutes(),
                sealer.seal(connection, tenant, terms.detailsUser(), details, place(tenant, trade.id())),
                terms.detailsUser(),
                trade.deadline().orElse(null),
                trade.createdAt(),
                trade.changedAt(),
                day,
                terms.valueWeight());
    }

    /** Returns the day in whose limit the sale counts; empty for a trade of before sales were counted. */
    public Optional<LocalDate> countedOn(Transaction connection, Trade trade) {
        return Sql.one(
                        connection,
                        row -> Optional.ofNullable(row.getObject(1, LocalDate.class)),
                        COUNTED_ON,
                        trade.terms().tenant(),
                        trade.id())
                .flatMap(day -> day);
    }

    /** Sets the day in whose limit a re-opened sale counts. */
    public void recount(Transaction connection, Trade trade, LocalDate day) {
        Sql.execute(connection, RECOUNT, day, trade.terms().tenant(), trade.id());
    }

    private static String place(int tenant, UUID id) {
        return "p2p.trades.details:" + tenant + "/" + id;
    }

    /** Writes the state of a trade that the transaction has locked. */
    public void change(Transaction connection, Trade trade) {
        Trade.Progress progress = trade.progress();
        Optional<EscrowSettlement> settlement = progress.settlement();
        Trade.DisputeCase dispute = progress.dispute();
        Sql.execute(
                connection,
                CHANGE,
                progress.state().label(),
                settlement.map(each -> each.end().label()).orElse(null),
                settlement.map(EscrowSettlement::buyerUnits).orElse(0L),
                settlement.map(EscrowSettlement::feeUnits).orElse(0L),
                progress.attempt(),
                progress.problem(),
                dispute.reason(),
                number(dispute.moderator()),
                number(dispute.firstModerator()),
                dispute.escalations(),
                dispute.statementsUntil().orElse(null),
                words(dispute.stated()),
                words(dispute.accepted()),
                progress.part().map(each -> each.by().label()).orElse(null),
                progress.part().map(Trade.PartOffer::buyerUnits).orElse(null),
                progress.round(),
                progress.reopenUntil().orElse(null),
                progress.payerCheck().label(),
                trade.version(),
                trade.deadline().orElse(null),
                trade.changedAt(),
                trade.terms().tenant(),
                trade.id());
    }

    private static String[] words(Set<TradeRole> roles) {
        return roles.stream().map(TradeRole::label).sorted().toArray(String[]::new);
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    /** Sets the time of the next attempt of a posting; the version stays. */
    public void postpone(Transaction connection, Trade trade, Instant until) {
        Sql.execute(connection, POSTPONE, until, trade.terms().tenant(), trade.id());
    }

    public Optional<Trade> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> read(row, tenant), ONE, tenant, id);
    }

    /** Reads a trade and locks it until the transaction ends. */
    public Optional<Trade> held(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> read(row, tenant), HELD, tenant, id);
    }

    /** Returns where to pay; empty if the seller was erased. */
    public Optional<String> details(Transaction connection, Trade trade) {
        int tenant = trade.terms().tenant();
        return Sql.one(connection, row -> Optional.ofNullable(row.getBytes(1)), DETAILS, tenant, trade.id())
                .flatMap(found -> found)
                .flatMap(bytes -> sealer.openText(
                        connection, tenant, trade.terms().detailsUser(), bytes, place(tenant, trade.id())));
    }

    /** Returns trades of a party, newest first. */
    public List<Trade> page(Transaction connection, AccountId party, long before, int limit) {
        int tenant = party.tenant();
        long number = party.number();
        return Sql.all(
                connection,
                row -> read(row, tenant),
                PAGE,
                tenant,
                number,
                before,
                limit,
                tenant,
                number,
                before,
                limit,
                limit);
    }

    /**
     * Returns trades that wait for a moderator, oldest first.
     *
     * @param escalations least number of ended service levels
     */
    public List<Trade> disputed(Transaction connection, int tenant, int escalations, long after, int limit) {
        return Sql.all(connection, row -> read(row, tenant), DISPUTED, tenant, escalations, after, limit);
    }

    /** Returns trades whose clock has ended or whose posting is due, the longest due first. */
    public List<UUID> due(Transaction connection, int tenant, Instant now, int limit) {
        return Sql.all(connection, row -> row.getObject(1, UUID.class), DUE, tenant, now, limit);
    }

    /**
     * Returns trades in which a window of a party ends soon and was not announced yet.
     *
     * @param until latest end
     */
    public List<UUID> unreminded(Transaction connection, int tenant, Instant now, Instant until, int limit) {
        return Sql.all(
                connection,
                row -> row.getObject(1, UUID.class),
                UNREMINDED,
                tenant,
                now,
                until,
                tenant,
                now,
                until,
                tenant,
                now,
                until,
                limit);
    }

    /** Notes that the end of a window was announced; returns false if it was before. */
    public boolean reminded(Transaction connection, Trade trade) {
        return 1 == Sql.execute(connection, REMINDED, trade.terms().tenant(), trade.id());
    }

    /**
     * Moves the deadlines of parties by the part of an outage that their windows lost.
     *
     * @param begin last known moment before the outage; a window that began later lost the time since it began
     * @param end end of the outage
     * @return number of trades
     */
    public int shift(Transaction connection, int tenant, Instant begin, Instant end) {
        return Sql.execute(connection, SHIFT, end, begin, end, begin, tenant, end)
                + Sql.execute(connection, SHIFT_REOPENING, end, begin, tenant, begin, end);
    }

    private static Trade read(ResultSet row, int tenant) throws SQLException {
        Trade.Terms terms = new Trade.Terms(
                row.getLong("offer"),
                row.getInt("offer_version"),
                new AccountId(tenant, row.getLong("taker")),
                new AccountId(tenant, row.getLong("buyer")),
                new AccountId(tenant, row.getLong("seller")),
                new AssetId(row.getInt("asset")),
                row.getString("currency"),
                row.getInt("currency_places"),
                new EscrowSettlement.Escrow(row.getLong("units"), row.getLong("fee")),
                row.getLong("price"),
                row.getLong("payment"),
                row.getString("method"),
                row.getInt("window_minutes"),
                row.getLong("details_user"),
                row.getInt("value_weight"));
        String ending = row.getString("ending");
        String partBy = row.getString("part_by");
        Trade.Progress progress = new Trade.Progress(
                TradeState.of(row.getString("state")),
                ending == null
                        ? Optional.empty()
                        : Optional.of(new EscrowSettlement(
                                TradeState.of(ending), row.getLong("buyer_units"), row.getLong("fee_units"))),
                row.getInt("attempt"),
                row.getString("problem"),
                dispute(row),
                partBy == null
                        ? Optional.empty()
                        : Optional.of(new Trade.PartOffer(TradeRole.of(partBy), row.getLong("part_units"))),
                row.getInt("round"),
                moment(row, "reopen_until"),
                NameCheck.of(row.getString("payer_check")));
        return new Trade(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                terms,
                progress,
                row.getInt("version"),
                moment(row, "deadline_at"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    private static Trade.DisputeCase dispute(ResultSet row) throws SQLException {
        return new Trade.DisputeCase(
                row.getString("reason"),
                number(row, "moderator"),
                number(row, "first_moderator"),
                row.getInt("escalations"),
                moment(row, "statements_until"),
                roles(row, "stated"),
                roles(row, "accepted"));
    }

    private static Set<TradeRole> roles(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(TradeRole::of)
                .collect(Collectors.toSet());
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        Long value = row.getObject(column, Long.class);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        Instant at = Sql.instant(row, row.findColumn(column), Instant.MAX);
        return at.equals(Instant.MAX) ? Optional.empty() : Optional.of(at);
    }
}
