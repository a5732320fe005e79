package com.flowex.simulator.chaos;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Deed.Subject;
import com.flowex.simulator.history.Told;
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
    private final AccountDoor door;
    private final HistoryBook book;
    private final SequencedSet<String> open = new LinkedHashSet<>();
    private final List<String> placed = new ArrayList<>();
    private long process;
    private int asked;
    private boolean wasUnclear;

    ChaosClient(int number, Ground ground, long seed, AccountDoor door, HistoryBook book) {
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

    private static boolean isDone(Told told) {
        return told instanceof Told.Done;
    }

    private Deed.Deposit deposit(String asset, BigDecimal amount) {
        return new Deed.Deposit(account(number), nextId(), asset, amount);
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
            once(new Deed.Read(account(number), Subject.ORDER, placed.get(random.nextInt(placed.size()))));
        } else {
            once(new Deed.Read(account(number), Subject.BALANCES, ""));
        }
    }

    private String anOpenOne() {
        return open.stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
    }

    private void place(boolean stays) {
        String id = nextId();
        boolean buys = random.nextBoolean();
        Deed.Place place = new Deed.Place(account(number), id, buys, price(buys), quantity(), stays);
        if (untilKnown(place) instanceof Told.OrderSeen seen) {
            placed.add(id);
            look(seen);
        }
    }

    private void amend(String id) {
        Told told = untilKnown(new Deed.Amend(account(number), id, price(random.nextBoolean()), quantity()));
        after(id, told);
    }

    private void cancel(String id) {
        after(id, untilKnown(new Deed.Cancel(account(number), id)));
        open.remove(id);
    }

    /**
     * Reads the order after an answer. If the command may have been done by the first or the second request, it queries
     * the order.
     */
    private void after(String id, Told told) {
        if (told instanceof Told.OrderSeen seen) {
            look(seen);
        } else if (told instanceof Told.Refused(String code) && code.equals("unknown_order")) {
            open.remove(id);
        }
        if (wasUnclear) {
            once(new Deed.Read(account(number), Subject.ORDER, id));
        }
    }

    private void look(Told.OrderSeen seen) {
        if (seen.status().equals("open") || seen.status().equals("partially_filled")) {
            open.add(seen.id());
        } else {
            open.remove(seen.id());
        }
    }

    private void transfer() {
        int to = (number + 1 + random.nextInt(ground.clients() - 1)) % ground.clients();
        boolean ofBase = random.nextBoolean();
        untilKnown(new Deed.Transfer(
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
    Map<Deed, Told> readAll() {
        Map<Deed, Told> seen = new LinkedHashMap<>();
        for (Subject subject : List.of(Subject.FILLS, Subject.ORDERS, Subject.BALANCES, Subject.MOVES)) {
            Deed.Read read = new Deed.Read(account(number), subject, "");
            seen.put(read, untilKnown(read));
        }
        for (String id : placed) {
            Deed.Read read = new Deed.Read(account(number), Subject.LIFE, id);
            seen.put(read, untilKnown(read));
        }
        return seen;
    }

    /** Reads the check that the ledger of all accounts sums to zero. */
    void readLedger() {
        untilKnown(new Deed.Read(account(number), Subject.LEDGER, ""));
    }

    /** Repeats a request with the same id until there is an answer, or the time runs out. */
    private Told untilKnown(Deed deed) {
        long until = System.nanoTime() + ground.patience().toNanos();
        Told told = once(deed);
        boolean unclear = told instanceof Told.Unclear;
        long pause = PAUSE_NANOS;
        while ((told instanceof Told.Unclear || told instanceof Told.Missed) && System.nanoTime() < until) {
            LockSupport.parkNanos(pause);
            // Each unanswered request is one more thing that may have happened at any time; few of them are judged
            // faster.
            pause = Math.min(2 * pause, NANOS_PER_SECOND);
            told = once(deed);
            unclear |= told instanceof Told.Unclear;
        }
        wasUnclear = unclear;
        return told;
    }

    private Told once(Deed deed) {
        book.write(process, deed, Optional.empty());
        Told told = door.ask(deed);
        book.write(process, deed, Optional.of(told));
        if (told instanceof Told.Unclear) {
            process += ground.clients();
        }
        return told;
    }
}
