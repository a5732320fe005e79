package com.flowex.risk.portfolio;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.StatUtils;

/**
 * A covariance matrix between what was seen and one with the mean variance and no covariance, as near to either as gives the least error to
 * be expected (O. Ledoit, M. Wolf: A well-conditioned estimator for large-dimensional covariance matrices, J. of Multivariate Analysis 88,
 * 2004). It is positive definite however few the days are.
 *
 * @param intensity 0: as seen, 1: as said before
 */
public record Shrinkage(RealMatrix covariance, double intensity) {

    /**
     * Shrinks it.
     *
     * @param rows one for each day, two or more
     */
    public static Shrinkage of(double[][] rows) {
        int days = rows.length;
        RealMatrix centered = centered(rows);
        RealMatrix sample = centered.transposeMultiply(centered).scalarMultiply(1.0 / days);
        int size = sample.getColumnDimension();
        double mean = sample.getTrace() / size;
        double distance = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double far = sample.getEntry(i, j) - (i == j ? mean : 0);
                distance += far * far;
            }
        }
        double noise = noise(centered, sample);
        double intensity = distance == 0 ? 1 : Math.min(1, noise / distance);
        RealMatrix target = MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(mean * intensity);
        return new Shrinkage(sample.scalarMultiply(1 - intensity).add(target), intensity);
    }

    private static RealMatrix centered(double[][] rows) {
        RealMatrix centered = MatrixUtils.createRealMatrix(rows);
        for (int j = 0; j < centered.getColumnDimension(); j++) {
            double[] column = centered.getColumn(j);
            double mean = StatUtils.mean(column);
            for (int i = 0; i < column.length; i++) {
                centered.addToEntry(i, j, -mean);
            }
        }
        return centered;
    }

    /** The squared error of the sample covariance: each day's own against it, in Frobenius' norm. */
    private static double noise(RealMatrix centered, RealMatrix sample) {
        int days = centered.getRowDimension();
        double norm = square(sample);
        double sum = 0;
        for (int day = 0; day < days; day++) {
            double[] row = centered.getRow(day);
            double length = 0;
            for (double each : row) {
                length += each * each;
            }
            double[] through = sample.operate(row);
            double cross = 0;
            for (int i = 0; i < row.length; i++) {
                cross += row[i] * through[i];
            }
            sum += length * length - 2 * cross + norm;
        }
        return sum / ((double) days * days);
    }

    private static double square(RealMatrix matrix) {
        double norm = matrix.getFrobeniusNorm();
        return norm * norm;
    }
}
