package com.flowex.benchmarks.engine;

import com.flowex.domain.order.Side;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Commands a second of the engine on one thread. The commands are whole, with admission, holds, fees, events and the
 * check of every invariant, but without log and codec. The score counts commands; trades are not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
public class EngineBenchmark {

    private static final int BATCH = 100_000;

    /** Number of resting orders while orders come and go, or trade. */
    private static final int RESTING = 10_000;

    private EngineUnderTest engine = new EngineUnderTest();
    private final long[] restingOrders = new long[RESTING];
    private int turn;

    /** Makes a new engine before each iteration, so that one iteration does not slow the next. */
    @Setup(Level.Iteration)
    public void rest() {
        engine = new EngineUnderTest();
        for (turn = 0; turn < RESTING; turn++) {
            restingOrders[turn] = engine.place(turn, Side.BUY, bidUnits(turn));
        }
    }

    /** Checks that every command was accepted; otherwise the figures are invalid. */
    @TearDown(Level.Iteration)
    public void check() {
        if (engine.misses() != 0) {
            throw new IllegalStateException(engine.misses() + " commands were refused or repeated");
        }
    }

    /** Places new limit orders that all rest, {@value #BATCH} into an empty book. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void newLimitOrders(EmptyBook book) {
        for (int i = 0; i < BATCH; i++) {
            book.engine.place(i, Side.BUY, bidUnits(i));
        }
    }

    /** Places an order and cancels the oldest one: half of the commands are cancels. */
    @Benchmark
    @OperationsPerInvocation(2)
    public void placeAndCancel() {
        int slot = turn % RESTING;
        engine.cancel(slot, restingOrders[slot]);
        restingOrders[slot] = engine.place(slot, Side.BUY, bidUnits(turn));
        turn = turn + 1 & Integer.MAX_VALUE;
    }

    /** Places a sell that rests and a buy that takes it: half of the commands trade. */
    @Benchmark
    @OperationsPerInvocation(2)
    public void crossing() {
        engine.place(turn, Side.SELL, EngineUnderTest.MIDDLE_UNITS);
        engine.place(turn + 1, Side.BUY, EngineUnderTest.MIDDLE_UNITS);
        turn = turn + 2 & Integer.MAX_VALUE;
    }

    private static long bidUnits(int turn) {
        // A large odd step visits the levels in an irregular order.
        return EngineUnderTest.MIDDLE_UNITS - 1 - turn * 7_919L % EngineUnderTest.LEVELS;
    }

    /** New engine for each batch of {@link #newLimitOrders}: otherwise its book would grow without end. */
    @State(Scope.Thread)
    public static class EmptyBook {
        private EngineUnderTest engine = new EngineUnderTest();

        @Setup(Level.Invocation)
        public void empty() {
            engine = new EngineUnderTest();
        }

        @TearDown(Level.Invocation)
        public void check() {
            if (engine.misses() != 0) {
                throw new IllegalStateException(engine.misses() + " orders were refused or repeated");
            }
        }
    }
}
