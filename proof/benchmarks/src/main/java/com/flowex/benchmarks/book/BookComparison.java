package com.flowex.benchmarks.book;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Comparison of the engine's book with exchange-core's on the same recorded commands, alternately in one process. It
 * reports million commands a second of one thread, as the median of the rounds. It also checks that both made the same
 * trades (exit 1 if not).
 *
 * <p>Arguments: directory of exchange-core's libraries, commands a round, rounds.
 */
public final class BookComparison {

    private static final PrintStream OUT = System.out;
    private static final int[] RESTING = {1_000, 100_000};

    private final Class<? extends TestedBook> rival;
    private final int commands;
    private final int rounds;

    private BookComparison(Class<? extends TestedBook> rival, int commands, int rounds) {
        this.rival = rival;
        this.commands = commands;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) {
        BookComparison comparison = new BookComparison(
                ExchangeCoreLoader.exchangeCore(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]));
        boolean isEqual = true;
        for (Workload.Shape shape : Workload.Shape.values()) {
            for (int resting : RESTING) {
                isEqual &= comparison.compare(shape, resting);
            }
        }
        if (!isEqual) {
            System.exit(1);
        }
    }

    private boolean compare(Workload.Shape shape, int resting) {
        Workload workload = Workload.record(shape, resting, commands, 20_261_120);
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        boolean isEqual = true;
        for (int round = -1; round < rounds; round++) {
            TestedBook flowEx = new FlowExBook();
            TestedBook exchangeCore = make();
            double our = play(flowEx, workload);
            double their = play(exchangeCore, workload);
            isEqual &= flowEx.digest() == exchangeCore.digest()
                    && flowEx.trades() == exchangeCore.trades()
                    && flowEx.open() == exchangeCore.open();
            if (round >= 0) {
                ours[round] = our;
                theirs[round] = their;
            }
            if (round == rounds - 1) {
                report(shape, resting, flowEx, median(ours), median(theirs), isEqual);
            }
        }
        return isEqual;
    }

    private TestedBook make() {
        try {
            return rival.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("exchange-core does not start", e);
        }
    }

    private static double play(TestedBook book, Workload workload) {
        book.run(workload, 0, workload.filling);
        long begin = System.nanoTime();
        book.run(workload, workload.filling, workload.count());
        return (workload.count() - workload.filling) * 1e3 / (System.nanoTime() - begin);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void report(
            Workload.Shape shape, int resting, TestedBook book, double ours, double theirs, boolean isEqual) {
        OUT.printf(
                Locale.ROOT,
                "book shape=%s resting=%d trades=%d open=%d flowex=%.1f exchange_core=%.1f ratio=%.2f trades_equal=%s%n",
                shape.name().toLowerCase(Locale.ROOT),
                resting,
                book.trades(),
                book.open(),
                ours,
                theirs,
                ours / theirs,
                isEqual);
    }
}
