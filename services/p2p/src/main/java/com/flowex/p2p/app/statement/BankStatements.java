package com.flowex.p2p.app.statement;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.rule.statement.BankEntry;
import com.flowex.p2p.rule.statement.EntryMatch;
import com.flowex.p2p.rule.statement.EntryMatch.Payable;
import com.flowex.p2p.rule.statement.StatementFault;
import com.flowex.p2p.rule.statement.StatementFormat;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.statement.BankStatementsTable;
import com.flowex.p2p.store.statement.BankStatementsTable.BankStatement;
import com.flowex.p2p.store.statement.BankStatementsTable.MatchedEntry;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Statements of people's own bank accounts. Each entry is stored once, whichever files have it, and each trade is paid
 * by one entry at most. A statement changes no trade: it shows its owner which payments are there.
 */
public final class BankStatements {

    /** Maximum number of statements of one person in 24 hours. */
    public static final int A_DAY_MAX = 50;

    /** Number of a person's newest trades that entries are matched with. */
    private static final int TRADES_MAX = 1_000;

    private static final Duration KEPT = Duration.ofDays(365);
    private static final int FORGET_MAX = 100;

    private final Database database;
    private final TradesTable trades;
    private final BankStatementsTable statements;
    private final AccountNames names;
    private final InstantSource clock;

    public BankStatements(
            Database database,
            TradesTable trades,
            BankStatementsTable statements,
            AccountNames names,
            InstantSource clock) {
        this.database = database;
        this.trades = trades;
        this.statements = statements;
        this.names = names;
        this.clock = clock;
    }

    /** Statement with the entries that it added. */
    public record Shown(BankStatement statement, List<MatchedEntry> entries) {}

    /**
     * Adds a statement and matches its entries.
     *
     * @throws Refusal {@code invalid_field} that names line and rule, {@code p2p_limit} for more statements than a person
     *     may add
     */
    public Shown add(Trader owner, StatementFormat format, String content) {
        AccountId account = owner.account();
        List<BankEntry> entries = read(format, content);
        Map<UUID, String> known = new HashMap<>();
        Set<UUID> likely = likely(account, entries);
        database.query(account.tenant(), connection -> mine(connection, account)).stream()
                .filter(trade -> likely.contains(trade.id()))
                .forEach(trade -> names.find(trade.otherThan(account)).ifPresent(name -> known.put(trade.id(), name)));
        long id = database.transaction(account.tenant(), connection -> {
            BankStatementsTable.lock(connection, account);
            return store(connection, owner, format, entries, known);
        });
        return find(account, id);
    }

    private static List<BankEntry> read(StatementFormat format, String content) {
        try {
            List<BankEntry> entries = format.read(content);
            if (entries.isEmpty()) {
                throw Refusal.invalid("content", "a statement with at least one booked entry");
            }
            return entries;
        } catch (StatementFault fault) {
            throw Refusal.invalid("content", fault.words());
        }
    }

    private List<Trade> mine(Transaction connection, AccountId account) {
        return trades.page(connection, account, Long.MAX_VALUE, TRADES_MAX).stream()
                .filter(trade -> trade.state() != TradeState.UNFUNDED && trade.state() != TradeState.RESERVING)
                .toList();
    }

    private static Payable payable(Trade trade, AccountId account, Set<UUID> paid) {
        Trade.Terms terms = trade.terms();
        return new Payable(
                trade.id(),
                terms.seller().equals(account),
                paid.contains(trade.id()),
                BigDecimal.valueOf(terms.paymentUnits(), terms.currencyPlaces()),
                terms.currency(),
                trade.reference(),
                trade.createdAt().atZone(ZoneOffset.UTC).toLocalDate());
    }

    private List<Payable> payables(Transaction connection, AccountId account) {
        List<Trade> mine = mine(connection, account);
        Set<UUID> paid = BankStatementsTable.paid(
                connection, account, mine.stream().map(Trade::id).toList());
        return mine.stream().map(trade -> payable(trade, account, paid)).toList();
    }

    /** Returns the trades that the entries may pay; names are asked before the transaction. */
    private Set<UUID> likely(AccountId account, List<BankEntry> entries) {
        List<Payable> payables = database.query(account.tenant(), connection -> payables(connection, account));
        return payables.stream()
                .filter(trade -> entries.stream().anyMatch(trade::mayBePaidBy))
                .map(Payable::id)
                .collect(Collectors.toSet());
    }

    private long store(
            Transaction connection,
            Trader owner,
            StatementFormat format,
            List<BankEntry> entries,
            Map<UUID, String> known) {
        AccountId account = owner.account();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (BankStatementsTable.count(connection, account, now.minus(Duration.ofDays(1)), A_DAY_MAX) >= A_DAY_MAX) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT,
                    "you have added " + A_DAY_MAX + " statements in 24 hours, which is the limit");
        }
        long id = BankStatementsTable.add(connection, account, format, entries.size(), now);
        List<Payable> payables = new ArrayList<>(payables(connection, account));
        List<byte[]> keys = BankEntry.keys(entries);
        Set<String> earlier = BankStatementsTable.known(connection, account, keys);
        int added = 0;
        for (int place = 0; place < entries.size(); place++) {
            if (!earlier.contains(HexFormat.of().formatHex(keys.get(place)))) {
                BankEntry entry = entries.get(place);
                EntryMatch match = EntryMatch.of(entry, payables);
                NameCheck check = check(entry, match, known);
                MatchedEntry matched = new MatchedEntry(place + 1, entry, match, check);
                statements.addEntry(connection, account, owner.user(), id, keys.get(place), matched);
                if (match.result().isMatched()) {
                    payables.replaceAll(each -> each.id().equals(match.trade().orElseThrow()) ? each.paid() : each);
                }
                added++;
            }
        }
        BankStatementsTable.countAdded(connection, account.tenant(), id, added);
        return id;
    }

    /** An entry that pays no trade is not compared, so a file of guesses does not find out another person's name. */
    private static NameCheck check(BankEntry entry, EntryMatch match, Map<UUID, String> known) {
        return match.result().isMatched()
                ? NameCheck.compare(
                        entry.name(), known.getOrDefault(match.trade().orElseThrow(), ""))
                : NameCheck.NONE;
    }

    /** Returns statements of a person, newest first. */
    public List<BankStatement> page(AccountId account, long before, int limit) {
        return database.query(
                account.tenant(), connection -> BankStatementsTable.page(connection, account, before, limit));
    }

    /** @throws Refusal {@code not_found} */
    public Shown find(AccountId account, long id) {
        return database.query(
                account.tenant(),
                connection -> new Shown(
                        BankStatementsTable.find(connection, account, id)
                                .orElseThrow(() -> Refusal.notFound("you have no such statement")),
                        statements.entries(connection, account, id)));
    }

    /** Removes old statements; returns how many. */
    public int forget(int tenant) {
        return database.transaction(
                tenant,
                connection -> BankStatementsTable.forget(
                        connection, tenant, clock.instant().minus(KEPT), FORGET_MAX));
    }
}
