package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.measure.Volatility;
import com.flowex.risk.app.portfolio.PortfolioReport.RiskContribution;
import org.hipparchus.linear.RealMatrix;

/**
 * Contributions of assets to the parametric value at risk (Euler's allocation: D. Tasche, Risk contributions and
 * performance measurement, 1999). With x = z √days √(wᵀΣw) the value at risk is 1 − e⁻ˣ. The marginal value is its
 * slope by a weight, and the components share it as they share x.
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one computation, never compared
record RiskContributions(
        ShrunkCovariance estimate, double[] weights, double[] through, double deviation, double exponent) {

    static RiskContributions of(ShrunkCovariance estimate, double[] weights, PortfolioRequest request) {
        double deviation = deviation(estimate.covariance(), weights);
        double exponent =
                TailRiskEstimators.quantile(request.confidence()) * Math.sqrt(request.horizonDays()) * deviation;
        return new RiskContributions(estimate, weights, estimate.covariance().operate(weights), deviation, exponent);
    }

    static double deviation(RealMatrix covariance, double[] weights) {
        double[] through = covariance.operate(weights);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * through[i];
        }
        return Math.sqrt(Math.max(0, sum));
    }

    RiskContribution of(int asset) {
        double volatility = estimate.deviations()[asset] * Math.sqrt(Volatility.DAYS_A_YEAR);
        if (deviation == 0) {
            return new RiskContribution(PortfolioAnalysis.share(volatility), 0, 0);
        }
        double slope = through[asset] / deviation / deviation;
        return new RiskContribution(
                PortfolioAnalysis.share(volatility),
                PortfolioAnalysis.share(Math.exp(-exponent) * exponent * slope),
                PortfolioAnalysis.share(-Math.expm1(-exponent) * slope * weights[asset]));
    }
}
