package com.flowex.simulator.streams;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Check of the readers of streams. Each reader must receive every number of its account once and in order. A second
 * reading must be the same, and the entries must sum to the account's balances.
 */
public final class StreamCheck {

    private final Map<ClientOperation, ClientAnswer> reads;
    private final List<String> findings = new ArrayList<>();
    private long missed;
    private long repeated;
    private long misplaced;

    private StreamCheck(Map<ClientOperation, ClientAnswer> reads) {
        this.reads = reads;
    }

    /**
     * @param reads answers of the exchange at the end, when nothing changed any longer: balances, orders, fills and
     *     moves of each account that was read
     */
    public static StreamReport report(
            List<AccountStreamReading> accounts, List<DepthReading> books, Map<ClientOperation, ClientAnswer> reads) {
        StreamCheck check = new StreamCheck(reads);
        accounts.forEach(check::judge);
        books.forEach(check::judge);
        return new StreamReport(
                accounts.size(),
                accounts.stream().mapToInt(reader -> reader.connections() - 1).sum(),
                accounts.stream().mapToLong(reader -> reader.entries().size()).sum(),
                check.missed,
                check.repeated,
                check.misplaced,
                books.size(),
                books.stream().mapToInt(reader -> reader.connections() - 1).sum(),
                books.stream().mapToLong(DepthReading::changes).sum(),
                books.stream().mapToLong(DepthReading::broken).sum(),
                check.findings);
    }

    private void judge(DepthReading book) {
        findings.addAll(book.findings());
        if (book.broken() > 0) {
            findings.add("a book's changes did not follow each other " + book.broken() + " times");
        }
        if (book.changes() == 0) {
            findings.add("a reader never saw the book");
        }
    }

    private void judge(AccountStreamReading reading) {
        reading.findings().forEach(subject -> find(reading, subject));
        numbers(reading);
        again(reading);
        sums(reading);
        compare(reading, "orders", orders(reading), read(reading, ClientOperation.Subject.ORDERS));
        compare(reading, "fills", fills(reading), read(reading, ClientOperation.Subject.FILLS));
        compare(reading, "balances", balances(reading), read(reading, ClientOperation.Subject.BALANCES));
        compare(reading, "moves", moves(reading), read(reading, ClientOperation.Subject.MOVES));
    }

    private void find(AccountStreamReading reading, String subject) {
        findings.add(reading.account() + ": " + subject);
    }

    private void numbers(AccountStreamReading reading) {
        if (reading.last() < 1) {
            find(reading, "there is no entry to read");
        }
        Set<Long> seen = new HashSet<>();
        long highest = 0;
        for (ReceivedEntry entry : reading.entries()) {
            long number = entry.number();
            if (!seen.add(number)) {
                repeated++;
                find(reading, "entry " + number + " came again");
            } else if (number < highest) {
                misplaced++;
                find(reading, "entry " + number + " came behind entry " + highest);
            }
            highest = Math.max(highest, number);
        }
        if (highest > reading.last()) {
            find(reading, "entry " + highest + " came, and the last one there is is " + reading.last());
        }
        for (long number = 1; number <= reading.last(); number++) {
            if (!seen.contains(number)) {
                missed++;
                find(reading, "entry " + number + " of " + reading.last() + " never came");
            }
        }
    }

    /** Checks that another connection receives exactly the same entries for the same numbers. */
    private void again(AccountStreamReading reading) {
        Map<Long, ReceivedEntry> first = new HashMap<>();
        reading.entries().forEach(entry -> first.putIfAbsent(entry.number(), entry));
        long next = reading.again().isEmpty() ? 1 : reading.again().getFirst().number();
        for (ReceivedEntry entry : reading.again()) {
            if (entry.number() != next) {
                find(reading, "read again, entry " + entry.number() + " came where " + next + " is next");
            }
            if (!entry.equals(first.getOrDefault(entry.number(), entry))) {
                find(reading, "an entry was " + first.get(entry.number()) + ", read again it is " + entry);
            }
            next = entry.number() + 1;
        }
        if (next <= reading.last()) {
            find(reading, "read again, the stream ends before entry " + next + " of " + reading.last());
        }
    }

    /**
     * Checks that every balance is the sum of the changes before it. One finding is enough, because all later ones
     * follow from it.
     */
    private void sums(AccountStreamReading reading) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (ReceivedEntry entry : reading.entries()) {
            if (entry.content() instanceof ReceivedEntry.BalanceContent(String asset, BigDecimal total)) {
                BigDecimal sum = sums.getOrDefault(asset, BigDecimal.ZERO);
                if (sum.compareTo(total) != 0) {
                    find(
                            reading,
                            "entry " + entry.number() + " says " + total + " " + asset + ", those before it sum to "
                                    + sum);
                    return;
                }
            }
            changes(entry.content()).forEach((asset, change) -> sums.merge(asset, change, BigDecimal::add));
        }
    }

    private static Map<String, BigDecimal> changes(ReceivedEntry.Content content) {
        return switch (content) {
            case ReceivedEntry.Filled filled -> changes(filled.fill());
            case ReceivedEntry.Moved moved -> moved.isDone() ? Map.of(moved.asset(), moved.amount()) : Map.of();
            case ReceivedEntry.OrderContent _, ReceivedEntry.BalanceContent _, ReceivedEntry.Nothing _ -> Map.of();
        };
    }

    private static Map<String, BigDecimal> changes(ClientAnswer.Fill fill) {
        return Map.of(fill.base(), fill.baseChange(), fill.quote(), fill.quoteChange());
    }

    private static Set<String> orders(AccountStreamReading reading) {
        Map<String, ClientAnswer.OrderSeen> orders = new TreeMap<>();
        reading.entries().forEach(entry -> order(entry.content()).forEach(order -> orders.put(order.number(), order)));
        return words(orders.values().stream().map(StreamCheck::word));
    }

    private static Stream<ClientAnswer.OrderSeen> order(ReceivedEntry.Content content) {
        return switch (content) {
            case ReceivedEntry.OrderContent now -> Stream.of(now.order());
            case ReceivedEntry.Filled filled -> Stream.of(filled.order());
            case ReceivedEntry.Moved _, ReceivedEntry.BalanceContent _, ReceivedEntry.Nothing _ -> Stream.empty();
        };
    }

    private static String word(ClientAnswer.OrderSeen order) {
        return "order " + order.number() + " (" + order.id() + ") " + order.status() + " " + text(order.filled())
                + " of " + text(order.quantity()) + " at " + text(order.price());
    }

    private static Set<String> fills(AccountStreamReading reading) {
        return words(reading.entries().stream()
                .map(ReceivedEntry::content)
                .filter(ReceivedEntry.Filled.class::isInstance)
                .map(ReceivedEntry.Filled.class::cast)
                .map(filled -> word(filled.fill())));
    }

    private static String word(ClientAnswer.Fill fill) {
        return "trade " + fill.trade() + " of order " + fill.order() + ": " + text(fill.baseChange()) + " "
                + fill.base() + ", " + text(fill.quoteChange()) + " " + fill.quote();
    }

    private static Set<String> balances(AccountStreamReading reading) {
        Map<String, BigDecimal> totals = new HashMap<>();
        for (ReceivedEntry entry : reading.entries()) {
            if (entry.content() instanceof ReceivedEntry.BalanceContent(String asset, BigDecimal total)) {
                totals.put(asset, total);
            }
        }
        return amounts(totals);
    }

    /**
     * Returns the movements other than trades, summed by asset, because their ids are the wallet's and those of the
     * stream the ledger's.
     */
    private static Set<String> moves(AccountStreamReading reading) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (ReceivedEntry entry : reading.entries()) {
            if (entry.content() instanceof ReceivedEntry.Moved) {
                changes(entry.content()).forEach((asset, change) -> sums.merge(asset, change, BigDecimal::add));
            }
        }
        return amounts(sums);
    }

    private static Set<String> amounts(Map<String, BigDecimal> amounts) {
        return words(amounts.entrySet().stream()
                .filter(amount -> amount.getValue().signum() != 0)
                .map(amount -> text(amount.getValue()) + " " + amount.getKey()));
    }

    private static Set<String> words(Stream<String> words) {
        return words.collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** Returns the exchange's answer in the same words; a word that no reader has if it did not answer. */
    private Set<String> read(AccountStreamReading reading, ClientOperation.Subject subject) {
        ClientAnswer answer = reads.getOrDefault(
                new ClientOperation.Read(reading.account(), subject, ""), new ClientAnswer.NotDelivered("not read"));
        return switch (answer) {
            case ClientAnswer.Orders(List<ClientAnswer.OrderSeen> orders) ->
                words(orders.stream().map(StreamCheck::word));
            case ClientAnswer.Fills(List<ClientAnswer.Fill> fills) ->
                words(fills.stream().map(StreamCheck::word));
            case ClientAnswer.Balances balances -> amounts(balances.totals());
            case ClientAnswer.Moves(List<ClientAnswer.Move> moves) -> {
                Map<String, BigDecimal> sums = new HashMap<>();
                moves.forEach(move -> sums.merge(move.asset(), move.amount(), BigDecimal::add));
                yield amounts(sums);
            }
            case ClientAnswer.OrderSeen _,
                    ClientAnswer.Done _,
                    ClientAnswer.Life _,
                    ClientAnswer.Ledger _,
                    ClientAnswer.Refused _,
                    ClientAnswer.NotDelivered _,
                    ClientAnswer.OutcomeUnknown _ -> Set.of(answer.toString());
        };
    }

    private void compare(AccountStreamReading reading, String subject, Set<String> seen, Set<String> answered) {
        if (seen.equals(answered)) {
            return;
        }
        Set<String> unseen = new TreeSet<>(answered);
        unseen.removeAll(seen);
        Set<String> more = new TreeSet<>(seen);
        more.removeAll(answered);
        find(
                reading,
                "its " + subject + " are not those of its stream: only answered " + unseen + ", only streamed " + more);
    }
}
