package com.flowex.risk.app.portfolio;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.StatUtils;

/**
 * Covariance matrix with correlations shrunk towards their mean, and with the variances of the sample (O. Ledoit, M.
 * Wolf: Honey, I Shrunk the Sample Covariance Matrix, J. of Portfolio Management 30, 2004, applied to standardized
 * returns). The variance of one asset therefore never affects another one, and the intensity does not depend on the
 * unit of any asset.
 *
 * @param covariance daily covariance
 * @param correlation ones on the diagonal; zero elsewhere for an asset whose price does not move
 * @param deviations standard deviations of a day, one for each asset
 * @param intensity 0: correlations of the sample, 1: the same correlation for all pairs
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one computation, never compared
public record ShrunkCovariance(RealMatrix covariance, RealMatrix correlation, double[] deviations, double intensity) {

    /**
     * Estimates the matrix.
     *
     * @param rows one for each day, two or more
     */
    public static ShrunkCovariance of(double[][] rows) {
        RealMatrix standard = MatrixUtils.createRealMatrix(rows);
        double[] deviations = standardize(standard);
        int size = deviations.length;
        RealMatrix sample = standard.transposeMultiply(standard).scalarMultiply(1.0 / rows.length);
        double mean = meanBesideDiagonal(sample);
        double intensity = intensity(standard, sample, mean);
        RealMatrix correlation = MatrixUtils.createRealIdentityMatrix(size);
        RealMatrix covariance = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j) {
                    boolean moves = deviations[i] > 0 && deviations[j] > 0;
                    correlation.setEntry(i, j, moves ? (1 - intensity) * sample.getEntry(i, j) + intensity * mean : 0);
                }
                covariance.setEntry(i, j, correlation.getEntry(i, j) * deviations[i] * deviations[j]);
            }
        }
        return new ShrunkCovariance(covariance, correlation, deviations, intensity);
    }

    /** Subtracts means and divides by standard deviations in place; returns the deviations. */
    private static double[] standardize(RealMatrix rows) {
        double[] deviations = new double[rows.getColumnDimension()];
        for (int j = 0; j < deviations.length; j++) {
            double[] column = rows.getColumn(j);
            double mean = StatUtils.mean(column);
            double deviation = Math.sqrt(StatUtils.populationVariance(column));
            deviations[j] = deviation;
            for (int i = 0; i < column.length; i++) {
                column[i] = deviation > 0 ? (column[i] - mean) / deviation : 0;
            }
            rows.setColumn(j, column);
        }
        return deviations;
    }

    private static double meanBesideDiagonal(RealMatrix sample) {
        int size = sample.getColumnDimension();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                sum += sample.getEntry(i, j);
            }
        }
        return size < 2 ? 0 : 2 * sum / (size * (size - 1.0));
    }

    /** Returns Ledoit and Wolf's intensity for a target of constant correlation; the diagonal is left out. */
    private static double intensity(RealMatrix standard, RealMatrix sample, double mean) {
        int days = standard.getRowDimension();
        int size = sample.getColumnDimension();
        RealMatrix squares = power(standard, 2);
        RealMatrix noise = squares.transposeMultiply(squares).scalarMultiply(1.0 / days);
        RealMatrix cubes = power(standard, 3).transposeMultiply(standard).scalarMultiply(1.0 / days);
        double pi = 0;
        double rho = 0;
        double gamma = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double entry = sample.getEntry(i, j);
                if (i != j) {
                    pi += noise.getEntry(i, j) - entry * entry;
                    rho += mean * (cubes.getEntry(i, j) - entry);
                    gamma += (entry - mean) * (entry - mean);
                }
            }
        }
        return gamma <= 0 ? 0 : Math.clamp((pi - rho) / gamma / days, 0, 1);
    }

    private static RealMatrix power(RealMatrix matrix, int exponent) {
        RealMatrix power = matrix.copy();
        for (int i = 0; i < matrix.getRowDimension(); i++) {
            for (int j = 0; j < matrix.getColumnDimension(); j++) {
                power.setEntry(i, j, Math.pow(matrix.getEntry(i, j), exponent));
            }
        }
        return power;
    }
}
