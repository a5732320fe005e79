package com.flowex.p2p.store;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.store.Offer.Pricing;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of offers. */
public final class OffersTable {

    private static final String COLUMNS = """
            SELECT id, owner, owner_user, side, asset, currency, price, margin, price_limit, least, most, methods,
            own_methods, window_minutes, terms, least_trades, least_reliability, least_completion,
            least_account_days, is_verified_only, countries, remaining, fee_millionths, state, version, ends_at,
            created_at, changed_at FROM p2p.offers WHERE tenant_id = ?""";
    private static final String COUNT =
            "SELECT count(*) FROM p2p.offers WHERE tenant_id = ? AND owner = ? AND state <> 'closed'";
    private static final String ADD = """
            INSERT INTO p2p.offers (tenant_id, owner, owner_user, side, asset, currency, price, margin, price_limit,
            remaining, least, most, methods, own_methods, window_minutes, terms, least_trades, least_reliability,
            least_completion, least_account_days, is_verified_only, countries, fee_millionths, state, version,
            created_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', 1, ?, ?)
            RETURNING id""";
    private static final String DETAILS = "UPDATE p2p.offers SET details = ? WHERE tenant_id = ? AND id = ?";
    private static final String SEALED = "SELECT details FROM p2p.offers WHERE tenant_id = ? AND id = ?";
    private static final String CHANGE = """
            UPDATE p2p.offers SET price = ?, margin = ?, price_limit = ?, remaining = ?, least = ?, most = ?,
            methods = ?, own_methods = ?, window_minutes = ?, terms = ?, least_trades = ?, least_reliability = ?,
            least_completion = ?, least_account_days = ?, is_verified_only = ?, countries = ?, fee_millionths = ?, state = ?,
            version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?""";
    private static final String STATE = """
            UPDATE p2p.offers SET state = ?, version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?""";
    private static final String TAKE = "UPDATE p2p.offers SET remaining = remaining - ? WHERE tenant_id = ? AND id = ?";
    private static final String GIVE_BACK =
            "UPDATE p2p.offers SET remaining = remaining + ? WHERE tenant_id = ? AND id = ?";
    private static final String ONE = COLUMNS + " AND id = ?";
    private static final String HELD = ONE + " FOR UPDATE";
    private static final String OWN = COLUMNS + " AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String OPEN = COLUMNS + """
             AND asset = ? AND currency = ? AND side = ? AND state = 'active' AND remaining >= least
            AND methods && ?::text[] AND (?::bigint IS NULL OR ? BETWEEN least AND least(most, remaining))
            AND EXISTS (SELECT FROM p2p.presence p WHERE p.tenant_id = offers.tenant_id AND p.account = offers.owner
                AND p.present_until > ?)
            AND NOT EXISTS (SELECT FROM p2p.blocks b WHERE b.tenant_id = offers.tenant_id AND b.account = offers.owner
                AND b.blocked = ?)
            AND NOT EXISTS (SELECT FROM p2p.blocks b WHERE b.tenant_id = offers.tenant_id AND b.account = ?
                AND b.blocked = offers.owner)""";
    private static final String CHEAPEST = OPEN + " AND price IS NOT NULL ORDER BY price, id LIMIT ?";
    private static final String DEAREST = OPEN + " AND price IS NOT NULL ORDER BY price DESC, id LIMIT ?";
    private static final String LOWEST = OPEN + " AND price IS NULL ORDER BY margin, id LIMIT ?";
    private static final String HIGHEST = OPEN + " AND price IS NULL ORDER BY margin DESC, id LIMIT ?";

    private static final String RENEW =
            "UPDATE p2p.offers SET ends_at = ?, is_reminded = false WHERE tenant_id = ? AND id = ?";
    private static final String ENDED = """
            SELECT id FROM p2p.offers WHERE tenant_id = ? AND state = 'active' AND ends_at <= ? ORDER BY ends_at LIMIT ?""";
    private static final String UNREMINDED = """
            SELECT id FROM p2p.offers WHERE tenant_id = ? AND state = 'active' AND NOT is_reminded AND ends_at <= ?
            ORDER BY ends_at LIMIT ?""";
    private static final String REMINDED = "UPDATE p2p.offers SET is_reminded = true WHERE tenant_id = ? AND id = ?";

    private final TextSealer sealer;

    public OffersTable(TextSealer sealer) {
        this.sealer = sealer;
    }

    /** Serializes changes of the number of an owner's offers. */
    public void lock(Transaction connection, AccountId owner) {
        Sql.alone(connection, "p2p offers of " + owner);
    }

    /** Returns the number of an owner's offers that are not closed. */
    public long count(Transaction connection, AccountId owner) {
        return Sql.one(connection, row -> row.getLong(1), COUNT, owner.tenant(), owner.number())
                .orElse(0L);
    }

    /**
     * Adds an active offer.
     *
     * @param details where to pay, in plain text; empty for a purchase
     * @return its number
     */
    public long add(Transaction connection, Offer offer, String details) {
        Offer.Terms terms = offer.terms();
        PriceColumns price = PriceColumns.of(terms.pricing());
        AccountId owner = offer.owner();
        long id = Sql.one(
                        connection,
                        row -> row.getLong(1),
                        ADD,
                        owner.tenant(),
                        owner.number(),
                        offer.ownerUser(),
                        terms.side().name().toLowerCase(Locale.ROOT),
                        terms.asset().value(),
                        terms.currency(),
                        price.fixed,
                        price.margin,
                        price.limit,
                        offer.remainingUnits(),
                        terms.leastUnits(),
                        terms.mostUnits(),
                        words(terms.methods()),
                        terms.ownMethods().toArray(Long[]::new),
                        terms.windowMinutes(),
                        terms.text(),
                        terms.conditions().trades(),
                        terms.conditions().reliability(),
                        terms.conditions().completion(),
                        terms.conditions().accountDays(),
                        terms.conditions().isVerifiedOnly(),
                        words(terms.conditions().countries()),
                        fee(offer),
                        offer.createdAt(),
                        offer.changedAt())
                .orElseThrow();
        seal(connection, owner, offer.ownerUser(), id, details);
        return id;
    }

    private void seal(Transaction connection, AccountId owner, long user, long id, String details) {
        byte[] sealed = sealer.seal(connection, owner.tenant(), user, details, place(owner.tenant(), id));
        Sql.execute(connection, DETAILS, sealed, owner.tenant(), id);
    }

    private static String place(int tenant, long id) {
        return "p2p.offers.details:" + tenant + "/" + id;
    }

    /** Replaces terms, quantity and state, and counts the version up. */
    public void change(Transaction connection, Offer offer, String details) {
        Offer.Terms terms = offer.terms();
        PriceColumns price = PriceColumns.of(terms.pricing());
        Sql.execute(
                connection,
                CHANGE,
                price.fixed,
                price.margin,
                price.limit,
                offer.remainingUnits(),
                terms.leastUnits(),
                terms.mostUnits(),
                words(terms.methods()),
                terms.ownMethods().toArray(Long[]::new),
                terms.windowMinutes(),
                terms.text(),
                terms.conditions().trades(),
                terms.conditions().reliability(),
                terms.conditions().completion(),
                terms.conditions().accountDays(),
                terms.conditions().isVerifiedOnly(),
                words(terms.conditions().countries()),
                fee(offer),
                offer.state().label(),
                offer.changedAt(),
                offer.owner().tenant(),
                offer.id());
        seal(connection, offer.owner(), offer.ownerUser(), offer.id(), details);
    }

    public void become(Transaction connection, Offer offer, Offer.State state, Instant at) {
        Sql.execute(connection, STATE, state.label(), at, offer.owner().tenant(), offer.id());
    }

    /** Sets the end of an offer. */
    public void renew(Transaction connection, int tenant, long id, Instant until) {
        Sql.execute(connection, RENEW, until, tenant, id);
    }

    /** Returns active offers whose end has come, the longest ended first. */
    public List<Long> ended(Transaction connection, int tenant, Instant now, int limit) {
        return Sql.all(connection, row -> row.getLong(1), ENDED, tenant, now, limit);
    }

    /** Returns active offers that end until a moment and whose end was not announced. */
    public List<Long> unreminded(Transaction connection, int tenant, Instant until, int limit) {
        return Sql.all(connection, row -> row.getLong(1), UNREMINDED, tenant, until, limit);
    }

    /** Notes that the end of an offer was announced. */
    public void reminded(Transaction connection, Offer offer) {
        Sql.execute(connection, REMINDED, offer.owner().tenant(), offer.id());
    }

    /** Takes a quantity out of an offer that the transaction has locked. */
    public void take(Transaction connection, Offer offer, long units) {
        Sql.execute(connection, TAKE, units, offer.owner().tenant(), offer.id());
    }

    /** Gives the quantity of a trade that moved nothing back to its offer. */
    public void giveBack(Transaction connection, Trade trade) {
        Sql.execute(
                connection,
                GIVE_BACK,
                trade.terms().escrow().principalUnits(),
                trade.terms().tenant(),
                trade.terms().offer());
    }

    /** Returns where to pay; empty for a purchase, and if the owner was erased. */
    public Optional<String> details(Transaction connection, Offer offer) {
        int tenant = offer.owner().tenant();
        return Sql.one(connection, row -> Optional.ofNullable(row.getBytes(1)), SEALED, tenant, offer.id())
                .flatMap(found -> found)
                .flatMap(bytes ->
                        sealer.openText(connection, tenant, offer.ownerUser(), bytes, place(tenant, offer.id())))
                .filter(text -> !text.isEmpty());
    }

    public Optional<Offer> find(Transaction connection, int tenant, long id) {
        return Sql.one(connection, row -> read(row, tenant), ONE, tenant, id);
    }

    /** Reads an offer and locks it until the transaction ends. */
    public Optional<Offer> held(Transaction connection, int tenant, long id) {
        return Sql.one(connection, row -> read(row, tenant), HELD, tenant, id);
    }

    /** Returns offers of an owner, newest first. */
    public List<Offer> page(Transaction connection, AccountId owner, long before, int limit) {
        int tenant = owner.tenant();
        return Sql.all(connection, row -> read(row, tenant), OWN, tenant, owner.number(), before, limit);
    }

    /**
     * Search for offers.
     *
     * @param side side of the owners
     * @param methods codes of the payment methods of which an offer must have one
     * @param units quantity that an offer must allow; null for any
     * @param viewer number of the account that searches
     * @param now moment at which owners have to be there
     */
    public record Search(
            int tenant,
            AssetId asset,
            String currency,
            Side side,
            List<String> methods,
            @Nullable Long units,
            long viewer,
            Instant now) {}

    /** Returns the best active offers: at most this number of fixed ones, and of floating ones. */
    public List<Offer> search(Transaction connection, Search of, int limit) {
        boolean isSale = of.side == Side.SELL;
        return Stream.concat(
                        found(connection, isSale ? CHEAPEST : DEAREST, of, limit).stream(),
                        found(connection, isSale ? LOWEST : HIGHEST, of, limit).stream())
                .toList();
    }

    private List<Offer> found(Transaction connection, String sql, Search of, int limit) {
        return Sql.all(
                connection,
                row -> read(row, of.tenant),
                sql,
                of.tenant,
                of.asset.value(),
                of.currency,
                of.side.name().toLowerCase(Locale.ROOT),
                words(of.methods),
                of.units,
                of.units,
                of.now,
                of.viewer,
                of.viewer,
                limit);
    }

    private static String[] words(List<String> methods) {
        return methods.toArray(String[]::new);
    }

    private static @Nullable Integer fee(Offer offer) {
        return offer.feeMillionths().isPresent() ? offer.feeMillionths().getAsInt() : null;
    }

    private record PriceColumns(
            @Nullable Long fixed,
            @Nullable Integer margin,
            @Nullable Long limit) {

        static PriceColumns of(Pricing pricing) {
            return switch (pricing) {
                case Pricing.Fixed(long units) -> new PriceColumns(units, null, null);
                case Pricing.Floating(int margin, OptionalLong limit) ->
                    new PriceColumns(null, margin, limit.isPresent() ? limit.getAsLong() : null);
            };
        }
    }

    private static Pricing pricing(ResultSet row) throws SQLException {
        Long fixed = row.getObject("price", Long.class);
        if (fixed != null) {
            return new Pricing.Fixed(fixed);
        }
        Long limit = row.getObject("price_limit", Long.class);
        return new Pricing.Floating(
                row.getInt("margin"), limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
    }

    private static OptionalInt fee(ResultSet row) throws SQLException {
        Integer fee = row.getObject("fee_millionths", Integer.class);
        return fee == null ? OptionalInt.empty() : OptionalInt.of(fee);
    }

    private static Offer read(ResultSet row, int tenant) throws SQLException {
        long id = row.getLong("id");
        Offer.Terms terms = new Offer.Terms(
                Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                new AssetId(row.getInt("asset")),
                row.getString("currency"),
                pricing(row),
                row.getLong("least"),
                row.getLong("most"),
                List.of((String[]) row.getArray("methods").getArray()),
                List.of((Long[]) row.getArray("own_methods").getArray()),
                row.getInt("window_minutes"),
                row.getString("terms"),
                new Offer.TakerConditions(
                        row.getInt("least_trades"),
                        row.getInt("least_reliability"),
                        row.getInt("least_completion"),
                        row.getInt("least_account_days"),
                        row.getBoolean("is_verified_only"),
                        List.of((String[]) row.getArray("countries").getArray())));
        return new Offer(
                id,
                new AccountId(tenant, row.getLong("owner")),
                row.getLong("owner_user"),
                terms,
                row.getLong("remaining"),
                fee(row),
                Offer.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("version"),
                row.getTimestamp("ends_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
