package com.flowex.simulator.lobster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A market of its own, in the plainest way, that publishes what LOBSTER would: of a full book only what happens within
 * the best levels. Orders come, shrink, go and trade by price and time far beyond what is published, so levels leave and
 * come back changed.
 */
final class RandomMarket {

    private static final int SPREAD_TICKS = 40;
    private static final long TICK = 100;

    private static final class Order {
        final long id;
        final int direction;
        final long price;
        long size;

        Order(long id, int direction, long price, long size) {
            this.id = id;
            this.direction = direction;
            this.price = price;
            this.size = size;
        }
    }

    private final Random random;
    private final int levels;
    private final NavigableMap<Long, ArrayDeque<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, ArrayDeque<Order>> asks = new TreeMap<>();
    private final List<Order> open = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private long nanos = 34_200_000_000_000L;
    private long nextId = 1_000;
    private long mid = 1_000_000;
    private long rowsLeft;
    private final BufferedWriter messages;
    private final BufferedWriter books;

    private RandomMarket(long seed, int levels, long rows, BufferedWriter messages, BufferedWriter books) {
        this.random = new Random(seed);
        this.levels = levels;
        this.rowsLeft = rows;
        this.messages = messages;
        this.books = books;
    }

    /** Writes a number of rows of both files, after some thousand unrecorded steps. */
    static void write(long seed, int levels, long rows, Path messageFile, Path bookFile) throws IOException {
        try (BufferedWriter messages = Files.newBufferedWriter(messageFile);
                BufferedWriter books = Files.newBufferedWriter(bookFile)) {
            RandomMarket market = new RandomMarket(seed, levels, 0, messages, books);
            for (int i = 0; i < 3_000; i++) {
                market.step();
            }
            market.rowsLeft = rows;
            while (market.rowsLeft > 0) {
                market.step();
            }
        }
    }

    private void step() throws IOException {
        nanos += random.nextInt(2_000_000);
        mid += random.nextInt(50) == 0 ? TICK * (random.nextInt(11) - 5) : 0;
        int dice = random.nextInt(1_000);
        if (dice < 450 || open.isEmpty()) {
            submit();
        } else if (dice < 560) {
            partiallyCancel(open.get(random.nextInt(open.size())));
        } else if (dice < 850 || open.size() > 4_000) {
            remove(3, open.get(random.nextInt(open.size())));
        } else if (dice < 970) {
            marketOrder();
        } else if (dice < 997) {
            publish(5, 0, 1 + random.nextInt(300), mid, 1);
        } else if (dice < 999) {
            publish(6, -1, 1 + random.nextInt(30_000), mid, -1);
        } else {
            publish(7, 0, 0, -1, -1);
            publish(7, 0, 0, 0, -1);
            publish(7, 0, 0, 1, -1);
        }
    }

    private void submit() throws IOException {
        int direction = random.nextBoolean() ? 1 : -1;
        long price = mid - direction * TICK * (1 + (long) Math.abs(random.nextGaussian() * SPREAD_TICKS / 3));
        NavigableMap<Long, ArrayDeque<Order>> other = side(-direction);
        if (!other.isEmpty() && direction * price >= direction * other.firstKey()) {
            price = other.firstKey() - direction * TICK;
        }
        long size = random.nextInt(200) == 0 ? 1_000_000 + random.nextInt(2_000_000) : 1 + random.nextInt(500);
        Order order = new Order(nextId++, direction, price, size);
        side(direction).computeIfAbsent(price, _ -> new ArrayDeque<>()).add(order);
        open.add(order);
        if (isInSight(direction, price)) {
            publish(1, order.id, size, price, direction);
        }
    }

    private void partiallyCancel(Order order) throws IOException {
        if (order.size > 1) {
            long by = 1 + random.nextLong(order.size - 1);
            order.size -= by;
            if (isInSight(order.direction, order.price)) {
                publish(2, order.id, by, order.price, order.direction);
            }
        }
    }

    private void remove(int type, Order order) throws IOException {
        boolean wasInSight = isInSight(order.direction, order.price);
        NavigableMap<Long, ArrayDeque<Order>> side = side(order.direction);
        ArrayDeque<Order> queue = Objects.requireNonNull(side.get(order.price));
        queue.remove(order);
        if (queue.isEmpty()) {
            side.remove(order.price);
        }
        open.remove(order);
        if (wasInSight) {
            publish(type, order.id, order.size, order.price, order.direction);
        }
    }

    private void marketOrder() throws IOException {
        int hit = random.nextBoolean() ? 1 : -1;
        long left = 1L + random.nextInt(random.nextInt(5) == 0 ? 5_000 : 400);
        while (left > 0 && !side(hit).isEmpty()) {
            Order front = side(hit).firstEntry().getValue().getFirst();
            if (front.size > left) {
                front.size -= left;
                publish(4, front.id, left, front.price, hit);
                return;
            }
            left -= front.size;
            remove(4, front);
        }
    }

    private boolean isInSight(int direction, long price) {
        int rank = 0;
        for (long better : side(direction).keySet()) {
            if (better == price) {
                return true;
            }
            if (direction * better < direction * price || ++rank == levels) {
                return rank < levels;
            }
        }
        return rank < levels;
    }

    private void publish(int type, long id, long size, long price, int direction) throws IOException {
        if (rowsLeft <= 0) {
            return;
        }
        rowsLeft--;
        text.setLength(0);
        text.append(nanos / 1_000_000_000).append('.').append(String.format("%09d", nanos % 1_000_000_000));
        text.append(',').append(type).append(',').append(id).append(',').append(size);
        text.append(',').append(price).append(',').append(direction).append('\n');
        messages.append(text);
        text.setLength(0);
        List<long[]> ask = best(asks);
        List<long[]> bid = best(bids);
        for (int i = 0; i < levels; i++) {
            append(ask, i, 9_999_999_999L);
            append(bid, i, -9_999_999_999L);
        }
        text.setCharAt(text.length() - 1, '\n');
        books.append(text);
    }

    private void append(List<long[]> side, int level, long nothing) {
        long[] shown = level < side.size() ? side.get(level) : new long[] {nothing, 0};
        text.append(shown[0]).append(',').append(shown[1]).append(',');
    }

    private List<long[]> best(NavigableMap<Long, ArrayDeque<Order>> side) {
        List<long[]> best = new ArrayList<>();
        for (var level : side.entrySet()) {
            if (best.size() == levels) {
                break;
            }
            best.add(new long[] {
                level.getKey(), level.getValue().stream().mapToLong(o -> o.size).sum()
            });
        }
        return best;
    }

    private NavigableMap<Long, ArrayDeque<Order>> side(int direction) {
        return direction == 1 ? bids : asks;
    }
}
