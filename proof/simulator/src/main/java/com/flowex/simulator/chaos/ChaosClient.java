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
    record Ground(int clients, BigDecimal price, String base, String quote, int rate, Duration patience) {}

    private final int number;
    private final Ground ground;
    private final Random random;
    private final AccountHttpAdapter door;
    private final HistoryWriter book;
    private final SequencedSet<String> open = new LinkedHashSet<>();
    private final List<String> placed = new ArrayList<>();
    private long process;
    private int asked;
    private boolean wasUnclear;

    ChaosClient(int number, Ground ground, long seed, AccountHttpAdapter door, HistoryWriter book) {
        this.number = number;
        this.ground = ground;
        this.door = door;
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
        long until = System.nanoTime() + ground.patience().toNanos();
        while (!door.enter()) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        BigDecimal base = BigDecimal.valueOf(20);
        return isDone(untilKnown(deposit(ground.base(), base)))
                && isDone(untilKnown(deposit(ground.quote(), base.multiply(ground.price()))));
    }

    private static boolean isDone(ClientAnswer told) {
        return told instanceof ClientAnswer.Done;
    }

    private ClientOperation.Deposit deposit(String asset, BigDecimal amount) {
        return new ClientOperation.Deposit(account(number), nextId(), asset, amount);
    }

    private String nextId() {
        return "c" + number + "-" + asked++;
    }

    /** Trades at its rate; on return it knows the result of every command. */
    void trade(BooleanSupplier isOver) {
        long next = System.nanoTime();
        while (!isOver.getAsBoolean()) {
            act();
            next = Math.max(next + NANOS_PER_SECOND / ground.rate(), System.nanoTime() - NANOS_PER_SECOND);
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
        if (untilKnown(place) instanceof ClientAnswer.OrderSeen seen) {
            placed.add(id);
            look(seen);
        }
    }

    private void amend(String id) {
        ClientAnswer told =
                untilKnown(new ClientOperation.Amend(account(number), id, price(random.nextBoolean()), quantity()));
        after(id, told);
    }

    private void cancel(String id) {
        after(id, untilKnown(new ClientOperation.Cancel(account(number), id)));
        open.remove(id);
    }

    /**
     * Reads the order after an answer. If the command may have been done by the first or the second request, it queries
     * the order.
     */
    private void after(String id, ClientAnswer told) {
        if (told instanceof ClientAnswer.OrderSeen seen) {
            look(seen);
        } else if (told instanceof ClientAnswer.Refused(String code) && code.equals("unknown_order")) {
            open.remove(id);
        }
        if (wasUnclear) {
            once(new ClientOperation.Read(account(number), Subject.ORDER, id));
        }
    }

    private void look(ClientAnswer.OrderSeen seen) {
        if (seen.status().equals("open") || seen.status().equals("partially_filled")) {
            open.add(seen.id());
        } else {
            open.remove(seen.id());
        }
    }

    private void transfer() {
        int to = (number + 1 + random.nextInt(ground.clients() - 1)) % ground.clients();
        boolean ofBase = random.nextBoolean();
        untilKnown(new ClientOperation.Transfer(
                account(number),
                nextId(),
                account(to),
                ofBase ? ground.base() : ground.quote(),
                ofBase ? quantity() : BigDecimal.valueOf(1 + random.nextInt(1000))));
    }

    /** Returns a price up to half a unit to either side, so that about every second order trades at once. */
    private BigDecimal price(boolean buys) {
        int cents = random.nextInt(100) - (buys ? 60 : 40);
        return ground.price().add(BigDecimal.valueOf(cents, CENTS));
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
    private ClientAnswer untilKnown(ClientOperation deed) {
        long until = System.nanoTime() + ground.patience().toNanos();
        ClientAnswer told = once(deed);
        boolean unclear = told instanceof ClientAnswer.OutcomeUnknown;
        long pause = PAUSE_NANOS;
        while ((told instanceof ClientAnswer.OutcomeUnknown || told instanceof ClientAnswer.NotDelivered)
                && System.nanoTime() < until) {
            LockSupport.parkNanos(pause);
            // Each unanswered request is one more thing that may have happened at any time; few of them are judged
            // faster.
            pause = Math.min(2 * pause, NANOS_PER_SECOND);
            told = once(deed);
            unclear |= told instanceof ClientAnswer.OutcomeUnknown;
        }
        wasUnclear = unclear;
        return told;
    }

    private ClientAnswer once(ClientOperation deed) {
        book.write(process, deed, Optional.empty());
        ClientAnswer told = door.ask(deed);
        book.write(process, deed, Optional.of(told));
        if (told instanceof ClientAnswer.OutcomeUnknown) {
            process += ground.clients();
        }
        return told;
    }
}
