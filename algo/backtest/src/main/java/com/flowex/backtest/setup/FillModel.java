package com.flowex.backtest.setup;

/** The way in which a strategy's orders meet the data; {@code docs/strategies/backtest.md} defines each. */
public sealed interface FillModel {

    /** Returns the name on the command line and in results. */
    String code();

    /**
     * Candles without costs of trading: an order meets the next bar's open, at any quantity, without spread. It is for
     * comparison with other tools.
     */
    record NextOpen() implements FillModel {
        @Override
        public String code() {
            return "next-open";
        }
    }

    /**
     * Candles or trades as a synthetic book around a price path.
     *
     * @param spreadMillionths distance between best bid and ask in millionths of the price, 0 to 100,000; at least one
     *     tick in any case
     * @param depthMillionths share of a bar's volume that the strategy can trade, in millionths, 1 to 1,000,000
     * @param levels price levels on which that quantity stands, 1 to 20
     * @param stepMillionths distance from level to level in millionths of the price: the slippage of larger orders; at
     *     least one tick
     */
    record SyntheticBook(int spreadMillionths, int depthMillionths, int levels, int stepMillionths)
            implements FillModel {

        /** Spread of 0.05 %, a tenth of the volume on three levels 0.02 % apart. */
        public static final SyntheticBook DEFAULT = new SyntheticBook(500, 100_000, 3, 200);

        public SyntheticBook {
            within("spreadMillionths", spreadMillionths, 0, 100_000);
            within("depthMillionths", depthMillionths, 1, 1_000_000);
            within("levels", levels, 1, 20);
            within("stepMillionths", stepMillionths, 0, 100_000);
        }

        @Override
        public String code() {
            return "candles";
        }

        private static void within(String field, int value, int min, int max) {
            if (value < min || value > max) {
                throw new SetupException(field, "is within " + min + ".." + max + ", was " + value);
            }
        }
    }

    /** Recorded order flow, order by order; the strategy's orders queue in the same book. */
    record OrderByOrder() implements FillModel {
        @Override
        public String code() {
            return "order-by-order";
        }
    }
}
