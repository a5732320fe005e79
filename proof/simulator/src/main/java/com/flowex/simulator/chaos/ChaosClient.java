package com.flowex.simulator.chaos;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.ClientOperation.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One load client: it trades, repeats requests until they are answered, and records everything. It is used by one
 * thread at a time.
 */
final class ChaosClient {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long PAUSE_NANOS = NANOS_PER_SECOND / 5;
    private static final int OPEN_MAX = 20;
    private static final int CENTS = 2;

    /**
     * Settings common to all clients of a run.
     *
     * @param clients number of clients
     * @param price price around which they trade
     */
    record Surroundings(int clients, BigDecimal price, String base, String quote, int rate, Duration timeout) {}

    private final int number;
    private final Surroundings surroundings;
    private final Random random;
    private final AccountHttpAdapter adapter;
    private final HistoryWriter book;
    private final SequencedSet<String> open = new LinkedHashSet<>();
    private final List<String> placed = new ArrayList<>();
    private long process;
    private int requests;
    private boolean wasUnclear;

    ChaosClient(int number, Surroundings surroundings, long seed, AccountHttpAdapter adapter, HistoryWriter book) {
        this.number = number;
        this.surroundings = surroundings;
        this.adapter = adapter;
        this.book = book;
        random = new Random(seed + number);
        process = number;
    }

    /** Returns the name of a client's account within the history. */
    static String account(int number) {
        return "a" + number;
    }

    /** Registers, logs in and deposits money; returns true if that succeeded in time. */
    boolean enter() {
        long until = System.nanoTime() + surroundings.timeout().toNanos();
        while (!adapter.enter()) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        BigDecimal base = BigDecimal.valueOf(20);
        return isDone(untilKnown(deposit(surroundings.base(), base)))
                && isDone(untilKnown(deposit(surroundings.quote(), base.multiply(surroundings.price()))));
    }

    private static boolean isDone(ClientAnswer answer) {
        return answer instanceof ClientAnswer.Done;
    }

    private ClientOperation.Deposit deposit(String asset, BigDecimal amount) {
        return new ClientOperation.Deposit(account(number), nextId(), asset, amount);
    }

    private String nextId() {
        return "c" + number + "-" + requests++;
    }

    /** Trades at its rate; on return it knows the result of every command. */
    void trade(BooleanSupplier isOver) {
        long next = System.nanoTime();
        while (!isOver.getAsBoolean()) {
            act();
            next = Math.max(next + NANOS_PER_SECOND / surroundings.rate(), System.nanoTime() - NANOS_PER_SECOND);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void act() {
        int kind = random.nextInt(100);
        if (open.size() >= OPEN_MAX) {
            cancel(open.getFirst());
        } else if (kind < 55 || open.isEmpty() && kind < 80) {
            place(kind >= 10);
        } else if (kind < 67) {
            amend(anOpenOne());
        } else if (kind < 80) {
            cancel(anOpenOne());
        } else if (kind < 90) {
            transfer();
        } else if (kind < 95 && !placed.isEmpty()) {
            once(new ClientOperation.Read(account(number), Subject.ORDER, placed.get(random.nextInt(placed.size()))));
        } else {
            once(new ClientOperation.Read(account(number), Subject.BALANCES, ""));
        }
    }

    private String anOpenOne() {
        return open.stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
    }

    private void place(boolean stays) {
        String id = nextId();
        boolean buys = random.nextBoolean();
        ClientOperation.Place place =
                new ClientOperation.Place(account(number), id, buys, price(buys), quantity(), stays);
        if (untilKnown(place) instanceof ClientAnswer.OrderSeen orderSeen) {
            placed.add(id);
            check(orderSeen);
        }
    }

    private void amend(String id) {
        ClientAnswer answer =
                untilKnown(new ClientOperation.Amend(account(number), id, price(random.nextBoolean()), quantity()));
        after(id, answer);
    }

    private void cancel(String id) {
        after(id, untilKnown(new ClientOperation.Cancel(account(number), id)));
        open.remove(id);
    }

    /**
     * Reads the order after an answer. If the command may have been done by the first or the second request, it queries
     * the order.
     */
    private void after(String id, ClientAnswer answer) {
        if (answer instanceof ClientAnswer.OrderSeen orderSeen) {
            check(orderSeen);
        } else if (answer instanceof ClientAnswer.Refused(String code) && code.equals("unknown_order")) {
            open.remove(id);
        }
        if (wasUnclear) {
            once(new ClientOperation.Read(account(number), Subject.ORDER, id));
        }
    }

    private void check(ClientAnswer.OrderSeen orderSeen) {
        if (orderSeen.status().equals("open") || orderSeen.status().equals("partially_filled")) {
            open.add(orderSeen.id());
        } else {
            open.remove(orderSeen.id());
        }
    }

    private void transfer() {
        int to = (number + 1 + random.nextInt(surroundings.clients() - 1)) % surroundings.clients();
        boolean ofBase = random.nextBoolean();
        untilKnown(new ClientOperation.Transfer(
                account(number),
                nextId(),
                account(to),
                ofBase ? surroundings.base() : surroundings.quote(),
                ofBase ? quantity() : BigDecimal.valueOf(1 + random.nextInt(1000))));
    }

    /** Returns a price up to half a unit to either side, so that about every second order trades at once. */
    private BigDecimal price(boolean buys) {
        int cents = random.nextInt(100) - (buys ? 60 : 40);
        return surroundings.price().add(BigDecimal.valueOf(cents, CENTS));
    }

    private BigDecimal quantity() {
        return BigDecimal.valueOf(1L + random.nextInt(5), CENTS);
    }

    /** Cancels all orders that, as far as it knows, are still in a book. */
    void cancelAll() {
        for (String id : List.copyOf(open)) {
            cancel(id);
        }
    }

    /** Reads everything that the exchange knows of it, and returns the answers. */
    Map<ClientOperation, ClientAnswer> readAll() {
        Map<ClientOperation, ClientAnswer> seen = new LinkedHashMap<>();
        for (Subject subject : List.of(Subject.FILLS, Subject.ORDERS, Subject.BALANCES, Subject.MOVES)) {
            ClientOperation.Read read = new ClientOperation.Read(account(number), subject, "");
            seen.put(read, untilKnown(read));
        }
        for (String id : placed) {
            ClientOperation.Read read = new ClientOperation.Read(account(number), Subject.LIFE, id);
            seen.put(read, untilKnown(read));
        }
        return seen;
    }

    /** Reads the check that the ledger of all accounts sums to zero. */
    void readLedger() {
        untilKnown(new ClientOperation.Read(account(number), Subject.LEDGER, ""));
    }

    /** Repeats a request with the same id until there is an answer, or the time runs out. */
    private ClientAnswer untilKnown(ClientOperation operation) {
        long until = System.nanoTime() + surroundings.timeout().toNanos();
        ClientAnswer answer = once(operation);
        boolean unclear = answer instanceof ClientAnswer.OutcomeUnknown;
        long pause = PAUSE_NANOS;
        while ((answer instanceof ClientAnswer.OutcomeUnknown || answer instanceof ClientAnswer.NotDelivered)
                && System.nanoTime() < until) {
            LockSupport.parkNanos(pause);
            // Each unanswered request is one more thing that may have happened at any time; few of them are judged
            // faster.
            pause = Math.min(2 * pause, NANOS_PER_SECOND);
            answer = once(operation);
            unclear |= answer instanceof ClientAnswer.OutcomeUnknown;
        }
        wasUnclear = unclear;
        return answer;
    }

    private ClientAnswer once(ClientOperation operation) {
        book.write(process, operation, Optional.empty());
        ClientAnswer answer = adapter.request(operation);
        book.write(process, operation, Optional.of(answer));
        if (answer instanceof ClientAnswer.OutcomeUnknown) {
            process += surroundings.clients();
        }
        return answer;
    }
}
