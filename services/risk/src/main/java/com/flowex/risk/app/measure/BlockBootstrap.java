package com.flowex.risk.app.measure;

import com.flowex.risk.app.bar.DailyBar;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bootstrap of volatility and illiquidity: blocks of ten days drawn again and again (circular block bootstrap, Politis
 * and Romano 1992). The sums of each block are computed once, so that a copy costs as many additions as it has blocks.
 */
public final class BlockBootstrap {

    static final int BLOCK = 10;

    /** Number of days beyond which the weights of EWMA are below one percent. */
    private static final int RECENT = 80;

    private static final int SUMS = 6;

    private final DailyReturns moves;
    private final double[][] sums;
    private final double[] decayed;

    public BlockBootstrap(List<DailyBar> bars) {
        this.moves = new DailyReturns(bars);
        this.sums = blockSums();
        this.decayed =
                Volatility.decayed(Arrays.copyOfRange(moves.day, Math.max(0, moves.days() - RECENT), moves.days()));
    }

    /** Figures of one bootstrap copy. */
    public record Copy(double yangZhang, double ewma, double illiquidity) {}

    private double[][] blockSums() {
        int days = moves.days();
        double[][] all = new double[days][SUMS];
        for (int start = 0; start < days; start++) {
            for (int step = 0; step < BLOCK; step++) {
                add((start + step) % days, all[start]);
            }
        }
        return all;
    }

    private void add(int day, double[] to) {
        double overnight = moves.overnight[day];
        double within = moves.within[day];
        to[0] += overnight;
        to[1] += overnight * overnight;
        to[2] += within;
        to[3] += within * within;
        to[4] += moves.rogersSatchell[day];
        double illiquidity = moves.illiquidity[day];
        to[5] += Double.isNaN(illiquidity) ? 0 : illiquidity;
    }

    /**
     * Draws copies.
     *
     * @param seed the same seed gives the same copies
     */
    public List<Copy> copies(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double paid = Arrays.stream(moves.illiquidity).filter(Double::isFinite).count();
        double share = paid / moves.days();
        Copy[] copies = new Copy[count];
        for (int i = 0; i < count; i++) {
            copies[i] = copy(random, share);
        }
        return List.of(copies);
    }

    private Copy copy(SplittableRandom random, double paidShare) {
        int blocks = Math.ceilDiv(moves.days(), BLOCK);
        double[] total = new double[SUMS];
        double ewma = 0;
        int place = 0;
        for (int block = 0; block < blocks; block++) {
            int start = random.nextInt(moves.days());
            double[] part = sums[start];
            for (int i = 0; i < SUMS; i++) {
                total[i] += part[i];
            }
            for (int step = 0; step < BLOCK && place < decayed.length; step++, place++) {
                double move = moves.closeToClose[(start + step) % moves.days()];
                ewma += decayed[place] * move * move;
            }
        }
        int days = blocks * BLOCK;
        double variance = Volatility.yangZhang(
                days, variance(total[0], total[1], days), variance(total[2], total[3], days), total[4] / days);
        double illiquidity = paidShare == 0 ? Double.NaN : total[5] / (days * paidShare);
        return new Copy(Volatility.yearly(variance), Volatility.yearly(ewma), illiquidity);
    }

    private static double variance(double sum, double squares, int days) {
        return Math.max(0, (squares - sum * sum / days) / (days - 1));
    }
}
