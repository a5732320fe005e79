package com.flowex.benchmarks.book;

import java.util.Random;

/**
 * Recorded commands for one book: 45 % new orders, 45 % cancels, 5 % immediate-or-cancel, 5 % reductions. The number of
 * resting orders stays about the same.
 *
 * <p>Command {@code i} is {@code kinds[i]} of order {@code ids[i]}; the sign of {@code sizes[i]} is its side: a buy is
 * positive.
 */
public final class Workload {

    public static final byte NEW = 0;
    public static final byte CANCEL = 1;
    public static final byte IMMEDIATE = 2;
    public static final byte REDUCE = 3;

    /** Distribution of prices. */
    public enum Shape {
        /** Most orders are within a thousand ticks of a slowly drifting middle. */
        DENSE(1_000, 1),
        /** Orders are up to two million ticks away, and the middle jumps: wide and sparse. */
        SPARSE(2_000_000, 500);

        private final long spreadTicks;
        private final int jumpTicks;

        Shape(long spreadTicks, int jumpTicks) {
            this.spreadTicks = spreadTicks;
            this.jumpTicks = jumpTicks;
        }
    }

    public static final long PRICE_MAX = 100_000_000;
    private static final int SIZE_MAX = 100;

    public final byte[] kinds;
    public final long[] ids;
    public final long[] prices;
    public final long[] sizes;

    /** Number of first commands that only fill the book. */
    final int filling;

    private Workload(int filling, int count) {
        this.filling = filling;
        this.kinds = new byte[filling + count];
        this.ids = new long[filling + count];
        this.prices = new long[filling + count];
        this.sizes = new long[filling + count];
    }

    /** Records a workload; the same arguments give the same commands. */
    public static Workload record(Shape shape, int resting, int count, long seed) {
        Workload workload = new Workload(resting, count);
        new Recorder(workload, shape, resting, new Random(seed)).record();
        return workload;
    }

    /** Returns the number of commands that only fill the book. */
    public int filling() {
        return filling;
    }

    int count() {
        return kinds.length;
    }

    /** Recorder that plays its commands on a book of its own, to know which orders can be canceled and reduced. */
    private static final class Recorder {

        private final Workload workload;
        private final Shape shape;
        private final int resting;
        private final Random random;
        private final FlowExBook book = new FlowExBook();
        private final long[] live;
        private int liveCount;
        private long middle = PRICE_MAX / 2;
        private long nextId = 1;

        Recorder(Workload workload, Shape shape, int resting, Random random) {
            this.workload = workload;
            this.shape = shape;
            this.resting = resting;
            this.random = random;
            this.live = new long[workload.count()];
        }

        void record() {
            for (int i = 0; i < workload.count(); i++) {
                if (i < workload.filling) {
                    place(i, NEW, 1);
                } else {
                    next(i, random.nextInt(100));
                }
                book.run(workload, i, i + 1);
            }
        }

        private void next(int i, int roll) {
            if (random.nextInt(20) == 0) {
                long jump = random.nextLong(2L * shape.jumpTicks + 1) - shape.jumpTicks;
                middle = Math.clamp(middle + jump, PRICE_MAX / 4, PRICE_MAX / 4 * 3);
            }
            if (roll < 5) {
                place(i, IMMEDIATE, -1);
            } else if (roll < 10) {
                long id = anyLive();
                set(i, REDUCE, id, 0, 1);
            } else if (random.nextLong(resting) < book.open() - resting / 2) {
                set(i, CANCEL, anyLive(), 0, 0);
            } else {
                place(i, NEW, random.nextInt(50) == 0 ? -1 : 1);
            }
        }

        /** @param away 1 for the order's own side of the middle, -1 for the other side */
        private void place(int i, byte kind, int away) {
            boolean isBuy = random.nextBoolean();
            double share = random.nextDouble();
            long distance = 1 + (long) (shape.spreadTicks * share * share * share);
            if (away < 0) {
                distance = 1 + random.nextLong(5);
            }
            long price = isBuy == away > 0 ? middle - distance : middle + distance;
            long size = 1 + random.nextLong(SIZE_MAX);
            live[liveCount] = nextId;
            if (kind == NEW) {
                liveCount++;
            }
            set(i, kind, nextId++, Math.clamp(price, 1, PRICE_MAX), isBuy ? size : -size);
        }

        private long anyLive() {
            while (liveCount > 0) {
                int at = random.nextInt(liveCount);
                if (book.isOpen(live[at])) {
                    return live[at];
                }
                live[at] = live[--liveCount];
            }
            throw new IllegalStateException("the book is empty");
        }

        private void set(int i, byte kind, long id, long price, long size) {
            workload.kinds[i] = kind;
            workload.ids[i] = id;
            workload.prices[i] = price;
            workload.sizes[i] = size;
        }
    }
}
